using Npgsql;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Users;

/// <summary>A key on somebody's own device that lets them in; only its public half is here.</summary>
/// <param name="Id">Ours, for pages and forms; the credential's own is the device's.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="SignCount">How often the device says it was used; it never goes back.</param>
public sealed record Passkey(Guid Id, TenantId Tenant, UserId User, ReadOnlyMemory<byte> Credential, ReadOnlyMemory<byte> PublicKey, uint SignCount, string Name, Instant CreatedAt)
{
    public Instant? LastUsedAt { get; init; }

    public IReadOnlyList<string> Transports { get; init; } = [];

    public bool IsUserVerified { get; init; }

    public bool IsBackupEligible { get; init; }

    public bool IsBackedUp { get; init; }
}

/// <summary>Keeps passkeys.</summary>
public sealed class Passkeys(NpgsqlDataSource database, KeyRing keys, IClock clock)
{
    public const int LongestName = 60;

    /// <summary>Whether it was added; not when it is somebody's already.</summary>
    public async Task<bool> Add(Passkey passkey, CancellationToken cancel = default) =>
        await Do("insert_passkey", cancel, passkey.Credential.ToArray(), passkey.Tenant.Value, passkey.User.Value, passkey.Id, passkey.PublicKey.ToArray(), (long)passkey.SignCount,
            await Sealed(passkey.Tenant, passkey.User, passkey.Name, cancel), passkey.Transports.ToArray(), passkey.IsUserVerified, passkey.IsBackupEligible, passkey.IsBackedUp, Now) > 0;

    /// <summary>Somebody's, in the order they were made.</summary>
    public Task<IReadOnlyList<Passkey>> Of(TenantId tenant, UserId user, CancellationToken cancel = default) => Read("read_passkeys", cancel, tenant.Value, user.Value);

    /// <summary>Nothing when there is none such, or no longer.</summary>
    public async Task<Passkey?> Find(ReadOnlyMemory<byte> credential, CancellationToken cancel = default) =>
        await Read("find_passkey", cancel, credential.ToArray()) is [var one] ? one : null;

    /// <summary>The organisation in which a user has passkeys; nothing when it has none.</summary>
    public async Task<TenantId?> TenantOf(UserId user, CancellationToken cancel = default)
    {
        await using var command = Command("find_tenants_of_passkeys", user.Value);
        await using var row = await command.ExecuteReaderAsync(cancel);
        if (!await row.ReadAsync(cancel)) return null;
        var tenant = new TenantId(row.GetString(0));
        return await row.ReadAsync(cancel) ? null : tenant;
    }

    /// <summary>Somebody came in with it.</summary>
    public Task Used(ReadOnlyMemory<byte> credential, uint signCount, bool isBackedUp, CancellationToken cancel = default) =>
        Do("use_passkey", cancel, credential.ToArray(), (long)signCount, isBackedUp, Now);

    public async Task<bool> Rename(TenantId tenant, UserId user, Guid id, string name, CancellationToken cancel = default) =>
        await Do("rename_passkey", cancel, tenant.Value, user.Value, id, await Sealed(tenant, user, name, cancel)) > 0;

    /// <param name="id">Nothing: all of them.</param>
    /// <param name="session">The session that goes on: who lost a device may be signed in on it. Null: none goes on.</param>
    public async Task<bool> Remove(TenantId tenant, UserId user, Guid? id, UserId by, SessionSecret? session = null, CancellationToken cancel = default) =>
        await Do("remove_passkeys", cancel, tenant.Value, user.Value, id ?? (object)DBNull.Value, by.Value, Now, UserSessions.HashOf(session)) > 0;

    private object Now => clock.GetCurrentInstant().ToDateTimeUtc();

    private NpgsqlCommand Command(string statement, params ReadOnlySpan<object> values)
    {
        var command = database.CreateCommand(Statements.Files[statement]);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }

    private async Task<int> Do(string statement, CancellationToken cancel, params object[] values)
    {
        await using var command = Command(statement, values);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    private async Task<IReadOnlyList<Passkey>> Read(string statement, CancellationToken cancel, params object[] values)
    {
        var all = new List<Passkey>();
        await using var command = Command(statement, values);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            var (tenant, user) = (new TenantId(row.GetString(1)), new UserId(row.GetGuid(2)));
            var key = (await keys.Find(tenant, UserAccounts.Subject(user), cancel))!;
            all.Add(new Passkey(
                row.GetGuid(3), tenant, user, row.GetFieldValue<byte[]>(0), row.GetFieldValue<byte[]>(4), (uint)row.GetInt64(5),
                key.Open(SealedText.FromToken(row.GetString(6), tenant, UserAccounts.Subject(user))), Instant.FromDateTimeUtc(row.GetDateTime(11)))
            {
                Transports = row.GetFieldValue<string[]>(7), IsUserVerified = row.GetBoolean(8), IsBackupEligible = row.GetBoolean(9), IsBackedUp = row.GetBoolean(10),
                LastUsedAt = await row.IsDBNullAsync(12, cancel) ? null : Instant.FromDateTimeUtc(row.GetDateTime(12)),
            });
        }
        return all;
    }

    private async Task<string> Sealed(TenantId tenant, UserId user, string name, CancellationToken cancel) =>
        UserAccounts.Sealed((await keys.Find(tenant, UserAccounts.Subject(user), cancel))!, TypedText.Clean(name), UserAccounts.Place(tenant, user, "passkey"));
}
