using System.Globalization;
using System.Runtime.Versioning;
using Npgsql;
using ZorgWerk.Postgres.Embedded;
using static ZorgWerk.Postgres.Tests.Embedded.SpecFolder;

namespace ZorgWerk.Postgres.Tests.Embedded;

/// <summary>What a new server is like; the specs only look at it, so they share one.</summary>
public sealed class NewServerSpecs(NewServerSpecs.OneServer shared) : IClassFixture<NewServerSpecs.OneServer>
{
    private EmbeddedPostgres Server => shared.Server;

    [Fact]
    public async Task The_first_start_makes_a_utf8_cluster_with_checksums_that_sorts_by_code_point()
    {
        Server.StartedByUs.ShouldBeTrue();
        Server.MajorVersion.ShouldBeInRange(15, 18);
        (await Ask(Server, "show server_version_num")).ShouldBeOfType<string>().ShouldStartWith(Server.MajorVersion.ToString(CultureInfo.InvariantCulture));
        (await Ask(Server, "show server_encoding")).ShouldBe("UTF8");
        (await Ask(Server, "show data_checksums")).ShouldBe("on");
        (await Ask(Server, "select string_agg(word, '' order by word) from unnest(array['a','B','é','Z']) as word")).ShouldBe("BZaé");
        (await Ask(Server, "select upper('é')")).ShouldBe("É");
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Nobody_comes_in_over_the_network_or_without_the_password()
    {
        (await Ask(Server, "show listen_addresses")).ShouldBe("");
        (await Ask(Server, "select string_agg(distinct auth_method, ' ') from pg_hba_file_rules")).ShouldBe("scram-sha-256");
        File.GetUnixFileMode(Server.DataDirectory).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.GetUnixFileMode($"{Server.DataDirectory}.password").ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var wrong = new NpgsqlConnectionStringBuilder(Server.OwnerConnectionString("postgres")) { Password = "guessed", Pooling = false };
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);
        (await Should.ThrowAsync<PostgresException>(() => connection.OpenAsync())).SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
    }

    [Fact]
    public async Task The_server_has_a_session_of_its_own_so_that_an_interrupt_from_the_terminal_does_not_reach_it()
    {
        var process = ServerProcess(Server);

        var answer = await new CommandLine("ps", "-o", "sess=,pgid=", "-p", process.ToString(CultureInfo.InvariantCulture)).Run();

        answer.Output.Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe([$"{process}", $"{process}"]);
    }

    public sealed class OneServer : IAsyncLifetime, IAsyncDisposable
    {
        private readonly SpecFolder _folder = new();
        private EmbeddedPostgres? _server;

        public EmbeddedPostgres Server => _server ?? throw new InvalidOperationException("It is not started yet.");

        public async Task InitializeAsync() => _server = await EmbeddedPostgres.Start(_folder.Options("pg"));

        public ValueTask DisposeAsync() => _folder.DisposeAsync();

        Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();
    }
}
