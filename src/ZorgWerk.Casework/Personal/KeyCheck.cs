using System.Security.Cryptography;
using Npgsql;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Personal;

/// <summary>Whether a database and a master key belong together.</summary>
public static class KeyCheck
{
    /// <summary>The name of another master key that keys in this database were wrapped under; nothing when there is none.</summary>
    public static async Task<string?> OtherKey(NpgsqlDataSource database, MasterKey master, CancellationToken cancel = default)
    {
        await using var command = database.CreateCommand(Statements.Files["find_other_master_key"]);
        command.Parameters.Add(new() { Value = master.Id });
        return await command.ExecuteScalarAsync(cancel) as string;
    }

    /// <summary>Tries it on one key. True also where there is none yet.</summary>
    public static async Task<bool> Opens(NpgsqlDataSource database, MasterKey master, CancellationToken cancel = default)
    {
        await using var command = database.CreateCommand(Statements.Files["find_any_key"]);
        await using var row = await command.ExecuteReaderAsync(cancel);
        if (!await row.ReadAsync(cancel)) return true;
        try
        {
            master.Unwrap(row.GetFieldValue<byte[]>(2), KeyRing.Bound(new TenantId(row.GetString(0)), new StreamId(row.GetGuid(1))));
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
