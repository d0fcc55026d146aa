using Npgsql;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Users;
using ZorgWerk.Casework.Views;
using ZorgWerk.EventStore;
using static ZorgWerk.Casework.Tests.Logs;

namespace ZorgWerk.Casework.Tests;

/// <summary>With every check of the application left out, the database still shows a person nothing that is not theirs to see.</summary>
public class RowLevelSecuritySpecs
{
    private static readonly string[] CaseTables = ["zw_caseload", "zw_timeline", "zw_disclosures", "zw_consents", "zw_names"];

    [Theory]
    [InlineData("lotte", Role.Coach, 2)] // Her own, and the one who has no coach yet.
    [InlineData("yasmina", Role.Coach, 2)] // The one handed over to her, and the same one.
    [InlineData("other", Role.Coach, 1)]
    [InlineData("els", Role.TeamLead, 3)]
    [InlineData("audit", Role.Auditor, 3)]
    [InlineData("allezi", Role.Evaluator, 0)]
    [InlineData("beheer", Role.Administrator, 0)]
    public async Task A_person_sees_the_cases_of_their_role_and_of_no_other(string login, Role role, int cases)
    {
        await using var office = await Populated();
        await using var reading = await office.Room.Enter(new Visitor(Office.Tenant, office.References.User(Office.Tenant, login), role));

        (await Count(reading, "select count(*) from zw_caseload")).ShouldBe(cases);
        foreach (var table in (string[])["zw_timeline", "zw_names"]) (await Count(reading, $"select count(distinct participant_id) from {table}")).ShouldBe(cases, table);
        var withNoor = await Count(reading, $"select count(*) from zw_caseload where participant_id = '{office.Stream("RT-001").Value}'") == 1;
        foreach (var table in (string[])["zw_disclosures", "zw_consents"]) (await Count(reading, $"select count(*) from {table}")).ShouldBe(withNoor ? (int)await office.Scalar<long>($"select count(*) from {table}") : 0, table);
        (await Count(reading, "select count(distinct stream_id) from mt_events join mt_streams s on s.id = stream_id where s.type = 'participant'")).ShouldBe(cases);
        (await Count(reading, "select count(*) from mt_streams where type = 'participant'")).ShouldBe(cases);
        (await Count(reading, "select count(*) from zw_keys k join mt_streams s on s.id = k.subject_id where s.type = 'participant'")).ShouldBe(cases);
    }

    [Theory]
    [InlineData("lotte", Role.Coach, 2)]
    [InlineData("els", Role.TeamLead, 3)]
    [InlineData("allezi", Role.Evaluator, 0)]
    public async Task Several_processes_that_answer_together_see_no_more_than_one(string login, Role role, int cases)
    {
        await using var office = await Populated();
        await using var reading = await office.Room.Enter(new Visitor(Office.Tenant, office.References.User(Office.Tenant, login), role));
        var timeline = await Count(reading, "select count(*) from zw_timeline");
        await using (var eager = new NpgsqlCommand("set local parallel_setup_cost = 0; set local parallel_tuple_cost = 0; set local min_parallel_table_scan_size = 0; set local min_parallel_index_scan_size = 0; set local cpu_tuple_cost = 1000", reading.Connection)) await eager.ExecuteNonQueryAsync();

        foreach (var (table, seen) in new[] { ("zw_caseload", cases), ("zw_timeline", timeline) })
        {
            (await Plans.Of(new NpgsqlCommand($"select count(*) from {table}", reading.Connection))).ShouldContain(line => line.Contains("Gather"), table);
            (await Count(reading, $"select count(*) from {table}")).ShouldBe(seen, table);
        }
    }

    [Fact]
    public async Task A_case_that_was_handed_over_is_its_new_coachs_alone()
    {
        await using var office = await Populated();

        (await MaySee(office, "lotte", "RT-002")).ShouldBeFalse();
        (await MaySee(office, "yasmina", "RT-002")).ShouldBeTrue();
        (await MaySee(office, "lotte", "RT-001")).ShouldBeTrue();
        (await MaySee(office, "yasmina", "RT-001")).ShouldBeFalse();
    }

