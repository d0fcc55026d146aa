using ZorgWerk.Casework.Events;
using ZorgWerk.Casework.Views;
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

    private static ForeignEvents Foreign(Office office) => new(office.App, office.Store, office.Reader, office.Keys);
}
