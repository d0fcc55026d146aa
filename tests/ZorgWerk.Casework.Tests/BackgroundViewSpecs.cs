using ZorgWerk.Casework.Events;
using ZorgWerk.Casework.Views;
using ZorgWerk.Coaching;
using static ZorgWerk.Casework.Tests.Logs;

namespace ZorgWerk.Casework.Tests;

/// <summary>Views of the background follow by position: each event once, none skipped, and one that cannot be read stops its view and nothing else.</summary>
public class BackgroundViewSpecs
{
    [Fact]
    public async Task The_outcomes_follow_once_they_are_let()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        (await office.Scalar<long>("select count(*) from zw_outcomes")).ShouldBe(0);

        var position = await office.Outcomes.CatchUp();

        position.ShouldBe(await office.Store.LastPosition());
        (await office.Scalar<int>("select work_day from zw_outcomes")).ShouldBe(19);
        (await office.Scalar<string[]>("select work_spells from zw_outcomes")).ShouldBe(["19.."]);
        (await office.Outcomes.Follow()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_correction_takes_away_what_was_told_by_mistake()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        await office.Outcomes.CatchUp();

        await office.Import("""{"participant":"RT-001","on":"2025-06-04","coach":"lotte","step":"correct-entry","fields":{"entry":9,"reason":"Verkeerde persoon"}}""");
        await office.Outcomes.CatchUp();

        (await office.Scalar<bool>("select work_day is null from zw_outcomes")).ShouldBeTrue();
    }

    [Fact]
    public async Task Followers_that_run_at_the_same_time_arrive_together_and_write_the_same()
    {
        await using var office = await Office.Open();
        await office.Import(await PilotLog());

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => office.Outcomes.CatchUp())));

        (await office.Differences()).ShouldBeEmpty();
        (await office.Scalar<long>("select count(distinct participant_id) from zw_outcomes")).ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task A_follower_that_stands_still_with_the_position_in_its_hand_loses_it_to_the_others()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        await using var connection = await office.App.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await ViewProgress.GiveWay(connection, default);
        (await ViewProgress.Move(connection, office.Outcomes.View, from: 0, to: 3, default)).ShouldBeTrue();

        (await office.Outcomes.CatchUp()).ShouldBe(await office.Store.LastPosition());

        await Should.ThrowAsync<Npgsql.NpgsqlException>(() => transaction.CommitAsync());
    }

    [Fact]
    public async Task Whoever_was_overtaken_writes_nothing()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        await using var connection = await office.App.OpenConnectionAsync();
        (await ViewProgress.Move(connection, office.Outcomes.View, from: 0, to: 3, default)).ShouldBeTrue();

        (await ViewProgress.Move(connection, office.Outcomes.View, from: 0, to: 12, default)).ShouldBeFalse();

        (await ViewProgress.Find(connection, office.Outcomes.View, default)).ShouldBe(3);
    }

    [Fact]
    public async Task A_view_that_is_behind_is_right_for_where_it_is()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        await office.Outcomes.CatchUp();

        (await office.Import("""{"participant":"RT-001","on":"2025-07-01","coach":"lotte","step":"end-work-resumption","fields":{"why":"relapse","prospectOfWork":true}}""")).Errors.ShouldBeEmpty();

        (await office.Differences()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_stops_the_view_just_before_it_and_is_named()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        await PutUnreadable(office);
        await office.Import(Other);

        var stopped = await Should.ThrowAsync<UnreadableEventException>(() => office.Outcomes.CatchUp());

        var outcomes = (await ViewList.Read(office.App)).Single(state => !state.View.IsInline);
        outcomes.Stop.ShouldNotBeNull().Position.ShouldBe(stopped.Position);
        (outcomes.Stop.Type, outcomes.Stop.Version, outcomes.Stop.Stream).ShouldBe(("note_written", 11L, office.Stream("RT-001")));
        outcomes.Position.ShouldBe(stopped.Position - 1);
        (await office.Scalar<int>("select work_day from zw_outcomes")).ShouldBe(19);
        stopped.Message.ShouldNotContain("geheim");
    }

    [Fact]
    public async Task A_service_that_can_read_it_goes_on_from_there()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        await PutUnreadable(office);
        await office.Import(Other);
        await Should.ThrowAsync<UnreadableEventException>(() => office.Outcomes.CatchUp());

        var newer = new CaseReader(office.Store, new EventCodec(new Upcaster("note_written", "note_written_v2", data => data)));
        var view = new BackgroundView(office.App, office.Store, newer, new OutcomesView(), office.Keys);
        await view.CatchUp();

        (await ViewList.Read(office.App)).ShouldAllBe(state => state.Stop == null && state.Behind == 0);
        (await office.Scalar<long>("select count(*) from zw_outcomes")).ShouldBe(2);
    }

    private const string Other = """
        {"participant":"RT-002","on":"2025-05-12","coach":"lotte","step":"register-participant","fields":{"name":"Ada Maes","language":"dutch"}}
        {"participant":"RT-002","on":"2025-05-12","coach":"lotte","step":"open-trajectory","fields":{"programme":"rentree","reason":"returns-as-soon-as-possible","employment":"employed","ageBand":"from35","schooling":"middle"}}
        """;

    private static Task PutUnreadable(Office office)
    {
        office.LeavesUnreadable = true;
        return office.Put(office.Stream("RT-001"), 11, "note_written", """{"on":"geheim"}""");
    }

    [Theory]
    [InlineData("entry_corrected", """{"on":"2025-06-20","entry":4,"replacement":{"kind":"x"},"reason":"AAAA"}""")]
    [InlineData("note_written", "null")]
    public async Task Whatever_cannot_be_read_is_named(string type, string data)
    {
        await using var office = await Office.Open();
        office.LeavesUnreadable = true;
        await office.Import(SetUp + Noor);
        await office.Put(office.Stream("RT-001"), 11, type, data);
        await Should.ThrowAsync<UnreadableEventException>(() => office.Outcomes.CatchUp());
    }
}
