using NodaTime;
using Npgsql;
using ZorgWerk.Postgres;

namespace ZorgWerk.Cli;

/// <summary>How the server is that the database is on.</summary>
internal static class ServerChecks
{
    private const int OldestServer = 15;
    private const int NewestServer = 18;

    /// <summary>Room on the data disk below which it should be given more, and below which work will stop soon.</summary>
    private const long LittleRoom = 10L * 1024 * 1024 * 1024;
    private const long NoRoom = 1024L * 1024 * 1024;

    /// <summary>Bytes of the log that a replica may lack and still be taken to keep up: a segment.</summary>
    private const long FarBehind = 16L * 1024 * 1024;

    /// <summary>Clocks this far apart confuse whoever compares two logs; this far, days go wrong around midnight.</summary>
    private static readonly Duration Apart = Duration.FromSeconds(2);
    private static readonly Duration FarApart = Duration.FromMinutes(1);

    public static async Task<IEnumerable<Finding>> Version(NpgsqlDataSource owner, CancellationToken cancel)
    {
        await using var connection = await owner.OpenConnectionAsync(cancel);
        var version = connection.PostgreSqlVersion;
        return [version.Major is >= OldestServer and <= NewestServer
            ? new("version", Standing.Ok, "known", version)
            : new("version", Standing.Fault, "unknown", version, OldestServer, NewestServer)];
    }

    public static async Task<IEnumerable<Finding>> Settings(NpgsqlDataSource owner, CancellationToken cancel)
    {
        var off = await Durability.Off(owner, cancel);
        return Durability.Settings.Select(name => off.Contains(name) ? new Finding(name, Standing.Fault, "off") : new Finding(name, Standing.Ok, "on"));
    }

    public static async Task<IEnumerable<Finding>> Checksums(NpgsqlDataSource owner, CancellationToken cancel) =>
        [await Sql.Text(owner, "read_setting", cancel, "data_checksums") is "on" ? new("checksums", Standing.Ok, "on") : new("checksums", Standing.Warning, "off")];

    public static async Task<IEnumerable<Finding>> Archive(NpgsqlDataSource owner, CancellationToken cancel)
    {
        await using var command = owner.CreateCommand(Sql.Files["read_archiver"]);
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        var (isOn, last, isFailing) = (row.GetBoolean(0), await row.IsDBNullAsync(1, cancel) ? null : row.GetString(1), row.GetBoolean(2));
        return [(isOn, isFailing) switch
        {
            (false, _) => new("archive", Standing.Warning, "off"),
            (_, true) => new("archive", Standing.Fault, "failing"),
            _ => new("archive", Standing.Ok, "on", last ?? "–"),
        }];
    }

    /// <summary>Whether what is named as replica serves, by the primary's log.</summary>
    public static async Task<IEnumerable<Finding>> Replica(NpgsqlDataSource owner, string connection, string named, CancellationToken cancel)
    {
        await using var end = owner.CreateCommand(Sql.Files["last_written"]);
        await using var last = await end.ExecuteReaderAsync(cancel);
        await last.ReadAsync(cancel);
        try
        {
            await using var replica = NpgsqlDataSource.Create(Where.ReplicaOf(named, new NpgsqlConnectionStringBuilder(connection)).ConnectionString);
            await using var command = replica.CreateCommand(Sql.Files["read_replica"]);
            command.Parameters.Add(new() { Value = last.GetString(0) });
            await using var row = await command.ExecuteReaderAsync(cancel);
            await row.ReadAsync(cancel);
            if (!row.GetBoolean(0) || row.GetInt64(1) != last.GetInt64(1) || row.GetInt32(2) != last.GetInt32(2)) return [new("replica", Standing.Warning, "other")];
            var behind = row.GetInt64(3);
            if (behind > FarBehind) return [new("replica", Standing.Warning, "late", Megabytes(behind))];
            return [row.GetBoolean(4) ? new("replica", Standing.Ok, "follows", behind) : new("replica", Standing.Warning, "silent")];
        }
        catch (Exception away) when (away is NpgsqlException or System.Net.Sockets.SocketException)
        {
            return [new("replica", Standing.Warning, "away", away.Message)];
        }
    }

    public static async Task<IEnumerable<Finding>> Size(NpgsqlDataSource owner, CancellationToken cancel)
    {
        await using var command = owner.CreateCommand(Sql.Files["read_sizes"]);
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        var database = Megabytes(row.GetInt64(0));
        await row.NextResultAsync(cancel);
        var tables = new List<string>();
        while (await row.ReadAsync(cancel)) tables.Add($"{row.GetString(0)} {Megabytes(row.GetInt64(1))}");
        return [new("size", Standing.Ok, "told", database, string.Join(", ", tables))];
    }

    /// <param name="dataDirectory">Of the embedded server; nothing where the server is somebody else's and may be on another machine.</param>
    public static async Task<IEnumerable<Finding>> Room(NpgsqlDataSource owner, string? dataDirectory, CancellationToken cancel)
    {
        if ((dataDirectory ?? await NearbyData(owner, cancel)) is not { } directory) return [new("room", Standing.Warning, "unseen")];
        var free = new DriveInfo(directory).AvailableFreeSpace;
        return [free switch
        {
            < NoRoom => new("room", Standing.Fault, "none", Megabytes(free), directory),
            < LittleRoom => new("room", Standing.Warning, "little", Megabytes(free), directory),
            _ => new("room", Standing.Ok, "enough", Megabytes(free), directory),
        }];
    }

    public static async Task<IEnumerable<Finding>> Clock(NpgsqlDataSource owner, IClock clock, CancellationToken cancel)
    {
        await using var connection = await owner.OpenConnectionAsync(cancel);
        await using var command = new NpgsqlCommand(Sql.Files["read_clock"], connection);
        var asked = clock.GetCurrentInstant();
        var there = Instant.FromDateTimeUtc((DateTime)(await command.ExecuteScalarAsync(cancel))!);
        var answered = clock.GetCurrentInstant();
        return [Compare(there, asked, answered)];
    }

    /// <summary>The server's clock against ours, halfway between question and answer.</summary>
    internal static Finding Compare(Instant there, Instant asked, Instant answered)
    {
        var difference = there - (asked + ((answered - asked) / 2));
        var apart = difference < Duration.Zero ? -difference : difference;
        // Nought, not minus nought.
        var seconds = Math.Round(difference.TotalSeconds, 2) + 0.0;
        return apart > FarApart ? new("clock", Standing.Fault, "apart", seconds) : apart > Apart ? new("clock", Standing.Warning, "apart", seconds) : new("clock", Standing.Ok, "same", seconds);
    }

    // Behind a socket or on this machine's own address the server shares our disks; the folder itself may be closed to us.
    private static async Task<string?> NearbyData(NpgsqlDataSource owner, CancellationToken cancel)
    {
        var host = new NpgsqlConnectionStringBuilder(owner.ConnectionString).Host;
        return host is "localhost" or "127.0.0.1" or "::1" || host is ['/', ..]
            ? await Sql.Text(owner, "read_setting", cancel, "data_directory") is { } directory && Directory.Exists(directory) ? directory : null
            : null;
    }

    private static string Megabytes(long bytes) => $"{bytes / 1024 / 1024} MB";
}
