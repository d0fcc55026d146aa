using System.Globalization;

namespace ZorgWerk.Postgres.Embedded;

/// <summary>The command lines that make, start and stop a cluster.</summary>
internal sealed class ServerCommands(PostgresBinaries binaries, ServerAccount account, IPlatform platform)
{
    public const string Owner = "zorgwerk_owner";

    public CommandLine Make(string directory, string passwordFile, bool durable) => Server("initdb",
    [
        "-D", directory, "-U", Owner, "-A", "scram-sha-256", $"--pwfile={passwordFile}", "-E", "UTF8", "-k",
        .. platform.LocaleArguments(binaries.Major),
        .. durable ? Array.Empty<string>() : ["-N"],
    ]);

    /// <summary>Comes back when connections are accepted, which after a crash is when the log has been replayed.</summary>
    public CommandLine Start(string directory, string log, ListenOn listen, bool durable) => Server("pg_ctl",
    [
        "start", "-D", directory, "-s", "-w", "-t", "600", "-l", log, "-o", string.Join(' ', Settings(listen, durable).Select(setting => $"-c {setting}")),
    ]) with { Captured = platform.StartReleasesOutput };

    public CommandLine Stop(string directory) => Server("pg_ctl", ["stop", "-D", directory, "-s", "-m", "fast", "-w", "-t", "120"]);

    private static IEnumerable<string> Settings(ListenOn listen, bool durable) =>
    [
        listen.SocketFolder is { } folder ? $"unix_socket_directories='{folder}'" : "listen_addresses=127.0.0.1",
        .. listen.SocketFolder is null ? Array.Empty<string>() : ["listen_addresses=", "unix_socket_permissions=0700"],
        $"port={listen.Port.ToString(CultureInfo.InvariantCulture)}",
        "max_connections=100",
        "shared_buffers=256MB",
        "timezone=UTC",
        "log_timezone=UTC",
        "lc_messages=C",
        "password_encryption=scram-sha-256",
        "cluster_name=zorgwerk",
        .. durable && !OperatingSystem.IsWindows() ? ["archive_mode=on"] : Array.Empty<string>(),
        .. durable ? Array.Empty<string>() : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"],
    ];

    private CommandLine Server(string program, IReadOnlyList<string> arguments) =>
        new(binaries.Program(program, platform), arguments) { User = account.Name };
}

/// <summary>A socket in a folder, or, without one, a port of 127.0.0.1.</summary>
internal sealed record ListenOn(string? SocketFolder, int Port)
{
    public string Host => SocketFolder ?? "127.0.0.1";
}
