using System.Diagnostics;
using Npgsql;
using ZorgWerk.Postgres.Embedded;
using ZorgWerk.Testing;

namespace ZorgWerk.Promises;

/// <summary>A second server that follows a first one by its log, made from a base backup of it.</summary>
internal sealed class Standby : IAsyncDisposable
{
    private readonly EmbeddedPostgresOptions _options;
    private readonly EmbeddedPostgres _server;

    private Standby(EmbeddedPostgresOptions options, EmbeddedPostgres server) => (_options, _server) = (options, server);

    public static async Task<Standby> Of(EmbeddedPostgres primary, Workplace place, string name = "standby")
    {
        var options = new EmbeddedPostgresOptions { DataDirectory = Path.Combine(place.Folder, name) };
        var backup = await ClusterBackup.Take(primary, place.Embedded, Path.Combine(place.Folder, $"{name}-backup"));
        var (platform, cluster) = (Platform.Current, await Cluster.Locate(options, Platform.Current, default));
        using (var copying = Process.Start("cp", ["-a", Path.Combine(backup.Folder, "data"), cluster.Directory])) await copying.WaitForExitAsync();
        // The lock of the first server's socket lies among its data.
        foreach (var socket in Directory.EnumerateFiles(cluster.Directory, ".s.PGSQL.*")) File.Delete(socket);
        File.Copy(Path.Combine(backup.Folder, "password"), cluster.PasswordFile);
        platform.GiveAlone(cluster.Account, cluster.PasswordFile);

        var owner = new NpgsqlConnectionStringBuilder(primary.OwnerConnectionString("postgres"));
        await File.AppendAllTextAsync(Path.Combine(cluster.Directory, "postgresql.auto.conf"), $"""

            primary_conninfo = 'host={owner.Host} port={owner.Port} user={owner.Username} password={owner.Password}'
            archive_mode = off
            hot_standby_feedback = on

            """);
        var signal = Path.Combine(cluster.Directory, "standby.signal");
        await File.WriteAllTextAsync(signal, "");
        platform.GiveAlone(cluster.Account, signal);
        return new Standby(options, await EmbeddedPostgres.Start(options));
    }

    public string Connection(string database) => _server.OwnerConnectionString(database);

    public void Kill() => Processes.Signal("KILL", Processes.OfServer(_server.DataDirectory));

    public async ValueTask DisposeAsync() => await EmbeddedPostgres.StopRunning(_options);
}
