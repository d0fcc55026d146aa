using NodaTime;
using Npgsql;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Casework.Views;
using ZorgWerk.EventStore.Postgres;
using ZorgWerk.Postgres;

namespace ZorgWerk.Cli;

/// <summary>How the house in that database is: who may do what in it, its layout, its key and its views.</summary>
internal static class HouseChecks
{
    /// <summary>A view that is behind for longer than this does not keep up.</summary>
    private static readonly Duration Late = Duration.FromMinutes(1);

    public static async Task<IEnumerable<Finding>> Migrations(NpgsqlDataSource owner, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        foreach (var state in new[] { await EventStoreSchema.Look(owner, cancel), await CaseworkSchema.Look(owner, cancel) })
        {
            findings.Add(state switch
            {
                { Obstacle: { } obstacle } => new("migrations", Standing.Fault, "refused", state.Module, obstacle),
                { Pending: { Count: > 0 } pending } => new("migrations", Standing.Warning, "pending", state.Module, string.Join(", ", pending)),
                _ => new("migrations", Standing.Ok, "done", state.Module),
            });
        }
        return findings;
    }

    /// <summary>The logins that the service makes for itself, by what the server lets them do.</summary>
    public static async Task<IEnumerable<Finding>> Logins(NpgsqlDataSource owner, MasterKey master, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        foreach (var login in new[] { House.LoginOf("app", master), House.LoginOf("reader", master) })
        {
            await using var command = owner.CreateCommand(Sql.Files["read_login"]);
            command.Parameters.Add(new() { Value = login });
            await using var row = await command.ExecuteReaderAsync(cancel);
            if (!await row.ReadAsync(cancel)) findings.Add(new("login", Standing.Warning, "missing", login));
            else if (row.GetBoolean(0)) findings.Add(new("login", Standing.Fault, "superuser", login));
            else if (row.GetBoolean(1)) findings.Add(new("login", Standing.Fault, "bypasses", login));
            else if (row.GetBoolean(2)) findings.Add(new("login", Standing.Fault, "owner", login));
            else findings.Add(new("login", Standing.Ok, "bound", login));
        }
        return findings;
    }

    public static async Task<IEnumerable<Finding>> RowSecurity(NpgsqlDataSource owner, CancellationToken cancel)
    {
        var (tables, off, unforced) = (0, new List<string>(), new List<string>());
        await using var command = owner.CreateCommand(Sql.Files["read_row_security"]);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            tables++;
            if (!row.GetBoolean(1)) off.Add(row.GetString(0));
            else if (!row.GetBoolean(2)) unforced.Add(row.GetString(0));
        }
        if (off.Count > 0) return [new("row-security", Standing.Fault, "off", string.Join(", ", off))];
        return [unforced.Count > 0 ? new("row-security", Standing.Fault, "unforced", string.Join(", ", unforced)) : new("row-security", Standing.Ok, "on", tables)];
    }

    /// <summary>The key, when it is there and is one; the database has not been asked yet.</summary>
    public static (MasterKey? Key, IEnumerable<Finding> Findings) KeyFile(string file)
    {
        if (!File.Exists(file)) return (null, [new("master-key", Standing.Fault, "missing", file)]);
        try
        {
            var key = MasterKey.FromFile(file);
            var isOpen = !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) is not UnixFileMode.None;
            return (key, isOpen ? [new("master-key", Standing.Warning, "open", file)] : []);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return (null, [new("master-key", Standing.Fault, "unreadable", file)]);
        }
    }

    public static async Task<IEnumerable<Finding>> Key(NpgsqlDataSource owner, MasterKey master, CancellationToken cancel)
    {
        if (await KeyCheck.OtherKey(owner, master, cancel) is { } other) return [new("master-key", Standing.Fault, "other", other, master.Id)];
        return [await KeyCheck.Opens(owner, master, cancel) ? new("master-key", Standing.Ok, "fits", master.Id) : new("master-key", Standing.Fault, "damaged", master.Id)];
    }

    public static async Task<IEnumerable<Finding>> Views(NpgsqlDataSource owner, IClock clock, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return (await ViewList.Read(owner, cancel)).Select(state => state switch
        {
            { Stop: { } stop } => new Finding("view", Standing.Fault, "stopped", state.View.Name, stop.Position, stop.Type, stop.Version, stop.Stream, state.Behind),
            { IsOutdated: true } => new("view", Standing.Warning, "outdated", state.View.Name),
            { Since: { } since } when now - since > Late => new("view", Standing.Warning, "late", state.View.Name, state.Behind, since),
            { Behind: > 0 } => new("view", Standing.Ok, "following", state.View.Name, state.Behind),
            _ => new("view", Standing.Ok, "current", state.View.Name, state.Position),
        });
    }
}