    [Fact]
    public async Task Another_organisation_sees_nothing_whatever_the_role()
    {
        await using var office = await Populated();
        foreach (var role in Enum.GetValues<Role>())
        {
            await using var reading = await office.Room.Enter(new Visitor(new TenantId("elsewhere"), office.References.User(Office.Tenant, "lotte"), role));
            foreach (var table in (string[])[.. CaseTables, "zw_outcomes", "mt_events", "mt_streams", "zw_keys", "zw_users", "zw_readings"])
                (await Count(reading, $"select count(*) from {table}")).ShouldBe(0, $"{role} in {table}");
        }
    }

    [Fact]
    public async Task Nobody_said_to_ask_sees_nothing()
    {
        await using var office = await Populated();
        await using var connection = await office.Readers.OpenConnectionAsync();
        foreach (var table in (string[])[.. CaseTables, "zw_outcomes", "mt_events", "mt_streams", "zw_keys", "zw_users", "zw_readings"])
        {
            await using var count = new NpgsqlCommand($"select count(*) from {table}", connection);
            (await count.ExecuteScalarAsync()).ShouldBe(0L, table);
        }
    }

    [Fact]
    public async Task Outcomes_are_for_those_who_evaluate_and_never_tell_whose_they_are_to_a_coach()
    {
        await using var office = await Populated();
        await office.Outcomes.CatchUp();
        foreach (var role in Enum.GetValues<Role>())
        {
            await using var reading = await office.Room.Enter(new Visitor(Office.Tenant, office.References.User(Office.Tenant, "lotte"), role));
            (await Count(reading, "select count(*) from zw_outcomes")).ShouldBe(role is Role.Evaluator or Role.Auditor or Role.TeamLead ? 2 : 0, role.ToString());
        }
    }

