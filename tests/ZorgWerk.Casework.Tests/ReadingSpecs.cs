using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Caseload;
using ZorgWerk.Casework.Users;
using ZorgWerk.EventStore;
using static ZorgWerk.Casework.Tests.Logs;

namespace ZorgWerk.Casework.Tests;

/// <summary>Everyone who looks is seen (R16), who was not let in too; and what cannot be recorded is not shown.</summary>
public class ReadingSpecs
{
    [Fact]
    public async Task Nobody_hears_that_the_server_was_started_anew()
    {
        await using var office = await Office.Open();
        var visitor = new Visitor(Office.Tenant, office.References.User(Office.Tenant, "els"), Role.TeamLead);
        var pages = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => office.Room.Enter(visitor)));
        foreach (var page in pages) await page.DisposeAsync();

        (await office.Scalar<long>("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'")).ShouldBeGreaterThanOrEqualTo(5);

        for (var look = 0; look < 6; look++)
        {
            await using var reading = await office.Room.Enter(visitor);
            (await CaseloadReader.LookOver(reading, new LocalDate(2025, 6, 1), onTop: 10)).Counts.All.ShouldBe(0);
            await reading.Close();
        }
    }

    [Fact]
    public async Task A_look_at_a_case_is_on_record_with_who_and_from_where()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        await Look(office, "lotte", Role.Coach, "RT-001", "timeline");
        await Look(office, "yasmina", Role.Coach, "RT-001", "timeline");
        await Look(office, "lotte", Role.Coach, "RT-999", "timeline");

        (await office.Scalar<string>("select string_agg(concat_ws(' ', role, page, allowed), ', ' order by reading_id) from zw_readings")).ShouldBe("coach timeline t, coach timeline f, coach timeline f");
        (await office.Scalar<bool>($"select user_id = '{office.References.User(Office.Tenant, "lotte").Value}' from zw_readings order by reading_id limit 1")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_look_that_is_not_closed_leaves_no_record_and_so_may_show_nothing()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        await using (var reading = await office.Room.Enter(Who(office, "lotte", Role.Coach))) (await reading.MayShow(office.Stream("RT-001"), "timeline")).ShouldBeTrue();

        (await office.Scalar<long>("select count(*) from zw_readings")).ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_not_shown()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        await office.Execute("alter table zw_readings add constraint full_up check (page <> 'timeline')");

        await Should.ThrowAsync<Npgsql.PostgresException>(() => Look(office, "lotte", Role.Coach, "RT-001", "timeline"));
    }

    [Fact]
    public async Task Names_and_entries_of_a_case_are_opened_for_who_may_see_it()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        var stream = office.Stream("RT-001");

        await using var hers = await office.Room.Enter(Who(office, "lotte", Role.Coach));
        await hers.Words.Bring([stream]);
        hers.Words.Open((await hers.Cases.Fold(Office.Tenant, stream, Moment.Now)).Name).ShouldBe("Noor Claesen");

        await using var not = await office.Room.Enter(Who(office, "yasmina", Role.Coach));
        await not.Words.Bring([stream]);
        (await not.Cases.Fold(Office.Tenant, stream, Moment.Now)).Version.ShouldBe(0);
        not.Words.Open((await office.Reader.Fold(Office.Tenant, stream, Moment.Now)).Name).ShouldBeNull();
    }

    private static Visitor Who(Office office, string login, Role role) => new(Office.Tenant, office.References.User(Office.Tenant, login), role);

    private static async Task Look(Office office, string login, Role role, string reference, string page)
    {
        await using var reading = await office.Room.Enter(Who(office, login, role));
        await reading.MayShow(office.Stream(reference), page);
        await reading.Close();
    }
}
