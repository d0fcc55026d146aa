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
        plan.SkipWhile(line => !line.Contains("zw_disclosures_order")).Skip(1).First().ShouldContain("ROW(happened_on, participant_id, version, line) <");
    }

    [Theory]
    [InlineData("refused", null, null, null, "zw_disclosures_outcome")]
    [InlineData(null, "vdab", null, null, "zw_disclosures_role")]
    [InlineData(null, null, Category.Medical, null, "zw_disclosures_medical")]
    [InlineData(null, null, null, TrailJudgement.CoveredThenNotNow, "zw_disclosures_judgement")]
    [InlineData(null, null, null, null, "zw_disclosures_order")]
    public async Task However_rare_what_is_asked_for_is_a_page_goes_along_its_own_order(string? outcome, string? recipient, Category? category, TrailJudgement? judgement, string index)
    {
        await using var office = await Office.Open();
        // They have no streams that could be folded.
        office.LeavesUnreadable = true;
        await office.Execute($"""
            insert into zw_disclosures (tenant_id, participant_id, version, line, happened_on, outcome, giver, recipient, recipient_role, categories, rules_version, recorded_by, struck, judgement)
            select '{Office.Tenant}', md5((n / 5)::text)::uuid, n, 1, date '2020-01-01' + n % 2000, case n % 20000 when 0 then 'refused' else 'disclosed' end, md5('a')::uuid, md5('b')::uuid,
              case n % 15000 when 0 then 'vdab' else (array['employer', 'physician', 'colleague'])[1 + n % 3] end, case n % 25000 when 0 then array['progress', 'medical'] else array['work-ability'] end, 1, md5('c')::uuid, false,
              case n % 30000 when 0 then 'covered-then-not-now' else 'covered' end
            from generate_series(1, 50000) n;
            analyze zw_disclosures;
            """);
        await using var reading = await As(office, Role.Auditor);
        foreach (var statement in new[] { "read_trail", "count_trail" })
        {
            var plan = await Plans.Of(Trail.Asked(reading, statement, new TrailFilter(Outcome: outcome, Recipient: recipient, Category: category, Judgement: judgement), null, 26));
            plan.ShouldNotContain(line => line.Contains("Seq Scan on zw_"), string.Join('\n', plan));
            plan.ShouldContain(line => line.Contains(index), string.Join('\n', plan));
        }
    }

    [Fact]
    public async Task Every_category_has_an_order_of_its_own()
    {
        await using var office = await Office.Open();
        var made = await office.Scalar<string[]>("select array_agg(substring(pg_get_indexdef(indexrelid) from 'USING .*')) from pg_index where indrelid = 'zw_disclosures'::regclass and indpred is not null");
        made.Order(StringComparer.Ordinal).ShouldBe(Enum.GetValues<Category>().Select(category => $"USING btree (tenant_id, happened_on, participant_id, version, line) WHERE ('{Kebab.Of(category)}'::text = ANY (categories))").Order(StringComparer.Ordinal));
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
        (line.Outcome, line.FromParticipant, line.RecipientRole, line.Reference, line.Consent).ShouldBe(("disclosed", true, "human-resources", "RT-001", new TrailConsent(7, new LocalDate(2025, 12, 31), null, null)));
        (line.Line, line.At, line.Judgement).ShouldBe((1, null, "covered"));
    }

    [Fact]
    public async Task What_became_uncovered_by_what_was_learnt_later_is_found_as_a_fold_of_every_case_finds_it()
    {
        await using var office = await Office.Open();
        await office.Import(await PilotLog());
        await LearnLater(office);

        var expected = new Dictionary<(Guid, long, int), string?>();
        await foreach (var one in office.Reader.FoldEach(long.MaxValue))
            foreach (var told in one.Participant.Disclosures)
                expected[(one.Stream.Value, told.Version, told.Line)] = await Fold(office, one, told) is { } judgement ? Kebab.Of(judgement) : null;

        expected.Values.Count(judgement => judgement == "covered-then-not-now").ShouldBeGreaterThan(10);
        await using var reading = await As(office, Role.Auditor);
        foreach (var judgement in Enum.GetValues<TrailJudgement>())
        {
            var filter = new TrailFilter(Judgement: judgement);
            var (lines, _) = await Trail.Read(reading, filter, null, 10_000);
            var found = lines.Select(line => (line.Participant.Value, line.Version, line.Line)).ToList();
            found.ShouldBe(expected.Where(one => one.Value == Kebab.Of(judgement)).Select(one => one.Key), ignoreOrder: true, $"{judgement}");
            (await Trail.Count(reading, filter)).Lines.ShouldBe(found.Count);
            (await Trail.Count(reading, new TrailFilter())).ByJudgement.GetValueOrDefault(Kebab.Of(judgement)).ShouldBe(found.Count);
            var told = new List<Casework.Views.DisclosureLine>();
            await foreach (var line in Casework.Views.DisclosureTrail.Read(office.App, Office.Tenant, null, judgement)) told.Add(line);
            told.Count.ShouldBe(found.Count);
        }
    }

    /// <summary>Withdrawals that are written down late: of the day before something was told, and of the very day, with a time and without.</summary>
    private static async Task LearnLater(Office office)
    {
        var at = 0;
        var cases = new List<Casework.FoldedCase>();
        await foreach (var one in office.Reader.FoldEach(long.MaxValue)) cases.Add(one);
        foreach (var one in cases)
        {
            if (one.Participant.IsErased || one.Participant.Disclosures.FirstOrDefault(told => told.Outcome is DisclosureOutcome.Disclosed) is not { } first || at++ % 2 > 0) continue;
            var (day, time) = (at % 6) switch { 1 => (first.On.PlusDays(-1), (LocalTime?)null), 3 => (first.On, null), _ => (first.On, new LocalTime(12, 52)) };
            await office.Desk.Take(new StepCommand(
                Office.Tenant, new EventStore.CommandId(Guid.CreateVersion7()), office.References.User(Office.Tenant, "lotte"), one.Stream, new WithdrawConsent(day, first.Consent!.Value, HowGiven.Verbal, time), new byte[] { 1 }));
        }
    }

    private static async Task<TrailJudgement?> Fold(Office office, Casework.FoldedCase one, Disclosure told)
    {
        if (told.IsStruck) return null;
        var moment = new Occurrence(told.On, told.At, told.Version);
        var record = one.Participant;
        var known = (record.Entries[(int)told.Version - 1].CorrectedBy ?? told.Version) - 1;
        var before = await office.Reader.Fold(one.Tenant, one.Stream, new Moment(UpToVersion: known));
        var then = before.Weigh(moment, told.Giver, told.Categories, told.Recipient, told.Purpose!.Value, told.Trajectory).Judgement;
        var now = record.Weigh(moment, told.Giver, told.Categories, told.Recipient, told.Purpose!.Value, told.Trajectory).Judgement;
        return (then, now) switch
        {
            (_, Judgement.OrderNotKnown) => TrailJudgement.OrderNotKnown,
            (Judgement.Covered, Judgement.Covered) => TrailJudgement.Covered,
            (Judgement.Covered, _) => TrailJudgement.CoveredThenNotNow,
            (_, Judgement.Covered) => TrailJudgement.NotCoveredThenCoveredNow,
            _ => TrailJudgement.NeverCovered,
        };
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
