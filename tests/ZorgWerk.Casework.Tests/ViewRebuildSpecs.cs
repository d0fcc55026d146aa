using ZorgWerk.Casework.Views;
using static ZorgWerk.Casework.Tests.Logs;

namespace ZorgWerk.Casework.Tests;

/// <summary>Any view can be built anew beside the live one and take its place, while work goes on; what was wrong is right then, and nothing else changed.</summary>
public class ViewRebuildSpecs
{
    public static TheoryData<string> Views => [.. ParticipantView.All.Select(view => view.Name)];

    [Theory, MemberData(nameof(Views))]
    public async Task A_view_that_was_spoilt_is_whole_again(string name)
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        await office.Outcomes.CatchUp();
        var view = ParticipantView.Find(name)!;
        await office.Execute($"delete from {view.Table.Name}; insert into {view.Table.Name} select * from {view.Table.Name}");
        (await office.Differences()).ShouldNotBeEmpty();

        var rebuilt = await office.Rebuild.Run(view);

        rebuilt.ShouldBe(new Rebuilt(1, await office.Store.LastPosition()));
        (await office.Differences()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Views))]
    public async Task Its_columns_indexes_and_grants_are_what_they_were(string name)
    {
        await using var office = await Office.Open();
        var table = ParticipantView.Find(name)!.Table.Name;
        var before = await Shape(office, table);

        await office.Rebuild.Run(ParticipantView.Find(name)!);

        (await Shape(office, table)).ShouldBe(before);
        (await office.Scalar<long>("select count(*) from pg_class where relname like '%beside%'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_view_that_stands_in_an_older_form_is_named_until_it_is_built_anew()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        await office.Outcomes.CatchUp();
        (await office.Rebuild.Outdated()).ShouldBeEmpty();
        await office.Execute("delete from zw_view_forms where view = 'names'; delete from zw_names");

        var outdated = (await office.Rebuild.Outdated()).ShouldHaveSingleItem();
        await office.Rebuild.Run(outdated);

        outdated.Name.ShouldBe("names");
        (await office.Rebuild.Outdated()).ShouldBeEmpty();
        (await office.Scalar<long>("select count(*) from zw_names")).ShouldBePositive();
    }

    [Fact]
    public async Task Another_start_of_the_same_program_finds_nothing_to_build_anew()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp);
        await office.Execute("update zw_view_forms set form = 0 where view = 'consents'");

        await CaseworkSchema.Migrate(office.Owner);

        // There are events by now, so what the database says of its rows stands.
        (await office.Rebuild.Outdated()).ShouldHaveSingleItem().Name.ShouldBe("consents");
    }

    /// <summary>Fails when a view has other columns: then its form must go up too, or databases that hold the older rows keep them.</summary>
    [Theory]
    [InlineData("caseload", 3, 29)]
    [InlineData("timeline", 1, 11)]
    [InlineData("disclosures", 2, 19)]
    [InlineData("consents", 2, 14)]
    [InlineData("names", 3, 3)]
    [InlineData("outcomes", 1, 20)]
    public void A_view_with_other_columns_stands_in_another_form(string name, int form, int columns)
    {
        var view = ParticipantView.Find(name)!;
        (view.Form, view.Table.Columns.Count).ShouldBe((form, columns));
    }

    [Fact]
    public async Task Work_goes_on_while_views_are_rebuilt()
    {
        await using var office = await Office.Open();
        var pilot = await PilotLog();
        var importing = Task.Run(() => office.Import(pilot));
        var rebuilds = 0;
        while (!importing.IsCompleted)
        {
            foreach (var view in ParticipantView.All) await office.Rebuild.Run(view);
            rebuilds++;
        }
        (await importing).Result.Faulty.ShouldBe(0);

        rebuilds.ShouldBePositive();
        (await office.Differences()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Views))]
    public async Task What_is_recorded_just_before_the_swap_is_in_the_new_view(string name)
    {
        await using var office = await Office.Open();
        await office.Import(SetUp);
        var meddling = new Meddling(office.Store, async read =>
        {
            if (read == 1) await office.Import(Noor);
        });

        await new ViewRebuild(office.Owner, meddling, office.Reader, office.Keys).Run(ParticipantView.Find(name)!);

        (await office.Differences()).ShouldBeEmpty();
        (await office.Scalar<long>($"select count(*) from {ParticipantView.Find(name)!.Table.Name}")).ShouldBePositive();
    }

    [Theory, MemberData(nameof(Views))]
    public async Task What_is_recorded_during_the_swap_waits_for_the_new_view(string name)
    {
        await using var office = await Office.Open();
        await office.Import(SetUp);
        var recording = Task.CompletedTask;
        var meddling = new Meddling(office.Store, async read =>
        {
            if (read != 2) return;
            recording = Task.Run(async () =>
            {
                await office.Import(Noor);
                await office.Outcomes.CatchUp();
            });
            // Time enough to get into the old view, were it not closed.
            await Task.WhenAny(recording, Task.Delay(500));
        });

        await new ViewRebuild(office.Owner, meddling, office.Reader, office.Keys).Run(ParticipantView.Find(name)!);

        await recording;
        (await office.Differences()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rebuild_that_was_cut_off_leaves_the_view_as_it_was_and_begins_afresh()
    {
        await using var office = await Office.Open();
        await office.Import(await PilotLog());
        var view = new TimelineView();
        for (var delay = 1; delay < 200; delay *= 3)
        {
            using var cut = new CancellationTokenSource(delay);
            await Should.ThrowAsync<OperationCanceledException>(async () =>
            {
                await office.Rebuild.Run(view, cancel: cut.Token);
                cut.Token.WaitHandle.WaitOne();
                cut.Token.ThrowIfCancellationRequested();
            });
            (await office.Differences()).ShouldBeEmpty();
        }

        (await office.Rebuild.Run(view)).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_a_rebuild_left_whose_process_was_killed_is_cleared_away_and_what_one_is_at_work_on_stays()
    {
        await using var office = await Office.Open();
        await office.Execute("select zw_begin_rebuild('zw_names', 'zw_names_beside'), zw_begin_rebuild('zw_caseload', 'zw_caseload_beside')");
        await using var other = await office.Owner.OpenConnectionAsync();
        await using var turn = new Npgsql.NpgsqlCommand("select pg_advisory_lock(hashtextextended('zorgwerk.rebuild.zw_caseload', 0))", other);
        await turn.ExecuteNonQueryAsync();

        await office.Rebuild.ClearAway();

        (await office.Scalar<string[]>("select array_agg(tablename::text) from pg_tables where tablename like '%beside'")).ShouldBe(["zw_caseload_beside"]);
    }

    [Fact]
    public async Task One_view_is_rebuilt_by_one_at_a_time()
    {
        await using var office = await Office.Open();
        await using var other = await office.Owner.OpenConnectionAsync();
        await using var turn = new Npgsql.NpgsqlCommand("select pg_advisory_lock(hashtextextended('zorgwerk.rebuild.zw_caseload', 0))", other);
        await turn.ExecuteNonQueryAsync();

        (await office.Rebuild.Run(new CaseloadView())).ShouldBeNull();
        (await office.Rebuild.Run(new TimelineView())).ShouldNotBeNull();
    }

    private static Task<string> Shape(Office office, string table) => office.Scalar<string>($"""
        select concat_ws(E'\n',
          (select string_agg(concat_ws(' ', attname, atttypid::regtype, attnotnull, attnum), ', ' order by attnum) from pg_attribute where attrelid = '{table}'::regclass and attnum > 0),
          (select string_agg(indexdef, ', ' order by indexname) from pg_indexes where tablename = '{table}'),
          (select string_agg(conname || ' ' || pg_get_constraintdef(oid), ', ' order by conname) from pg_constraint where conrelid = '{table}'::regclass),
          (select string_agg(concat_ws(' ', grantee::regrole, privilege_type), ', ' order by grantee, privilege_type) from pg_class, aclexplode(relacl) where oid = '{table}'::regclass))
        """);

    [Fact]
    public async Task Work_goes_on_while_a_rebuild_waits_for_somebody_who_reads()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp);
        await using var reader = await office.App.OpenConnectionAsync();
        await using var reading = await reader.BeginTransactionAsync();
        await using (var read = new Npgsql.NpgsqlCommand("select count(*) from zw_timeline", reader)) await read.ExecuteScalarAsync();
        var rebuild = Task.Run(() => office.Rebuild.Run(new TimelineView()));
        await Task.Delay(1000);
        var work = Task.Run(() => office.Import(Noor));
        var first = await Task.WhenAny(work, Task.Delay(10_000));
        var wentOn = first == work;
        await reading.RollbackAsync();
        await rebuild;
        await work;
        wentOn.ShouldBeTrue();
    }
}
