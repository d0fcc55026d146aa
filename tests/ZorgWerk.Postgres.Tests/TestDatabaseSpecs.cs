using Npgsql;
using ZorgWerk.Postgres.Tests.Embedded;
using ZorgWerk.Testing;

namespace ZorgWerk.Postgres.Tests;

public class TestDatabaseSpecs
{
    [Fact]
    public async Task Each_database_is_empty_and_nobody_elses()
    {
        await using var one = await TestDatabase.Create();
        await using var other = await TestDatabase.Create();
        await Ask(one, "create table mine ()");

        (await Ask(other, "select count(*) from pg_tables where schemaname = 'public'")).ShouldBe(0L);
        (await Ask(one, "select current_user || ' ' || pg_get_userbyid(datdba) from pg_database where datname = current_database()"))
            .ShouldBeOfType<string>().Split(' ').Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_template_is_copied_with_what_is_in_it()
    {
        await using var template = await TestDatabase.Create();
        await Ask(template, "create table kept as select 42 as answer");
        NpgsqlConnection.ClearAllPools();

        await using var copy = await TestDatabase.Create(template.Name);

        (await Ask(copy, "select answer from kept")).ShouldBe(42);
    }

    [Fact]
    public async Task A_disposed_database_is_gone_even_when_somebody_is_still_connected()
    {
        var database = await TestDatabase.Create();
        await using var forgotten = new NpgsqlConnection(database.ConnectionString);
        await forgotten.OpenAsync();

        await database.DisposeAsync();

        await using var other = await TestDatabase.Create();
        (await Ask(other, $"select count(*) from pg_database where datname = '{database.Name}'")).ShouldBe(0L);
    }

    [Fact]
    public async Task A_process_that_ends_takes_its_server_with_it()
    {
        using var process = await Start();
        Traces(process).ShouldNotBeEmpty();

        (await process.End()).ShouldBe(0);

        await Gone(process);
    }

    [Fact]
    public async Task A_process_that_is_killed_takes_its_server_with_it()
    {
        using var process = await Start();

        await process.Kill();

        await Gone(process);
    }

    [Fact]
    public async Task What_is_left_when_the_caretaker_was_killed_too_is_cleared_away_by_the_next_process()
    {
        using var process = await Start();
        await process.Kill(withChildren: true);
        Traces(process).ShouldNotBeEmpty();

        using var next = await Start();

        Traces(process).ShouldBeEmpty();
        Traces(next).ShouldNotBeEmpty();
    }

    private static Task<OtherProcess> Start() => OtherProcess.Run("test-database");

    private static string Folder(OtherProcess process) => new NpgsqlConnectionStringBuilder(process.Said).Host!;

    private static IEnumerable<string> Traces(OtherProcess process) =>
        Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(Folder(process))!, $"{Path.GetFileName(Folder(process))}*");

    // Does not end when they stay.
    private static async Task Gone(OtherProcess process)
    {
        while (Traces(process).Any())
            await Task.Delay(TimeSpan.FromMilliseconds(50));
    }

    private static async Task<object?> Ask(TestDatabase database, string statement)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync();
    }
}
