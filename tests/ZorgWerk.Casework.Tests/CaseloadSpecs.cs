using Npgsql;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Caseload;
using ZorgWerk.Casework.Users;
using ZorgWerk.Casework.Views;
using ZorgWerk.Coaching;
using static ZorgWerk.Casework.Tests.Logs;

namespace ZorgWerk.Casework.Tests;

/// <summary>Cases are found, counted and put in order by the database, which holds no name; however many there are.</summary>
public class CaseloadSpecs
{
    private static readonly LocalDate Today = new(2025, 9, 15);
    private static readonly LocalDate[] Days = [.. Enumerable.Range(0, 25).Select(month => new LocalDate(2025, 1, 15).PlusMonths(month))];
    private static readonly int[] Starts = [0, 1000, 1075];
    private static readonly string?[] Orders = [null, "programme", "phase", "contact", "next", "attention"];

    [Theory]
    [InlineData("noor", true)]
    [InlineData("NOOR", true)]
    [InlineData("Nóór cla", true)]
    [InlineData("claesen noor", true)]
    [InlineData("RT-001", true)]
    [InlineData("rt 00", true)]
    [InlineData("oor", true)]
    [InlineData("aes noo", true)]
    [InlineData("orn", false)]
    [InlineData("noor maes", false)]
    public async Task A_case_is_found_by_any_part_of_its_name_or_reference(string search, bool isFound)
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        await using var reading = await As(office, "lotte", Role.Coach);
        (await CaseloadReader.Find(reading, new CaseloadQuery(search), Today, 0, 25)).Rows.Select(row => row.Name).ShouldBe(isFound ? ["Noor Claesen"] : []);
        await using var other = await As(office, "yasmina", Role.Coach);
        (await CaseloadReader.Find(other, new CaseloadQuery(search), Today, 0, 25)).Found.ShouldBe(0);
    }

    [Fact]
    public async Task What_a_case_is_found_by_holds_no_word_and_is_gone_with_the_person()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        (await office.Scalar<long>("select count(*) from zw_names")).ShouldBeGreaterThan(8);
        (await office.Scalar<string>("select string_agg(n::text, ' ') from zw_names n")).ShouldNotContain("noor", Case.Insensitive);

        (await office.Import("""{"participant":"RT-001","on":"2026-10-01","coach":"lotte","step":"close-trajectory","fields":{"why":"participant-stopped","canManageAlone":true}}""")).Errors.ShouldBeEmpty();
        (await office.Import("""{"participant":"RT-001","on":"2026-10-01","coach":"lotte","step":"erase-personal-data","fields":{"ground":"retention-ended"}}""")).Errors.ShouldBeEmpty();
        (await office.Scalar<long>("select count(*) from zw_names")).ShouldBe(0);
    }

    [Fact]
    public async Task The_same_name_in_another_organisation_or_under_another_key_leaves_nothing_alike()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        var own = await office.Scalar<long[]>("select array_agg(token) from zw_names");
        Personal.NameTokens.Of(office.Master, new EventStore.TenantId("elders"), "Noor Claesen").Intersect(own).ShouldBeEmpty();
        Personal.NameTokens.Of(Personal.MasterKey.Create(), Office.Tenant, "Noor Claesen").Intersect(own).ShouldBeEmpty();
        Personal.NameTokens.Of(office.Master, Office.Tenant, "Noor Claesen").Except(own).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_planted_or_missing_beginning_is_found_by_verifying_and_mended_by_rebuilding()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        await office.Outcomes.CatchUp();
        await office.Execute("update zw_names set token = 1 where token = (select min(token) from zw_names)");
        (await office.Differences()).Select(one => (one.View, one.What)).ShouldBe([("names", "a row too many"), ("names", "1 rows missing")]);
        await office.Rebuild.Run(new NamesView());
    }

    [Fact]
    public async Task The_database_puts_cases_in_the_order_in_which_the_page_gives_reasons()
    {
        await using var office = await Office.Open();
        await office.Import(await PilotLog());
        var planned = 0;
        foreach (var day in Days)
        foreach (var (login, role) in new[] { ("els", Role.TeamLead), ("lotte.verbeeck", Role.Coach) })
        {
            await using var reading = await As(office, login, role);
            var over = await CaseloadReader.LookOver(reading, day, onTop: 10);
            var counts = over.Counts;
            var all = await CaseloadReader.Find(reading, new CaseloadQuery(List: "all", Sort: "attention"), day, 0, 1000);
            all.Found.ShouldBe(counts.All);
            all.Rows.Where(row => row.First is not null).Select(row => (row.First!.Level, row.First.Day)).ShouldBe(
                all.Rows.Where(row => row.First is not null).Select(row => (row.First!.Level, row.First.Day)).Order());
            all.Rows.TakeWhile(row => row.First is not null).Count().ShouldBe(counts.Urgent);
            foreach (var level in Enum.GetValues<AttentionLevel>()) all.Rows.Count(row => row.First?.Level == level).ShouldBe(counts.Levels[level]);
            all.Rows.Count(row => row.Attention.Any(need => need.Kind is AttentionKind.Employer)).ShouldBe(counts.WithoutEmployer);
            all.Rows.Count(row => row.Attention.Any(need => need.Kind is AttentionKind.Contact)).ShouldBe(counts.WithoutContact);
            all.Rows.Count(row => row.Phase is not ("closed" or "erased") || row.First is not null).ShouldBe(counts.UnderWay);
            foreach (var list in all.Rows.GroupBy(row => row.Coach))
            {
                var one = await CaseloadReader.Find(reading, new CaseloadQuery(List: "all") { Coach = new CoachChoice(list.Key) }, day, 0, 1000, counts);
                if (role is Role.TeamLead) one.Rows.Select(row => row.Participant).ShouldBe(all.Rows.Where(row => row.Coach == list.Key).Select(row => row.Participant), ignoreOrder: true);
                one.Found.ShouldBe(one.Rows.Count);
            }
            (await CaseloadReader.Coaches(reading)).ShouldBe(all.Rows.Select(row => row.Coach).OfType<CoachId>().Distinct().OrderBy(coach => coach.Value, Comparer<Guid>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()))));
            foreach (var list in (string?[])[null, "all", "attention", "employer", "contact", "today"])
            {
                var (counted, known) = (await CaseloadReader.Find(reading, new CaseloadQuery(List: list), day, 0, 1000), await CaseloadReader.Find(reading, new CaseloadQuery(List: list), day, 0, 1000, counts));
                (known.Found, known.IsNotByName).ShouldBe((counted.Found, counted.IsNotByName), list);
                known.Rows.Select(row => row.Participant).ShouldBe(counted.Rows.Select(row => row.Participant), list);
                known.Found.ShouldBe(known.Rows.Count, list);
                counts.In(new CaseloadQuery(List: list)).ShouldBe(list == "today" ? null : known.Found);
            }
            over.Urgent.Select(row => row.Participant).ShouldBe(all.Rows.Take(Math.Min(10, counts.Urgent)).Select(row => row.Participant));
            over.Planned.Select(row => row.Participant).ShouldBe((await CaseloadReader.Find(reading, new CaseloadQuery(List: "today", Sort: "next"), day, 0, 10)).Rows.Select(row => row.Participant));
            over.Planned.ShouldAllBe(row => row.NextFollowUpOn == day || row.NextActionDueOn == day);
            planned += over.Planned.Count;
            over.Next?.Participant.ShouldBe((await CaseloadReader.Find(reading, new CaseloadQuery(Sort: "next"), day, 0, 1)).Rows[0].Participant);
            (over.Next is null).ShouldBe(all.Rows.All(row => (row.Phase is "closed" or "erased" && row.First is null) || row.NextOn is null));
        }
        planned.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Pages_together_are_everybody_once_in_every_order()
    {
        await using var office = await Office.Open();
        await office.Import(await PilotLog());
        await using var reading = await As(office, "els", Role.TeamLead);
        foreach (var sort in Orders)
        {
            var seen = new List<Guid>();
            for (var page = 0; ; page++)
            {
                var (rows, found) = await CaseloadReader.Find(reading, new CaseloadQuery(List: "all", Sort: sort), Today, page * 25, 25);
                seen.AddRange(rows.Select(row => row.Participant.Value));
                if (rows.Count < 25) { seen.Count.ShouldBe(found); break; }
            }
            seen.ShouldBeUnique();
        }
    }

    [Fact]
    public async Task Beyond_what_can_be_sorted_by_name_the_list_says_so_and_is_whole_all_the_same()
    {
        await using var office = await Office.Open();
        await Crowd(office, 1100);
        await using var reading = await As(office, "els", Role.TeamLead);
        var pages = new List<CaseloadPage>();
        foreach (var from in Starts) pages.Add(await CaseloadReader.Find(reading, new CaseloadQuery(List: "all"), Today, from, 25));
        var counts = (await CaseloadReader.LookOver(reading, Today, onTop: 10)).Counts;
        foreach (var from in Starts) (await CaseloadReader.Find(reading, new CaseloadQuery(List: "all"), Today, from, 25, counts)).Rows.Select(row => row.Participant).ShouldBe(pages[Array.IndexOf(Starts, from)].Rows.Select(row => row.Participant));
        pages.ShouldAllBe(page => page.IsNotByName && page.Found == 1100 && page.Rows.Count == 25);
        pages.SelectMany(page => page.Rows).Select(row => row.Participant).ShouldBeUnique();
    }

    [Fact]
    public async Task However_many_there_are_no_list_and_no_search_goes_through_all_rows()
    {
        await using var office = await Office.Open();
        await Crowd(office, 50_000);
        foreach (var (login, role) in new[] { ("lotte", Role.Coach), ("els", Role.TeamLead), ("audit", Role.Auditor) })
        {
            await using var reading = await As(office, login, role);
            foreach (var query in new[]
            {
                new CaseloadQuery(), new CaseloadQuery(List: "attention", Sort: "attention"), new CaseloadQuery(Sort: "next", Programme: "rentree", Phase: "open"), new CaseloadQuery(List: "contact", Sort: "contact"), new CaseloadQuery(List: "today", Sort: "next"),
                new CaseloadQuery("noor cl"),
            })
            foreach (var isCounted in (bool[])[true, false])
            {
                await using var finding = CaseloadReader.Finding(reading, query, Today, 0, 25, isCounted);
                var plan = await Plans.Of(finding);
                plan.ShouldNotContain(line => line.Contains("Seq Scan on zw_"), string.Join('\n', plan));
                // Only with searching is there a table of names to enter; a coach's is entered by case, not by all who begin alike.
                plan.Any(line => line.Contains("zw_names")).ShouldBe(query.Search is not null, string.Join('\n', plan));
                plan.Any(line => line.Contains("Index Only Scan using zw_caseload_turn")).ShouldBe(role is not Role.Coach && query.Search is null, string.Join('\n', plan));
                if (query.Search is not null) IsEnteredByCase(plan).ShouldBe(role is Role.Coach, string.Join('\n', plan));
            }
            await using var coaches = CaseloadReader.AskCoaches(reading);
            var having = await Plans.Of(coaches);
            having.ShouldNotContain(line => line.Contains("Seq Scan on zw_"), string.Join('\n', having));
            if (role is not Role.Coach)
            {
                await using var ofOne = CaseloadReader.Finding(reading, new CaseloadQuery { Coach = new CoachChoice(new CoachId(office.References.User(Office.Tenant, "lotte").Value)) }, Today, 0, 25, isCounted: true);
                var entered = await Plans.Of(ofOne);
                entered.ShouldContain(line => line.Contains("zw_caseload_coach"), string.Join('\n', entered));
            }
            await using var looking = CaseloadReader.LookingOver(reading, Today, onTop: 10);
            var counted = await Plans.Of(looking);
            counted.ShouldNotContain(line => line.Contains("Seq Scan on zw_"), string.Join('\n', counted));
            counted.Any(line => line.Contains("Index Only Scan using zw_caseload_turn")).ShouldBe(role is not Role.Coach, string.Join('\n', counted));
        }
        await using var asking = await office.App.OpenConnectionAsync();
        var alike = await Plans.Of(office.Similar.Asking(asking, Office.Tenant, ["Noor Claesen", "Koen Van Acker"]));
        alike.ShouldNotContain(line => line.Contains("Seq Scan on zw_"), string.Join('\n', alike));
    }

    [Fact]
    public async Task Whatever_asks_for_attention_has_its_turn_by_then()
    {
        await using var office = await Office.Open();
        await office.Import(await PilotLog());
        var cases = Statements.Files["cases_of_all"].Replace("__narrowed__", "true").Replace("__most__", "all");
        var asking = 0L;
        foreach (var day in Days)
        {
            var seen = Statements.Files["asking_caseload"].Replace("__cases__", cases).Replace("$1", $"'{Office.Tenant}'").Replace("$2", $"date '{day:uuuu-MM-dd}'");
            // A day since when something is needed lies behind whoever asks; of this log it may lie before them.
            const string HasCome = "coalesce(greatest(specialised_care_since, career_guidance_since, regular_guidance_since, plan_review_since), '-infinity')";
            asking += await office.Scalar<long>($"select count(*) from ({seen}) as seen where level is not null and {HasCome} <= date '{day:uuuu-MM-dd}'");
            (await office.Scalar<long>($"select count(*) from ({seen}) as seen where level is not null and {HasCome} <= date '{day:uuuu-MM-dd}' and turn > date '{day:uuuu-MM-dd}'")).ShouldBe(0, $"{day:uuuu-MM-dd}");
            (await office.Scalar<long>($"select count(*) from ({seen}) as seen where (turn is null) <> (phase in ('closed', 'erased') and least(next_follow_up_on, employer_contact_due_on, next_action_due_on, contact_due_on) is null)")).ShouldBe(0, $"{day:uuuu-MM-dd}");
        }
        asking.ShouldBeGreaterThan(500);
    }

    /// <param name="asking">For which a follow-up is late; the later ones the shorter.</param>
    /// <param name="quiet">Under way, and asking for nothing.</param>
    [Theory]
    [InlineData(100, 300, 9599, Uncounted.None)]
    [InlineData(100, 300, 9600, Uncounted.Over)]
    [InlineData(100, 300, 10_600, Uncounted.Over)]
    [InlineData(100, 11_000, 900, Uncounted.UnderWay)]
    [InlineData(11_000, 500, 500, Uncounted.Asking)]
    public async Task Lists_of_an_organisation_that_is_too_large_to_go_through_hold_whose_turn_comes_first(int asking, int quiet, int over, Uncounted uncounted)
    {
        await using var office = await Office.Open();
        office.LeavesUnreadable = true;
        await office.Execute($"""
            insert into zw_caseload (tenant_id, participant_id, version, trajectory, phase, programme, coach_id, opened_on, next_follow_up_on, language, at_work)
            select '{Office.Tenant}', md5(n::text)::uuid, 1, 1, case when n > {asking + quiet} then 'closed' else 'open' end, case when n % 50 = 0 then 'allezi' else 'rentree' end, '{office.References.User(Office.Tenant, "lotte").Value}',
              date '2025-01-01', case when n <= {asking} then date '2025-09-14' - (n % 3000) end, null, false
            from generate_series(1, {asking + quiet + over}) n;
            analyze zw_caseload;
            """);
        var all = asking + quiet + over;
        int Capped(int number) => Math.Min(number, CaseloadReader.MostCounted);

        await using var reading = await As(office, "els", Role.TeamLead);
        var (counts, urgent, _, _) = await CaseloadReader.LookOver(reading, Today, onTop: 10);
        counts.Uncounted.ShouldBe(uncounted);
        (counts.All, counts.Urgent, counts.UnderWay).ShouldBe((Capped(all), Capped(asking), Capped(asking + quiet)));

        var longest = await office.Scalar<DateOnly[]>("select array_agg(day) from (select next_follow_up_on as day from zw_caseload order by 1 limit 10) as longest");
        urgent.Select(row => row.NextFollowUpOn!.Value.ToDateOnly()).ShouldBe(longest);
        foreach (var (query, found) in new[]
        {
            (new CaseloadQuery(), asking + quiet), (new CaseloadQuery(List: "all"), all), (new CaseloadQuery(List: "attention"), asking), (new CaseloadQuery(Phase: "closed"), over), (new CaseloadQuery(List: "all", Programme: "allezi"), all / 50),
        })
        {
            var page = await CaseloadReader.Find(reading, query, Today, 0, 25, counts);
            (page.Found, page.IsMore).ShouldBe((Capped(found), found >= CaseloadReader.MostCounted), query.ToString());
        }
        // Of a programme that is small enough nobody is lacking; of one that is not, some may be.
        foreach (var programme in (string[])["allezi", "rentree"])
            (await CaseloadReader.Find(reading, new CaseloadQuery(List: "contact", Programme: programme), Today, 0, 25, counts)).IsMore.ShouldBe(uncounted is Uncounted.Asking && programme is "rentree", programme);

        // Whose cases they are goes through all of them: they are what a person has.
        await using var own = await As(office, "lotte", Role.Coach);
        var counted = (await CaseloadReader.LookOver(own, Today, onTop: 10)).Counts;
        (counted.All, counted.Urgent, counted.UnderWay, counted.Uncounted).ShouldBe((all, asking, asking + quiet, Uncounted.None));
        (await CaseloadReader.Find(own, new CaseloadQuery(List: "all"), Today, 0, 25, counted)).IsMore.ShouldBeFalse();
    }

    /// <summary>Rows of nobody, as many as a region has, one in a hundred with one coach; as a database knows them that was left in peace for a minute.</summary>
    private static async Task Crowd(Office office, int many)
    {
        // They have no streams that could be folded.
        office.LeavesUnreadable = true;
        await office.Execute($"""
            insert into zw_caseload (tenant_id, participant_id, version, trajectory, phase, programme, coach_id, opened_on, last_contact_on, contact_due_on, next_action_due_on, next_follow_up_on, reference_sealed, name_sealed, language, at_work)
            select '{Office.Tenant}', md5(n::text)::uuid, 1, 1, (array['open', 'open', 'paused', 'closed'])[1 + n % 4], (array['rentree', 'allezi'])[1 + n % 2],
              case when n % 100 = 0 then '{office.References.User(Office.Tenant, "lotte").Value}' else md5((n % 99)::text)::uuid end, date '2025-01-01' + n % 300,
              date '2025-06-01' + n % 90, date '2025-08-01' + n % 90, date '2025-08-15' + n % 60, date '2025-09-01' + n % 200, null, null, rpad('', 165, 'x'), n % 3 = 0
            from generate_series(1, {many}) n;
            """);
        // As many parts as a name and a reference have.
        for (var part = 1; part <= 35; part++)
            await office.Execute($"insert into zw_names select '{Office.Tenant}', participant_id, {part * 128} + (('x' || substr(md5(participant_id::text || {part}), 1, 2))::bit(8)::int & 127) from zw_caseload");
        foreach (var table in new[] { "zw_caseload", "zw_names" })
        {
            // Whoever still looks at an older moment keeps rows from being seen by all; an analysis of the server's own does, too.
            var isSettled = false;
            for (var tries = 0; tries < 40 && !isSettled; tries++)
            {
                if (tries > 0) await Task.Delay(500);
                await office.Execute($"vacuum analyze {table}");
                isSettled = await office.Scalar<bool>($"select relallvisible >= relpages from pg_class where oid = '{table}'::regclass");
            }
            isSettled.ShouldBeTrue(table);
        }
    }

    private static bool IsEnteredByCase(List<string> plan) =>
        plan.SkipWhile(line => !line.Contains("zw_names_")).First(line => line.Contains("Index Cond")).Contains("participant_id = ");

    private static Task<Reading> As(Office office, string login, Role role) => office.Room.Enter(new Visitor(Office.Tenant, office.References.User(Office.Tenant, login), role));
}
