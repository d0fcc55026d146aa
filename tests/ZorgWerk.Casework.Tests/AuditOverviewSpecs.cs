using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Audit;
using ZorgWerk.Casework.Users;
using static ZorgWerk.Casework.Tests.Logs;

namespace ZorgWerk.Casework.Tests;

/// <summary>What an auditor begins with is what the trail, the consents and the looks say, and is read along an index however much there is.</summary>
public class AuditOverviewSpecs
{
    private static readonly LocalDate Since = new(2026, 3, 1);

    [Fact]
    public async Task Its_numbers_are_those_of_the_tables_and_its_lists_their_newest()
    {
        await using var office = await Office.Open();
        await office.Import(await PilotLog());
        var ids = await office.Scalar<Guid[]>("select array_agg(participant_id order by participant_id) from zw_caseload");
        for (var n = 0; n < 6; n++) await Look(office, "lotte.verbeeck", Role.TeamLead, ids[n % 4]);
        await Look(office, "eva", Role.Evaluator, ids[0]);
        await using var reading = await As(office, Role.Auditor);
        var overview = await AuditOverview.Read(reading, Since);

        foreach (var (outcome, lines) in new[] { ("disclosed", overview.Disclosed), ("reported", overview.Reported), ("refused", overview.Refused) })
        {
            var all = await office.Scalar<long>($"select count(*) from zw_disclosures where outcome = '{outcome}' and happened_on >= '2026-03-01'");
            all.ShouldBeGreaterThan(0, outcome);
            overview.Counts.ByOutcome[outcome].ShouldBe(all);
            lines.Count.ShouldBe((int)Math.Min(AuditOverview.Shown, all));
            lines.ShouldAllBe(line => line.Outcome == outcome && line.On >= Since);
            lines[0].On.ToDateOnly().ShouldBe(await office.Scalar<DateOnly>($"select max(happened_on) from zw_disclosures where outcome = '{outcome}'"));
        }
        overview.Withdrawals.Found.ShouldBe(await office.Scalar<long>("select count(distinct (participant_id, consent_id)) from zw_consents where withdrawn_on >= '2026-03-01'"));
        overview.Withdrawals.Newest.Count.ShouldBe((int)Math.Min(AuditOverview.Shown, overview.Withdrawals.Found));
        overview.Withdrawals.Newest.Select(one => one.On).ShouldBeInOrder(SortDirection.Descending);
        overview.Withdrawals.Newest.ShouldAllBe(one => one.Reference != null && one.Categories.Count > 0 && one.Recipients > 0);
        overview.Readers.Most.Select(one => (one.Role, one.Cases, one.Refused)).ShouldBe([(Role.TeamLead, 4, 0), (Role.Evaluator, 0, 1)]);
        (overview.Withdrawals.IsCut, overview.Readers.IsCut, overview.Counts.IsCut).ShouldBe((false, false, false));
    }

    [Fact]
    public async Task It_opens_no_case()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        var ids = await office.Scalar<Guid[]>("select array_agg(participant_id) from zw_caseload");
        await Look(office, "lotte", Role.Coach, ids[0]);
        var before = await office.Scalar<long>("select count(*) from zw_readings");
        await using (var reading = await As(office, Role.Auditor))
        {
            (await AuditOverview.Read(reading, new LocalDate(2025, 1, 1))).Readers.Most.Count.ShouldBe(1);
            await reading.Close();
        }
        (await office.Scalar<long>("select count(*) from zw_readings")).ShouldBe(before);
    }

    [Fact]
    public async Task However_much_there_is_it_goes_along_an_index_from_the_newest_on()
    {
        await using var office = await Office.Open();
        // They have no streams that could be folded.
        office.LeavesUnreadable = true;
        await office.Execute($"""
            insert into zw_consents (tenant_id, participant_id, consent_id, recipient, category, giver, purpose, version, signed_on, valid_from, valid_until, withdrawn_on)
            select '{Office.Tenant}', md5((n / 5)::text)::uuid, md5(n::text)::uuid, md5('a')::uuid, 'progress', md5('b')::uuid, 'work-resumption', n, '2020-01-01', '2020-01-01', '2030-01-01', case when n % 4 = 0 then date '2020-01-01' + n % 2000 end
            from generate_series(1, 50000) n;
            insert into zw_readings (tenant_id, participant_id, user_id, role, page, allowed, at)
            select '{Office.Tenant}', md5((n / 5)::text)::uuid, md5((n % 30)::text)::uuid, 'coach', 'case', true, timestamptz '2020-01-01' + n * interval '1 hour' from generate_series(1, 50000) n;
            analyze zw_consents; analyze zw_readings;
            """);
        await using var reading = await As(office, Role.Auditor);
        foreach (var (command, index) in new[] { (AuditOverview.AskWithdrawals(reading, new LocalDate(2025, 5, 1)), "zw_consents_withdrawn"), (AuditOverview.AskReaders(reading, new LocalDate(2025, 8, 1)), "zw_readings_newest") })
        {
            var plan = await Plans.Of(command);
            plan.ShouldContain(line => line.Contains(index), string.Join('\n', plan));
            plan.ShouldNotContain(line => line.Contains("Seq Scan on zw_"), string.Join('\n', plan));
        }
    }

    private static async Task Look(Office office, string login, Role role, Guid participant)
    {
        await using var reading = await office.Room.Enter(new Visitor(Office.Tenant, office.References.User(Office.Tenant, login), role));
        await reading.MayShow(new EventStore.StreamId(participant), "case");
        await reading.Close();
    }

    private static Task<Reading> As(Office office, Role role) => office.Room.Enter(new Visitor(Office.Tenant, office.References.User(Office.Tenant, "somebody"), role));
}
