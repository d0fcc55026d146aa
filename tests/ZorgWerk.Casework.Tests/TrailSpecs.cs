using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Audit;
using ZorgWerk.Casework.Outcomes;
using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;
using static ZorgWerk.Casework.Tests.Logs;

namespace ZorgWerk.Casework.Tests;

/// <summary>Who shared what with whom over all cases, a page at a time; who looked; and the figures, each for those who may see them.</summary>
public class TrailSpecs
{
    [Fact]
    public async Task Every_line_of_the_pilot_is_met_once_newest_first()
    {
        await using var office = await Office.Open();
        await office.Import(await PilotLog());
        await using var reading = await As(office, Role.Auditor);

        var lines = new List<TrailLine>();
        TrailPlace? after = null;
        for (var more = true; more; after = lines[^1].Place)
        {
            var page = await Trail.Read(reading, new TrailFilter(), after);
            lines.AddRange(page.Lines);
            more = page.HasMore;
        }
        lines.Count.ShouldBe((int)await office.Scalar<long>("select count(*) from zw_disclosures"));
        lines.Select(line => line.Place).Distinct().Count().ShouldBe(lines.Count);
        lines.Select(line => line.On).ShouldBeInOrder(SortDirection.Descending);
        (await Trail.Count(reading, new TrailFilter())).Lines.ShouldBe(lines.Count);

        var refused = await Trail.Count(reading, new TrailFilter(Outcome: "refused", Recipient: "employers", Category: Category.WorkAbility));
        refused.Lines.ShouldBe(lines.Count(line => line.Outcome == "refused" && line.Categories.Contains("work-ability") && line.RecipientRole is ("employer" or "human-resources" or "supervisor" or "colleague")));
    }

    [Fact]
    public async Task A_page_is_read_along_the_order_it_is_shown_in()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        await using var reading = await As(office, Role.Auditor);
        await using (var willing = new Npgsql.NpgsqlCommand("set local enable_seqscan = off; set local enable_bitmapscan = off", reading.Connection)) await willing.ExecuteNonQueryAsync();
        var plan = await Plans.Of(Trail.Asked(reading, "read_trail", new TrailFilter(Until: new LocalDate(2025, 6, 1)), null, 26));

        plan.ShouldContain(line => line.Contains("Index Scan Backward using zw_disclosures_order"));
        plan.SkipWhile(line => !line.Contains("zw_disclosures_order")).Skip(1).First().ShouldContain("ROW(happened_on, participant_id, version) <");
    }

    [Theory]
    [InlineData("refused", null, null, "zw_disclosures_outcome")]
    [InlineData(null, "vdab", null, "zw_disclosures_role")]
    [InlineData(null, null, Category.Medical, "zw_disclosures_medical")]
    [InlineData(null, null, null, "zw_disclosures_order")]
    public async Task However_rare_what_is_asked_for_is_a_page_goes_along_its_own_order(string? outcome, string? recipient, Category? category, string index)
    {
        await using var office = await Office.Open();
        // They have no streams that could be folded.
        office.LeavesUnreadable = true;
        await office.Execute($"""
            insert into zw_disclosures (tenant_id, participant_id, version, happened_on, outcome, giver, recipient, recipient_role, categories, rules_version, recorded_by, struck)
            select '{Office.Tenant}', md5((n / 5)::text)::uuid, n, date '2020-01-01' + n % 2000, case n % 20000 when 0 then 'refused' else 'disclosed' end, md5('a')::uuid, md5('b')::uuid,
              case n % 15000 when 0 then 'vdab' else (array['employer', 'physician', 'colleague'])[1 + n % 3] end, case n % 25000 when 0 then array['progress', 'medical'] else array['work-ability'] end, 1, md5('c')::uuid, false
            from generate_series(1, 50000) n;
            analyze zw_disclosures;
            """);
        await using var reading = await As(office, Role.Auditor);
        foreach (var statement in new[] { "read_trail", "count_trail" })
        {
            var plan = await Plans.Of(Trail.Asked(reading, statement, new TrailFilter(Outcome: outcome, Recipient: recipient, Category: category), null, 26));
            plan.ShouldNotContain(line => line.Contains("Seq Scan on zw_"), string.Join('\n', plan));
            plan.ShouldContain(line => line.Contains(index), string.Join('\n', plan));
        }
    }

    [Fact]
    public async Task Every_category_has_an_order_of_its_own()
    {
        await using var office = await Office.Open();
        var made = await office.Scalar<string[]>("select array_agg(substring(pg_get_indexdef(indexrelid) from 'USING .*')) from pg_index where indrelid = 'zw_disclosures'::regclass and indpred is not null");
        made.Order(StringComparer.Ordinal).ShouldBe(Enum.GetValues<Category>().Select(category => $"USING btree (tenant_id, happened_on, participant_id, version) WHERE ('{Kebab.Of(category)}'::text = ANY (categories))").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_line_says_on_which_consent_and_who_gave_it_without_a_name()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        await using var reading = await As(office, Role.Auditor);

        var (lines, hasMore) = await Trail.Read(reading, new TrailFilter(From: new LocalDate(2025, 5, 20), Until: new LocalDate(2025, 5, 20)), null);
        hasMore.ShouldBeFalse();
        var line = lines.ShouldHaveSingleItem();
        (line.Outcome, line.FromParticipant, line.RecipientRole, line.Reference, line.Consent).ShouldBe(("disclosed", true, "human-resources", "RT-001", new TrailConsent(7, new LocalDate(2025, 12, 31), null)));
    }

    [Fact]
    public async Task Who_may_not_see_cases_sees_nothing_of_the_trail()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        await using var reading = await As(office, Role.Evaluator);
        (await Trail.Read(reading, new TrailFilter(), null)).Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_looked_is_told_to_the_auditor_newest_first()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        for (var look = 0; look <= Looks.PerPage; look++)
        {
            await using var reading = await As(office, look == 0 ? Role.Evaluator : Role.TeamLead);
            await reading.MayShow(office.Stream("RT-001"), "timeline");
            await reading.Close();
        }
        await using var audit = await As(office, Role.Auditor);
        var (first, more) = await Looks.Read(audit, office.Stream("RT-001"), null);
        (first.Count, more, first[0].Role, first[0].WasAllowed).ShouldBe((Looks.PerPage, true, Role.TeamLead, true));
        var (rest, none) = await Looks.Read(audit, office.Stream("RT-001"), first[^1].Id);
        (rest.ShouldHaveSingleItem().Role, rest[0].WasAllowed, none).ShouldBe((Role.Evaluator, false, false));
    }

    [Fact]
    public async Task An_evaluator_takes_the_same_files_home_each_time_and_sees_the_programmes()
    {
        await using var office = await Office.Open();
        await office.Import(await PilotLog());
        var position = await office.Outcomes.CatchUp();
        await using var reading = await As(office, Role.Evaluator);

        (await FiguresReader.Position(reading)).ShouldBe(position);
        var programmes = await FiguresReader.Programmes(reading);
        programmes.Select(each => each.Id.Value).ShouldBe(["rentree", "rentree-vervolg"]);
        var programme = programmes[0];
        (await FiguresReader.Read(reading, programme, "schooling", new LocalDate(2026, 11, 18))).Enrolled.Count.ShouldBe(123);
        var files = await Extract.Zip(reading, programme, null);
        (await Extract.Zip(reading, programme, null)).ShouldBe(files);
    }

    private static Task<Reading> As(Office office, Role role) => office.Room.Enter(new Visitor(Office.Tenant, office.References.User(Office.Tenant, "didier"), role));
}
