using Npgsql;
using ZorgWerk.Postgres;
using ZorgWerk.Testing;

namespace ZorgWerk.EventStore.Postgres.Tests;

public sealed class MigratorSpecs : IAsyncLifetime
{
    private static readonly (string Name, string Text) One = ("0001_one", "create table one (id int);\ninsert into one values (1);");
    private static readonly (string Name, string Text) Two = ("0002_two", "insert into one values (2);");

    private TestDatabase? _database;
    private NpgsqlDataSource? _owner;

    private NpgsqlDataSource Owner => _owner!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.Create();
        _owner = NpgsqlDataSource.Create(_database.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await Owner.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [Fact]
    public async Task Each_script_runs_once_in_its_order()
    {
        (await Migrator.Run(Owner, "m", [One])).ShouldBe(["0001_one"]);
        (await Migrator.Run(Owner, "m", [One, Two])).ShouldBe(["0002_two"]);
        (await Migrator.Run(Owner, "m", [One, Two])).ShouldBeEmpty();

        (await Ones()).ShouldBe(2);
    }

    [Fact]
    public async Task Nodes_that_start_together_run_each_script_once_between_them()
    {
        var ran = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Migrator.Run(Owner, "m", [One, Two]))));

        ran.SelectMany(names => names).ShouldBe(["0001_one", "0002_two"]);
        (await Ones()).ShouldBe(2);
    }

    [Fact]
    public async Task A_script_that_changed_after_it_ran_is_refused_before_any_new_one_runs()
    {
        await Migrator.Run(Owner, "m", [One]);

        var refusal = await Should.ThrowAsync<MigrationException>(() => Migrator.Run(Owner, "m", [(One.Name, One.Text + " "), Two]));

        refusal.Message.ShouldStartWith("Script 0001_one of module m was applied to this database with another text.");
        (await Ones()).ShouldBe(1);
    }

    [Fact]
    public async Task A_database_that_ran_a_script_of_a_newer_program_is_refused()
    {
        await Migrator.Run(Owner, "m", [One, Two]);

        var refusal = await Should.ThrowAsync<MigrationException>(() => Migrator.Run(Owner, "m", [One]));

        refusal.Message.ShouldStartWith("This database is newer than this program: script 0002_two of module m");
    }

    [Fact]
    public async Task A_script_that_slips_in_before_one_that_ran_is_refused()
    {
        var three = ("0003_three", "insert into one values (3);");
        await Migrator.Run(Owner, "m", [One, three]);

        var refusal = await Should.ThrowAsync<MigrationException>(() => Migrator.Run(Owner, "m", [One, Two, three]));

        refusal.Message.ShouldStartWith("Script 0002_two of module m comes before 0003_three, which this database ran without it.");
        (await Ones()).ShouldBe(2);
    }

    [Theory]
    [InlineData("one", "0002_two")]
    [InlineData("0001_one", "0001_two")]
    [InlineData("0002_one", "0001_two")]
    public async Task Scripts_that_are_not_numbered_in_order_are_refused(string first, string second) =>
        await Should.ThrowAsync<ArgumentException>(() => Migrator.Run(Owner, "m", [(first, One.Text), (second, Two.Text)]));

    [Fact]
    public async Task Looking_tells_what_is_to_come_and_what_is_in_the_way_and_changes_nothing()
    {
        (await Migrator.Look(Owner, "m", [One, Two])).Pending.ShouldBe(["0001_one", "0002_two"]);
        await Migrator.Run(Owner, "m", [One]);

        var next = await Migrator.Look(Owner, "m", [One, Two]);
        var changed = await Migrator.Look(Owner, "m", [(One.Name, One.Text + " "), Two]);

        (next.Obstacle, string.Join(' ', next.Pending)).ShouldBe((null, "0002_two"));
        changed.Obstacle.ShouldNotBeNull().ShouldStartWith("Script 0001_one of module m was applied to this database with another text.");
        (await Ones()).ShouldBe(1);
    }

    [Fact]
    public async Task Line_ends_do_not_make_another_script()
    {
        await Migrator.Run(Owner, "m", [One]);

        (await Migrator.Run(Owner, "m", [(One.Name, One.Text.ReplaceLineEndings("\r\n"))])).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_script_that_fails_leaves_nothing_of_itself_and_all_of_those_before_it()
    {
        var failure = await Should.ThrowAsync<MigrationException>(() => Migrator.Run(Owner, "m", [One, ("0002_bad", "insert into one values (9); select 1/0;"), ("0003_gone", "drop table one")]));

        failure.Message.ShouldBe("Script 0002_bad of module m failed and was rolled back: division by zero");
        (await Ones()).ShouldBe(1);
        (await Migrator.Run(Owner, "m", [One, Two])).ShouldBe(["0002_two"]);
    }

    [Fact]
    public async Task Two_modules_may_have_scripts_of_the_same_name()
    {
        await Migrator.Run(Owner, "m", [One]);

        (await Migrator.Run(Owner, "other", [(One.Name, "create table other (id int)")])).ShouldBe(["0001_one"]);
    }

    [Fact]
    public async Task Databases_of_one_server_may_be_brought_up_at_the_same_moment()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(PostgresStore.Create)));

        foreach (var store in stores) await store.DisposeAsync();
    }

    private async Task<long> Ones()
    {
        await using var command = Owner.CreateCommand("select count(*) from one");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
