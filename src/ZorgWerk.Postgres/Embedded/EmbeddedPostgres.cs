using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace ZorgWerk.Postgres.Embedded;

/// <summary>
/// A private PostgreSQL for one data directory: found or installed, made once, started when it does not run, reached through a socket in
/// a closed folder (on Windows a port of 127.0.0.1) with a random password kept beside the data.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private const int UsualPort = 5432;
    private const string OwnSocketFolders = "zorgwerk-";

    private static readonly SqlFiles Sql = new(typeof(EmbeddedPostgres).Assembly);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ReplayPatience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan BackendsPatience = TimeSpan.FromSeconds(15);

    private readonly Cluster _cluster;
    private readonly IPlatform _platform;
    private readonly EmbeddedPostgresOptions _options;
    private readonly ListenOn _listen;
    private ServerCommands? _commands;
    private int? _startedProcess;

    private EmbeddedPostgres(Cluster cluster, IPlatform platform, EmbeddedPostgresOptions options, ListenOn listen, int majorVersion, ServerCommands? startedWith)
    {
        (_cluster, _platform, _options, _listen, MajorVersion, _commands) = (cluster, platform, options, listen, majorVersion, startedWith);
        _startedProcess = startedWith is null ? null : cluster.Postmaster()?.Process;
    }

    /// <summary>False when the server ran already; then <see cref="Stop()"/> leaves it alone.</summary>
    public bool StartedByUs => _commands is not null;

    /// <summary>The process of the server, which may still be recovering; null when it is gone.</summary>
    public int? ServerProcess
    {
        get
        {
            try
            {
                return _cluster.Postmaster() is { } postmaster && _platform.IsServerOf(postmaster.Process, _cluster.Directory) ? postmaster.Process : null;
            }
            catch (IOException)
            {
                // A server that stops deletes the file while we read it.
                return null;
            }
        }
    }

    internal Cluster Cluster => _cluster;

    internal IPlatform Platform => _platform;

    internal string Host => _listen.Host;

    internal int Port => _listen.Port;

    /// <summary>15 to 18.</summary>
    public int MajorVersion { get; }

    /// <summary>Where the data is. For root this may be elsewhere than asked: the account that runs the server must be able to come there.</summary>
    public string DataDirectory => _cluster.Directory;

    /// <summary>Attaches to the server of this data directory, or starts one, making the cluster and getting PostgreSQL where needed.</summary>
    /// <exception cref="PostgresNotFoundException">There is no usable PostgreSQL and none could be, or was allowed to be, installed.</exception>
    /// <exception cref="PostgresStartException">The cluster cannot be made, started or reached; the message holds the end of the server's log.</exception>
    public static Task<EmbeddedPostgres> Start(EmbeddedPostgresOptions options, CancellationToken cancel = default) =>
        Start(options, Embedded.Platform.Current, cancel);

    /// <summary>Whether there is a cluster to start, without making one.</summary>
    /// <inheritdoc cref="Start(EmbeddedPostgresOptions, CancellationToken)"/>
    public static Task<bool> Exists(EmbeddedPostgresOptions options, CancellationToken cancel = default) =>
        Explained(options, async () => (await Embedded.Cluster.Locate(options, Embedded.Platform.Current, cancel)).Version is not null);

    /// <summary>Stops the server of this data directory, whoever started it. False when none was running; the data stays.</summary>
    /// <inheritdoc cref="Start(EmbeddedPostgresOptions, CancellationToken)"/>
    public static async Task<bool> StopRunning(EmbeddedPostgresOptions options, CancellationToken cancel = default)
    {
        var platform = Embedded.Platform.Current;
        return await Explained(options, async () =>
        {
            var cluster = await Embedded.Cluster.Locate(options, platform, cancel);
            using var turn = await FileLock.Take(cluster.LockFile, cancel);
            if (cluster.Postmaster() is not { } postmaster || !platform.IsServerOf(postmaster.Process, cluster.Directory))
                return false;
            var binaries = await PostgresBinaries.Find(options, cluster, platform, cancel) ?? throw NotFound(options, cluster, platform);
            await StopServer(cluster, new(binaries, cluster.Account, platform), platform, cancel);
            return true;
        });
    }

    /// <summary>For the owner of everything in the server, with pooling as Npgsql has it.</summary>
    public string OwnerConnectionString(string database) => ConnectionString(_cluster, _listen, database).ConnectionString;

    /// <summary>Makes the database when it does not exist.</summary>
    public async Task EnsureDatabase(string name)
    {
        await using var connection = await Connect(_cluster, _listen);
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection) { Parameters = { new() { Value = name } } };
        if (await exists.ExecuteScalarAsync() is not null)
            return;
        try
        {
            await using var create = new NpgsqlCommand($"create database {new NpgsqlCommandBuilder().QuoteIdentifier(name)}", connection);
            await create.ExecuteNonQueryAsync();
        }
        catch (PostgresException madeMeanwhile) when (madeMeanwhile.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Two processes came to the same server at once, and the other was first.
        }
    }

    /// <summary>
    /// Starts the server again, reached as before, when its process is gone; comes back when it answers. One that is there, recovering or not, is
    /// waited for. Of several processes that share the server one starts it, and the others find it running.
    /// </summary>
    /// <exception cref="PostgresStartException">It does not start, does not answer, or another process started it to be reached otherwise.</exception>
    /// <exception cref="PostgresNotFoundException">The programs it was started with are gone.</exception>
    public Task StartAgain(CancellationToken cancel = default) => Explained(_options, async () =>
    {
        using var turn = await FileLock.Take(_cluster.LockFile, cancel);
        if (await Attach(_cluster, _platform, _options, cancel) is { } running)
        {
            return running._listen == _listen
                ? true
                : throw new PostgresStartException($"The server of {_cluster.Directory} was started by another process and is reached otherwise now.");
        }

        var binaries = await PostgresBinaries.Find(_options, _cluster, _platform, cancel) ?? throw NotFound(_options, _cluster, _platform);
        var commands = new ServerCommands(binaries, _cluster.Account, _platform);
        await Launch(_cluster, commands, _options, _platform, _listen, cancel);
        if (await Attach(_cluster, _platform, _options, cancel) is null) throw NotStarted(_cluster);
        (_commands, _startedProcess) = (commands, _cluster.Postmaster()?.Process);
        return true;
    });

    /// <summary>Ends all connections and stops the server, when the one that runs was started by this object. The data stays.</summary>
    /// <exception cref="PostgresStartException">The server does not stop.</exception>
    public async Task Stop()
    {
        if (_commands is null)
            return;
        using var turn = await FileLock.Take(_cluster.LockFile);
        if (_cluster.Postmaster()?.Process == _startedProcess)
            await StopServer(_cluster, _commands, _platform, CancellationToken.None);
    }

    public async ValueTask DisposeAsync() => await Stop();

    internal static Task<EmbeddedPostgres> Start(EmbeddedPostgresOptions options, IPlatform platform, CancellationToken cancel) =>
        Explained(options, async () =>
        {
            var cluster = await Embedded.Cluster.Locate(options, platform, cancel);
            using var turn = await FileLock.Take(cluster.LockFile, cancel);
            if (await Attach(cluster, platform, options, cancel) is { } running)
                return running;

            var binaries = await PostgresBinaries.Find(options, cluster, platform, cancel);
            if (binaries is null && options is { MayInstall: true, BinDirectory: null })
            {
                binaries = await new PostgresInstaller(cluster, platform, options.Say)
                    .Install(() => PostgresBinaries.Find(options, cluster, platform, cancel), cancel);
                // The distribution's package brings an account for the server.
                cluster = cluster with { Account = await platform.AccountFor(cluster.Directory, cancel) };
            }

            var commands = new ServerCommands(binaries ?? throw NotFound(options, cluster, platform), cluster.Account, platform);
            if (cluster.Version is null)
                await Make(cluster, commands, options, platform, cancel);
            var listen = await Launch(cluster, commands, options, platform, before: null, cancel);
            // A server that is being restored says it has started before it lets anybody in, and may yet give up.
            if (await Attach(cluster, platform, options, cancel) is null) throw NotStarted(cluster);
            if (options.Durable) await ArchiveNothingYet(cluster, listen, cancel);
            return new EmbeddedPostgres(cluster, platform, options, listen, binaries.Major, commands);
        });

    private static PostgresStartException NotStarted(Cluster cluster) => new($"PostgreSQL did not start in {cluster.Directory}.\n{cluster.LogTail()}");

    private static PostgresNotFoundException NotFound(EmbeddedPostgresOptions options, Cluster cluster, IPlatform platform)
    {
        var what = cluster.Version is { } made
            ? $"The data in {cluster.Directory} was made by PostgreSQL {made}, which is not"
            : $"PostgreSQL {PostgresBinaries.Oldest} to {PostgresBinaries.Newest} is not";
        var where = options.BinDirectory is { } asked ? $"in {asked}" : "on this machine";
        return new($"{what} {where}; install it with: {platform.HowToInstall(cluster.Version)}");
    }

    // What the file system and the process table say in exceptions of their own becomes one sentence that names the data directory.
    private static async Task<T> Explained<T>(EmbeddedPostgresOptions options, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            throw new PostgresStartException($"PostgreSQL cannot use the data directory {options.DataDirectory}: {refused.Message}", refused);
        }
    }

    // A server that is still replaying its log after a crash answers in its own time.
    private static async Task<EmbeddedPostgres?> Attach(Cluster cluster, IPlatform platform, EmbeddedPostgresOptions options, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(ReplayPatience);
        while (cluster.Version is { } version && cluster.Postmaster() is { } postmaster && platform.IsServerOf(postmaster.Process, cluster.Directory))
        {
            var listen = new ListenOn(postmaster.SocketFolder.Length > 0 ? postmaster.SocketFolder : null, postmaster.Port);
            try
            {
                await using var connection = await Connect(cluster, listen, patience.Token);
                return new(cluster, platform, options, listen, version, startedWith: null);
            }
            catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification)
            {
                throw new PostgresStartException($"The server of {cluster.Directory} runs, but does not take the password in {cluster.PasswordFile}.", refused);
            }
            catch (NpgsqlException) when (!patience.IsCancellationRequested)
            {
                await Task.Delay(BetweenTries, cancel);
            }
            catch (Exception silent) when (!cancel.IsCancellationRequested && silent is NpgsqlException or OperationCanceledException)
            {
                throw new PostgresStartException($"The server of {cluster.Directory} runs as process {postmaster.Process}, but does not answer.\n{cluster.LogTail()}", silent);
            }
        }

        return null;
    }

    private static async Task Make(Cluster cluster, ServerCommands commands, EmbeddedPostgresOptions options, IPlatform platform, CancellationToken cancel)
    {
        if (Directory.Exists(cluster.Directory))
        {
            if (Directory.EnumerateFileSystemEntries(cluster.Directory).Any())
                throw new PostgresStartException($"{cluster.Directory} is not empty, and what is in it is not a PostgreSQL cluster.");
            Directory.Delete(cluster.Directory);
        }

        options.Say?.Invoke($"Making a database cluster in {cluster.Directory}.");
        if (Directory.Exists(cluster.Unfinished))
            Directory.Delete(cluster.Unfinished, recursive: true);
        Directory.CreateDirectory(cluster.Unfinished);
        platform.GiveAlone(cluster.Account, cluster.Unfinished);
        await WritePassword(cluster, platform, cancel);
        var made = await commands.Make(cluster.Unfinished, cluster.PasswordFile, options.Durable).Run(cancel);
        if (!made.Succeeded)
            throw new PostgresStartException($"The database cluster in {cluster.Directory} could not be made.\n{made.Output}");
        Directory.Move(cluster.Unfinished, cluster.Directory);
    }

    // The server's account reads it once, through initdb; it is closed before the secret is in it.
    private static async Task WritePassword(Cluster cluster, IPlatform platform, CancellationToken cancel)
    {
        File.Delete(cluster.PasswordFile);
        await using (File.Open(cluster.PasswordFile, FileMode.CreateNew))
            platform.GiveAlone(cluster.Account, cluster.PasswordFile);
        await File.WriteAllTextAsync(cluster.PasswordFile, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), cancel);
    }

    /// <param name="before">Where it was listening and shall again; null for anywhere.</param>
    private static async Task<ListenOn> Launch(Cluster cluster, ServerCommands commands, EmbeddedPostgresOptions options, IPlatform platform, ListenOn? before, CancellationToken cancel)
    {
        if (!File.Exists(cluster.PasswordFile))
            throw new PostgresStartException($"{cluster.Directory} is a PostgreSQL cluster, but its password file {cluster.PasswordFile} is missing.");
        if (before?.SocketFolder is { } folder && !Directory.Exists(folder))
            throw new PostgresStartException($"The folder {folder}, in which the server of {cluster.Directory} was reached, is gone.");
        ForgetCrashed(cluster, before);
        var listen = before ?? ListenTo(cluster, platform);
        var patience = Task.Delay(BackendsPatience, cancel);
        while (true)
        {
            KeepOneOlderLog(cluster);
            var started = await commands.Start(cluster.Directory, cluster.Log, listen, options.Durable).Run(cancel);
            if (started.Succeeded)
                return listen;
            var log = cluster.LogTail();
            // After a crash of the server alone, its last backends need a moment to notice that it is gone.
            if (patience.IsCompleted || !log.Contains("pre-existing shared memory block", StringComparison.Ordinal))
                throw new PostgresStartException($"PostgreSQL did not start in {cluster.Directory}. {started.Output}\n{log}");
            await Task.Delay(BetweenTries, cancel);
        }
    }

    // A server that may archive and is told no command keeps its whole log for one.
    private static async Task ArchiveNothingYet(Cluster cluster, ListenOn listen, CancellationToken cancel)
    {
        if (OperatingSystem.IsWindows()) return;
        await using var connection = await Connect(cluster, listen, cancel);
        await using var asked = new NpgsqlCommand(Sql["read_archive_command"], connection);
        if (await asked.ExecuteScalarAsync(cancel) is not ("" or "(disabled)")) return;
        await using (var set = new NpgsqlCommand("alter system set archive_command = 'true'", connection)) await set.ExecuteNonQueryAsync(cancel);
        await using var reload = new NpgsqlCommand(Sql["reload_settings"], connection);
        await reload.ExecuteNonQueryAsync(cancel);
    }

    private static void ForgetCrashed(Cluster cluster, ListenOn? before)
    {
        if (!File.Exists(Path.Combine(cluster.Directory, "postmaster.pid")))
            return;
        if (cluster.Postmaster() is { } crashed && crashed.SocketFolder != before?.SocketFolder)
            RemoveSocketFolder(crashed.SocketFolder);
        // The socket's own lock holds the same number as postmaster.pid, with the same risk that it is another process's by now.
        foreach (var socket in Directory.EnumerateFiles(before?.SocketFolder ?? cluster.Directory, ".s.PGSQL.*"))
            File.Delete(socket);
        cluster.DisownPostmaster();
    }

    private static void KeepOneOlderLog(Cluster cluster)
    {
        if (File.Exists(cluster.Log))
            File.Move(cluster.Log, $"{cluster.Log}.1", overwrite: true);
    }

    private static ListenOn ListenTo(Cluster cluster, IPlatform platform)
    {
        if (platform.LongestSocketPath is not { } longest)
            return new(null, FreePort());
        // A comma separates folders for the server and hosts for Npgsql; the quote would end the setting.
        var socket = $"{cluster.Directory}/.s.PGSQL.{UsualPort}";
        if (Encoding.UTF8.GetByteCount(socket) <= longest && socket.IndexOfAny([',', '\'']) < 0)
            return new(cluster.Directory, UsualPort);
        var folder = Directory.CreateTempSubdirectory(OwnSocketFolders).FullName;
        platform.GiveAlone(cluster.Account, folder);
        return new(folder, UsualPort);
    }

    private static void RemoveSocketFolder(string folder)
    {
        var temporary = Path.TrimEndingDirectorySeparator(Path.GetTempPath());
        if (Path.GetDirectoryName(folder) == temporary && Path.GetFileName(folder).StartsWith(OwnSocketFolders, StringComparison.Ordinal) && Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task StopServer(Cluster cluster, ServerCommands commands, IPlatform platform, CancellationToken cancel)
    {
        if (cluster.Postmaster() is not { } running)
            return;
        var stopped = await commands.Stop(cluster.Directory).Run(cancel);
        if (!stopped.Succeeded && platform.IsServerOf(running.Process, cluster.Directory))
            throw new PostgresStartException($"PostgreSQL in {cluster.Directory} did not stop. {stopped.Output}\n{cluster.LogTail()}");
        RemoveSocketFolder(running.SocketFolder);
    }

    private static async Task<NpgsqlConnection> Connect(Cluster cluster, ListenOn listen, CancellationToken cancel = default)
    {
        var settings = ConnectionString(cluster, listen, "postgres");
        settings.Pooling = false;
        settings.Timeout = 5;
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // Neither TLS nor Kerberos is asked for: nothing leaves the machine.
    private static NpgsqlConnectionStringBuilder ConnectionString(Cluster cluster, ListenOn listen, string database) => new()
    {
        Host = listen.Host,
        Port = listen.Port,
        Username = ServerCommands.Owner,
        Password = File.ReadAllText(cluster.PasswordFile).Trim(),
        Database = database,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    };
}
