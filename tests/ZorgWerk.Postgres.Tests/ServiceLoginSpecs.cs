using Npgsql;
using ZorgWerk.Testing;

namespace ZorgWerk.Postgres.Tests;

/// <summary>The service connects as somebody who cannot become the owner of what it works on.</summary>
public sealed class ServiceLoginSpecs : IAsyncLifetime
{
    private readonly string _login = $"service_{Guid.NewGuid():n}";
    private readonly string _role = $"role_{Guid.NewGuid():n}";
    private TestDatabase? _database;
    private NpgsqlDataSource? _owner;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.Create();
        _owner = NpgsqlDataSource.Create(_database.ConnectionString);
        await Do($"create role {_role} nologin; create table files (id int); grant select on files to {_role}");
    }

    public async Task DisposeAsync()
    {
        await Do($"drop owned by {_role}; drop role if exists {_login}; drop role {_role}");
        await _owner!.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [Fact]
    public async Task It_may_do_what_its_role_may_and_cannot_become_the_owner()
    {
        await using var service = NpgsqlDataSource.Create(await Ensure("s3cret words"));

        (await Ask(service, "select count(*) from files")).ShouldBe(0L);
        (await Ask(service, "select session_user")).ShouldBe(_login);
        foreach (var forbidden in new[] { "insert into files values (1)", "drop table files", $"set role {Owner}", $"set session authorization {Owner}", "create table mine (id int)" })
            (await Should.ThrowAsync<PostgresException>(() => Ask(service, forbidden))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await Ask(service, "reset role; select current_user")).ShouldBe(_login);
    }

    [Fact]
    public async Task Nodes_that_start_together_make_it_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Ensure("s3cret words")));

        (await Ask(_owner!, $"select count(*) from pg_roles where rolname = '{_login}'")).ShouldBe(1L);
    }

    [Fact]
    public async Task The_password_is_kept_as_a_verifier_that_fits_it()
    {
        await Ensure("s3cret words");

        ((string)(await Ask(_owner!, $"select rolpassword from pg_authid where rolname = '{_login}'"))!).ShouldStartWith("SCRAM-SHA-256$4096:");
    }

    private string Owner => new NpgsqlConnectionStringBuilder(_database!.ConnectionString).Username!;

    private Task<string> Ensure(string password) => ServiceLogin.Ensure(_owner!, _database!.ConnectionString, _login, password, _role);

    private async Task Do(string statement) => await Ask(_owner!, statement);

    private static async Task<object?> Ask(NpgsqlDataSource database, string statement)
    {
        await using var command = database.CreateCommand(statement);
        return await command.ExecuteScalarAsync();
    }
}
