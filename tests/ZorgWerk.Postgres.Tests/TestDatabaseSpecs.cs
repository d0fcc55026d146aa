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
    public async Task A_process_that_ends_leaves_nothing_and_one_that_is_killed_is_cleared_away_by_the_next()
    {
        var killed = await Start();
        var left = Folder(killed);
        await killed.Kill();

        var next = await Start();
        var gone = Folder(next);

        Traces(left).ShouldBeEmpty();
        Traces(gone).ShouldNotBeEmpty();
        (await next.End()).ShouldBe(0);
        Traces(gone).ShouldBeEmpty();

        killed.Dispose();
        next.Dispose();
    }

    private static Task<OtherProcess> Start() => OtherProcess.Run("test-database");

    private static string Folder(OtherProcess process) => new NpgsqlConnectionStringBuilder(process.Said).Host!;

    private static IEnumerable<string> Traces(string folder) =>
        Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(folder)!, $"{Path.GetFileName(folder)}*");

    private static async Task<object?> Ask(TestDatabase database, string statement)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync();
    }
}