    [Theory]
    [InlineData("insert into zw_caseload (tenant_id, participant_id, version, trajectory, phase, at_work) values ('jobcentrum', gen_random_uuid(), 1, 0, 'open', false)")]
    [InlineData("update zw_caseload set coach_id = zw_user()")]
    [InlineData("delete from zw_timeline")]
    [InlineData("insert into mt_events select * from mt_events limit 1")]
    [InlineData("select password_hash from zw_users")]
    [InlineData("select * from zw_commands")]
    [InlineData("delete from zw_readings")]
    [InlineData("insert into zw_readings (tenant_id, participant_id, user_id, role, page, allowed) values ('jobcentrum', gen_random_uuid(), gen_random_uuid(), 'coach', 'x', true)")]
    public async Task Who_reads_changes_nothing_and_records_nobody_else(string statement)
    {
        await using var office = await Populated();
        await using var reading = await office.Room.Enter(new Visitor(Office.Tenant, office.References.User(Office.Tenant, "lotte"), Role.TeamLead));

        (await Should.ThrowAsync<PostgresException>(() => Count(reading, statement))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task No_table_that_anybody_may_use_is_without_row_level_security()
    {
        await using var office = await Office.Open();

        (await office.Scalar<string>("""
            select coalesce(string_agg(distinct c.relname, ', '), 'none') from pg_class c, aclexplode(c.relacl) a
            where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and a.grantee <> c.relowner and not c.relrowsecurity
            """)).ShouldBe("none");
    }

    [Fact]
    public async Task A_view_that_was_rebuilt_is_behind_the_same_policies()
    {
        await using var office = await Populated();
        foreach (var view in ParticipantView.All) (await office.Rebuild.Run(view)).ShouldNotBeNull();

        await using var reading = await office.Room.Enter(new Visitor(Office.Tenant, office.References.User(Office.Tenant, "other"), Role.Coach));
        foreach (var table in CaseTables) (await Count(reading, $"select count(distinct participant_id) from {table}")).ShouldBeLessThanOrEqualTo(1, table);
        (await Count(reading, "select count(*) from zw_caseload")).ShouldBe(1);
    }

    [Theory]
    [InlineData("lotte", Role.Coach, 0)] // Whose case it was.
    [InlineData("other", Role.Coach, 0)]
    [InlineData("els", Role.TeamLead, 1)]
    [InlineData("audit", Role.Auditor, 1)]
    [InlineData("allezi", Role.Evaluator, 0)]
    public async Task What_is_left_of_somebody_who_was_erased_is_for_those_who_answer_for_the_organisation(string login, Role role, int cases)
    {
        await using var office = await Populated();
        await office.Import("""
            {"participant":"RT-001","on":"2025-12-12","coach":"lotte","step":"close-trajectory","fields":{"why":"goal-reached","canManageAlone":true}}
            {"participant":"RT-001","on":"2025-12-13","coach":"lotte","step":"erase-personal-data","fields":{"ground":"requested"}}
            {"participant":"RT-003","on":"2025-12-13","coach":"lotte","step":"erase-personal-data","fields":{"ground":"requested"}}
            """);
        (await office.Scalar<long>("select count(*) from zw_caseload where phase = 'erased'")).ShouldBe(2);
        await using var reading = await office.Room.Enter(new Visitor(Office.Tenant, office.References.User(Office.Tenant, login), role));

        foreach (var reference in (string[])["RT-001", "RT-003"])
        {
            var id = office.Stream(reference).Value;
            foreach (var table in (string[])[.. CaseTables.Where(table => table is not "zw_names"), "zw_keys"])
                (await Count(reading, $"select count(distinct {(table is "zw_keys" ? "subject_id" : "participant_id")}) from {table} where {(table is "zw_keys" ? "subject_id" : "participant_id")} = '{id}'"))
                    .ShouldBeLessThanOrEqualTo(cases, $"{reference} in {table}");
            foreach (var table in (string[])["zw_caseload", "zw_timeline"]) (await Count(reading, $"select count(distinct participant_id) from {table} where participant_id = '{id}'")).ShouldBe(cases, table);
            (await Count(reading, $"select count(*) from mt_streams where id = '{id}'")).ShouldBe(cases);
            (await Count(reading, $"select count(distinct stream_id) from mt_events where stream_id = '{id}'")).ShouldBe(cases);
            (await reading.MayShow(office.Stream(reference), "spec")).ShouldBe(cases == 1);
        }
    }

    private static async Task<bool> MaySee(Office office, string login, string reference)
    {
        await using var reading = await office.Room.Enter(new Visitor(Office.Tenant, office.References.User(Office.Tenant, login), Role.Coach));
        return await reading.MayShow(office.Stream(reference), "spec");
    }

    private static async Task<int> Count(Reading reading, string statement)
    {
        await using var command = new NpgsqlCommand(statement, reading.Connection);
        return Convert.ToInt32(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Noor is Lotte's, Ada was Lotte's and is Yasmina's now, Bea has no coach yet.</summary>
    private static async Task<Office> Populated()
    {
        var office = await Office.Open();
        var (result, _) = await office.Import(SetUp + Noor + """
            {"on":"2025-01-06","coach":"admin","step":"register-coach","fields":{"coach":"yasmina","name":"Yasmina Aydin","languages":["french"],"region":"gent"}}
            {"participant":"RT-002","on":"2025-05-12","coach":"lotte","step":"register-participant","fields":{"name":"Ada Maes","language":"dutch"}}
            {"participant":"RT-002","on":"2025-05-12","coach":"lotte","step":"open-trajectory","fields":{"programme":"rentree","reason":"returns-as-soon-as-possible","employment":"employed","ageBand":"from35","schooling":"middle"}}
            {"participant":"RT-002","on":"2025-05-12","coach":"lotte","step":"assign-coach","fields":{"coach":"lotte"}}
            {"participant":"RT-002","on":"2025-06-12","coach":"lotte","step":"hand-over-case","fields":{"coach":"yasmina","reason":"Verlof"}}
            {"participant":"RT-003","on":"2025-05-12","coach":"lotte","step":"register-participant","fields":{"name":"Bea Smet","language":"dutch"}}
            """);
        result.Faulty.ShouldBe(0);
        return office;
    }
}
