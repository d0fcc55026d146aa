using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Events;
using ZorgWerk.Casework.Users;
using ZorgWerk.Casework.Views;
using ZorgWerk.Coaching;
using static ZorgWerk.Casework.Tests.Logs;

namespace ZorgWerk.Casework.Tests;

/// <summary>What a Marten application appends to our streams is in every view, as if the desk had written it.</summary>
public class ForeignEventsSpecs
{
    private const string Session = """{"on": "2025-06-20", "form": "online", "minutes": 25}""";

    [Fact]
    public async Task An_event_that_did_not_come_through_the_desk_is_in_every_view()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        await Foreign(office).CatchUp();
        await office.Put(office.Stream("RT-001"), version: 11, "session_held", Session);
        (await office.Differences()).Select(difference => difference.View).ShouldBe(["caseload", "timeline"]);

        (await Foreign(office).CatchUp()).ShouldBe(await office.Store.LastPosition());

        (await office.Differences()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_desk_wrote_itself_is_not_written_again()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        var commands = await office.Scalar<long>("select count(*) from zw_commands");

        await Foreign(office).CatchUp();
        await Foreign(office).CatchUp();

        (await office.Scalar<long>("select count(*) from zw_commands")).ShouldBe(commands);
    }

    [Fact]
    public async Task The_desk_goes_on_from_it_before_and_after()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        await office.Put(office.Stream("RT-001"), version: 11, "session_held", Session);

        (await office.Import("""{"participant":"RT-001","on":"2025-07-01","coach":"lotte","step":"hold-session","fields":{"form":"online","minutes":30}}""")).Errors.ShouldBeEmpty();
        await Foreign(office).CatchUp();
        (await office.Import("""{"participant":"RT-001","on":"2025-07-02","coach":"lotte","step":"hold-session","fields":{"form":"online","minutes":40}}""")).Errors.ShouldBeEmpty();

        (await office.Differences()).ShouldBeEmpty();
        (await office.Events("RT-001")).Count.ShouldBe(13);
    }

    [Fact]
    public async Task Two_nodes_that_look_at_the_same_time_do_it_once()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        for (var version = 11; version < 31; version++) await office.Put(office.Stream("RT-001"), version, "session_held", Session);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Foreign(office).CatchUp()));

        (await office.Differences()).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_cannot_be_read_is_named_and_not_passed_over()
    {
        await using var office = await Office.Open();
        office.LeavesUnreadable = true;
        await office.Import(SetUp + Noor);
        await Foreign(office).CatchUp();
        await office.Put(office.Stream("RT-001"), version: 11, "session_held", """{"on": "kwartelspoor"}""");

        for (var again = 0; again < 2; again++)
            (await Should.ThrowAsync<UnreadableEventException>(() => Foreign(office).CatchUp())).Message.ShouldNotContain("kwartelspoor");
    }

    [Fact]
    public async Task A_save_that_failed_over_there_holds_up_no_view_and_hides_none()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        await office.Outcomes.CatchUp();
        await office.Execute($"""
            insert into mt_streams (tenant_id, id, version) values ('{Office.Tenant}', '00000000-0000-0000-0000-0000000000aa', 0);
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
            values (nextval('mt_events_sequence'), gen_random_uuid(), '00000000-0000-0000-0000-0000000000aa', 1, '[]', 'tombstone', '-infinity', '{Office.Tenant}')
            """);

        await office.Outcomes.CatchUp();
        await Foreign(office).CatchUp();

        (await ViewList.Read(office.App)).ShouldAllBe(state => state.Stop == null && state.Behind == 0 && state.Since == null);
        await office.Import("""{"participant":"RT-001","on":"2025-07-01","coach":"lotte","step":"hold-session","fields":{"form":"online","minutes":30}}""");
        var waiting = (await ViewList.Read(office.App)).Single(state => !state.View.IsInline);
        waiting.Since.ShouldBe((await office.Events("RT-001"))[^1].RecordedAt);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""'{"by": "the other application"}'""")]
    public async Task Who_follows_the_changes_is_told_of_it_whoever_recorded_it(string headers)
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        await office.Execute($"""
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, headers)
            values (nextval('mt_events_sequence'), gen_random_uuid(), '{office.Stream("RT-001")}', 11, '{Session}', 'session_held', now(), '{Office.Tenant}', {headers});
            update mt_streams set version = 11 where id = '{office.Stream("RT-001")}';
            """);
        await Foreign(office).CatchUp();

        await using var reading = await office.Room.Enter(new Visitor(Office.Tenant, new UserId(Guid.NewGuid()), Role.Auditor));
        var (changes, _) = await CaseChange.Read(reading, office.Stream("RT-001"), after: 0, upTo: await office.Store.LastPosition());

        (changes[^1].Version, changes[^1].Kind, changes[^1].By).ShouldBe((11, "session_held", default));
    }

    private static ForeignEvents Foreign(Office office) => new(office.App, office.Store, office.Reader, office.Keys);
}
