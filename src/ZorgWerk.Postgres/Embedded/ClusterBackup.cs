using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace ZorgWerk.Postgres.Embedded;

/// <summary>A base backup that was taken.</summary>
/// <param name="Folder">Below the folder that was named; holds the cluster (<c>data</c>) and the password of its owner (<c>password</c>).</param>
/// <param name="TakenAt">By the server's clock: the first moment that it can be restored to.</param>
public sealed record BaseBackup(string Folder, DateTimeOffset TakenAt, int MajorVersion);

/// <summary>
/// Copies of an embedded cluster in a folder of their own: base backups, and in <c>wal</c> every segment of the write-ahead log since the first of them,
/// brought there by the server itself, a minute after it was begun at the latest.
/// </summary>
public static class ClusterBackup
{
    private const string Segments = "wal";
    private const string About = "backup.json";
    private const string SegmentSeconds = "60";

    private static readonly TimeSpan ArchivePatience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);
    private static readonly SqlFiles Sql = new(typeof(ClusterBackup).Assembly);

    /// <summary>Takes a base backup of a running server, checks it, and has the log archived beside it from now on.</summary>
    /// <param name="to">Made when it does not exist. On another disk, or it is no backup.</param>
    /// <exception cref="PostgresStartException">It could not be taken, is not whole, or the server does not archive; the message says what was said.</exception>
    public static async Task<BaseBackup> Take(EmbeddedPostgres server, EmbeddedPostgresOptions options, string to, CancellationToken cancel = default)
    {
        if (OperatingSystem.IsWindows()) throw new PostgresStartException("The log of a server on Windows is archived as docs/operating.md says for a server of one's own.");
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(to));
        if (folder.IndexOfAny(['\'', '"', '$', '`', '\\', '%', '\n']) >= 0) throw new PostgresStartException($"{folder} has a character in its name that a shell or PostgreSQL reads as something else.");
        var (cluster, platform) = (server.Cluster, server.Platform);
        var binaries = await PostgresBinaries.Find(options, cluster, platform, cancel) ?? throw new PostgresStartException("The programs of the running server are not found any more.");
        Directory.CreateDirectory(folder);
        if (!await platform.CanReach(cluster.Account, folder, cancel)) throw new PostgresStartException($"PostgreSQL runs as {cluster.Account.Name}, which cannot reach {folder}.");
        MakeFolder(Path.Combine(folder, Segments), cluster, platform);

        await using var owner = NpgsqlDataSource.Create(server.OwnerConnectionString("postgres"));
        await Archive(owner, Path.Combine(folder, Segments), cancel);
        var unfinished = Path.Combine(folder, "unfinished");
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        MakeFolder(unfinished, cluster, platform);
        var data = Path.Combine(unfinished, "data");
        await Run(Program(binaries, platform, cluster, "pg_basebackup", "-D", data, "-h", server.Host, "-p", server.Port.ToString(CultureInfo.InvariantCulture), "-U", ServerCommands.Owner, "-X", "stream", "-c", "fast") with
        {
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["PGPASSWORD"] = (await File.ReadAllTextAsync(cluster.PasswordFile, cancel)).Trim() },
        }, cancel);
        await Run(Program(binaries, platform, cluster, "pg_verifybackup", "-q", data), cancel);
        var takenAt = await Switch(owner, cancel);

        var password = Path.Combine(unfinished, "password");
        File.Copy(cluster.PasswordFile, password);
        platform.GiveAlone(cluster.Account, password);
        var taken = new BaseBackup(Path.Combine(folder, $"base-{takenAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss.fff'Z'", CultureInfo.InvariantCulture)}"), takenAt, server.MajorVersion);
        await File.WriteAllTextAsync(Path.Combine(unfinished, About), JsonSerializer.Serialize(new { taken.TakenAt, taken.MajorVersion }), cancel);
        Directory.Move(unfinished, taken.Folder);
        return taken;
    }

    /// <summary>The base backups in a folder, oldest first.</summary>
    public static IReadOnlyList<BaseBackup> List(string folder) =>
        [.. (Directory.Exists(folder) ? Directory.EnumerateDirectories(Path.GetFullPath(folder), "base-*") : []).Where(one => File.Exists(Path.Combine(one, About))).Order(StringComparer.Ordinal)
            .Select(one => JsonSerializer.Deserialize<BaseBackup>(File.ReadAllText(Path.Combine(one, About)))! with { Folder = one })];

    /// <summary>Makes a new cluster as the old one was: with every transaction that was committed by then, and no other.</summary>
    /// <param name="at">By the server's clock, to the microsecond; nothing: to the end of what was archived.</param>
    /// <returns>The running server; it archives nothing.</returns>
    /// <exception cref="PostgresStartException">There is no backup from before that moment, the log does not reach it, or there is a cluster already.</exception>
    public static async Task<EmbeddedPostgres> Restore(string from, DateTimeOffset? at, EmbeddedPostgresOptions into, CancellationToken cancel = default)
    {
        var backup = List(from).LastOrDefault(one => at is null || one.TakenAt <= at)
            ?? throw new PostgresStartException(List(from) is [var first, ..] ? $"The oldest backup in {from} is of {first.TakenAt:O}, later than asked for." : $"There is no backup in {from}.");
        var platform = Platform.Current;
        var cluster = await Cluster.Locate(into, platform, cancel);
        if (Directory.Exists(cluster.Directory)) throw new PostgresStartException($"{cluster.Directory} exists already; a restore makes new data and overwrites none.");
        if (Directory.Exists(cluster.Unfinished)) Directory.Delete(cluster.Unfinished, recursive: true);
        Copy(Path.Combine(backup.Folder, "data"), cluster.Unfinished, cluster, platform);
        File.Copy(Path.Combine(backup.Folder, "password"), cluster.PasswordFile, overwrite: true);
        platform.GiveAlone(cluster.Account, cluster.PasswordFile);
        await Prepare(cluster, Path.Combine(Path.GetFullPath(from), Segments), at, platform, cancel);
        Directory.Move(cluster.Unfinished, cluster.Directory);
        try
        {
            var server = await EmbeddedPostgres.Start(into, cancel);
            await using var owner = NpgsqlDataSource.Create(server.OwnerConnectionString("postgres"));
            foreach (var name in (string[])["restore_command", "recovery_target_time", "recovery_target_action", "hot_standby"]) await Set(owner, $"reset {name}", cancel);
            return server;
        }
        catch (PostgresStartException cut) when (cut.Message.Contains("before configured recovery target was reached", StringComparison.Ordinal))
        {
            Directory.Delete(cluster.Directory, recursive: true);
            File.Delete(cluster.PasswordFile);
            throw new PostgresStartException($"What was archived in {from} ends before {at:O}. Without a moment, the restore goes to its end.", cut);
        }
    }

    /// <summary>Removes a cluster that was restored to be looked at.</summary>
    public static async Task Remove(EmbeddedPostgres server)
    {
        await server.Stop();
        Directory.Delete(server.Cluster.Directory, recursive: true);
        File.Delete(server.Cluster.PasswordFile);
        File.Delete(server.Cluster.LockFile);
    }

    // Whole before it has its name, on disk before it counts, and the same again after a crash is no fault.
    private static async Task Archive(NpgsqlDataSource owner, string segments, CancellationToken cancel)
    {
        var kept = $"{segments}/%f";
        var command = $"if test -f \"{kept}\"; then cmp -s \"%p\" \"{kept}\"; else cp \"%p\" \"{kept}.part\" && sync \"{kept}.part\" && mv \"{kept}.part\" \"{kept}\"; fi";
        await Set(owner, $"set archive_command = '{command}'", cancel);
        await Set(owner, $"set archive_timeout = '{SegmentSeconds}s'", cancel);
        if (await Ask(owner, "read_archive_mode", cancel) is not "on")
            throw new PostgresStartException("This server was started before it could archive its log. Stop the service, start it, and take the backup again.");
    }

    /// <summary>Ends the segment that is being written, and waits until it is archived: what was committed by then can be restored.</summary>
    private static async Task<DateTimeOffset> Switch(NpgsqlDataSource owner, CancellationToken cancel)
    {
        var takenAt = new DateTimeOffset((DateTime)(await Ask(owner, "switch_segment", cancel))!);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(ArchivePatience);
        try
        {
            while (await Ask(owner, "is_archived", patience.Token) is not true) await Task.Delay(BetweenLooks, patience.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new PostgresStartException("The server does not get its log archived; its own log tells why.");
        }
        return takenAt;
    }

    private static async Task Prepare(Cluster cluster, string segments, DateTimeOffset? at, IPlatform platform, CancellationToken cancel)
    {
        // The last word on a setting counts. Nobody is let in before the moment is reached, and the copy never archives over the original.
        var settings = $"""

            restore_command = 'cp "{segments}/%f" "%p"'
            archive_command = 'true'
            hot_standby = off
            recovery_target_action = 'promote'

            """;
        if (at is { } moment) settings += $"recovery_target_time = '{moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}+00'\n";
        await File.AppendAllTextAsync(Path.Combine(cluster.Unfinished, "postgresql.auto.conf"), settings, cancel);
        var signal = Path.Combine(cluster.Unfinished, "recovery.signal");
        await File.WriteAllTextAsync(signal, "", cancel);
        platform.GiveAlone(cluster.Account, signal);
    }

    private static void Copy(string from, string to, Cluster cluster, IPlatform platform)
    {
        MakeFolder(to, cluster, platform);
        // The lock of the old server's socket lies among its data.
        foreach (var file in Directory.EnumerateFiles(from).Where(file => !Path.GetFileName(file).StartsWith(".s.PGSQL.", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(to, Path.GetFileName(file));
            File.Copy(file, copy);
            platform.GiveAlone(cluster.Account, copy);
        }
        foreach (var below in Directory.EnumerateDirectories(from)) Copy(below, Path.Combine(to, Path.GetFileName(below)), cluster, platform);
    }

    private static void MakeFolder(string folder, Cluster cluster, IPlatform platform)
    {
        Directory.CreateDirectory(folder);
        platform.GiveAlone(cluster.Account, folder);
    }

    private static CommandLine Program(PostgresBinaries binaries, IPlatform platform, Cluster cluster, string name, params string[] arguments) =>
        File.Exists(binaries.Program(name, platform))
            ? new CommandLine(binaries.Program(name, platform), arguments) { User = cluster.Account.Name }
            : throw new PostgresStartException($"{name} is not beside the server's programs in {binaries.Folder}; install PostgreSQL's client programs of version {binaries.Major}.");

    private static async Task Run(CommandLine command, CancellationToken cancel)
    {
        var ran = await command.Run(cancel);
        if (!ran.Succeeded) throw new PostgresStartException($"{Path.GetFileName(command.File)} failed: {ran.Output}");
    }

    // A statement of its own: no parameters, no transaction.
    private static async Task Set(NpgsqlDataSource owner, string setting, CancellationToken cancel)
    {
        await using (var set = owner.CreateCommand($"alter system {setting}")) await set.ExecuteNonQueryAsync(cancel);
        await Ask(owner, "reload_settings", cancel);
    }

    private static async Task<object?> Ask(NpgsqlDataSource owner, string statement, CancellationToken cancel)
    {
        await using var command = owner.CreateCommand(Sql[statement]);
        return await command.ExecuteScalarAsync(cancel);
    }
}
