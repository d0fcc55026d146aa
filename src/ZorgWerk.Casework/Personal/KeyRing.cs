using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Personal;

/// <summary>The keys of participants and coaches: one each, wrapped by the master key, written with the first event of the stream and destroyed by erasure.</summary>
public sealed class KeyRing(NpgsqlDataSource database, MasterKey master)
{
    /// <summary>How many opened keys are held; beyond it the ring starts anew.</summary>
    private const int Held = 50_000;

    public static readonly Table Table = new("zw_keys", 2,
        new Column("tenant_id", ColumnKind.Text), new Column("subject_id", ColumnKind.Uuid),
        new Column("wrapped", ColumnKind.Bytes), new Column("master_key_id", ColumnKind.Text), new Column("destroyed_at", ColumnKind.Instant));

    /// <summary>How long an opened key is trusted: a key that another node destroyed opens nothing here any more after it.</summary>
    private static readonly TimeSpan Trusted = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(TenantId, StreamId), (DataKey Key, long Since)> _open = new();

    /// <summary>The subject's key; nothing when it was never made or is destroyed.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It was wrapped by another master key.</exception>
    /// <exception cref="StoreUnavailableException">The database does not answer.</exception>
    public async ValueTask<DataKey?> Find(TenantId tenant, StreamId subject, CancellationToken cancel = default)
    {
        if (_open.TryGetValue((tenant, subject), out var known) && Stopwatch.GetElapsedTime(known.Since) < Trusted) return known.Key;
        if (await Read(tenant, subject, cancel) is not { } wrapped)
        {
            Forget(tenant, subject);
            return null;
        }
        return Hold(tenant, subject, new DataKey(master.Unwrap(wrapped, Bound(tenant, subject))));
    }

    private async Task<byte[]?> Read(TenantId tenant, StreamId subject, CancellationToken cancel)
    {
        try
        {
            await using var command = database.CreateCommand(Statements.Files["find_key"]);
            command.Parameters.Add(new() { Value = tenant.Value });
            command.Parameters.Add(new() { Value = subject.Value });
            return await command.ExecuteScalarAsync(cancel) as byte[];
        }
        catch (NpgsqlException away)
        {
            throw new StoreUnavailableException(away.Message, away);
        }
    }

    /// <summary>A new key and the row to write in the transaction of the stream's first event. Held only once that is done: see <see cref="Hold"/>.</summary>
    public (DataKey Key, RowChange Row) Make(TenantId tenant, StreamId subject)
    {
        var key = DataKey.Create();
        return (key, new RowChange(Table, [tenant.Value, subject.Value, (ReadOnlyMemory<byte>)master.Wrap(key.Secret, Bound(tenant, subject)), master.Id, null]));
    }

    public DataKey Hold(TenantId tenant, StreamId subject, DataKey key)
    {
        if (_open.Count >= Held) _open.Clear();
        _open[(tenant, subject)] = (key, Stopwatch.GetTimestamp());
        return key;
    }

    /// <summary>The row that destroys a key, to be written in the transaction of the erasure's event.</summary>
    public RowChange Destroy(TenantId tenant, StreamId subject, Instant now)
    {
        _open.TryRemove((tenant, subject), out _);
        return new RowChange(Table, [tenant.Value, subject.Value, null, master.Id, now]);
    }

    /// <summary>After a key was destroyed nothing of it may linger in memory.</summary>
    public void Forget(TenantId tenant, StreamId subject) => _open.TryRemove((tenant, subject), out _);

    /// <summary>What a case with these words in its name is found by.</summary>
    internal IReadOnlyList<long> NameTokens(TenantId tenant, params IEnumerable<string?> texts) => Personal.NameTokens.Of(master, tenant, texts);

    internal static string Bound(TenantId tenant, StreamId subject) => $"{tenant.Value}\n{subject.Value:N}";
}
