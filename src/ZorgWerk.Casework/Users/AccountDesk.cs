using Npgsql;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Users;

/// <summary>Changes accounts, each change together with the trace of who made it.</summary>
public sealed class AccountDesk(NpgsqlDataSource database, IClock clock)
{
    public static readonly Refusal LastAdministrator = new("user/last-administrator");

    public Task<Refusal?> Disable(TenantId tenant, UserId user, UserId by, CancellationToken cancel = default) => Change(tenant, user, by, AccountChangeKind.Disabled, cancel: cancel);

    public Task<Refusal?> Enable(TenantId tenant, UserId user, UserId by, CancellationToken cancel = default) => Change(tenant, user, by, AccountChangeKind.Enabled, cancel: cancel);

    /// <summary>Whoever tried this login may try again at once, from wherever they did.</summary>
    /// <param name="by">Null when it is done on the server.</param>
    public Task<Refusal?> Unlock(TenantId tenant, UserId user, UserId? by, CancellationToken cancel = default) => Change(tenant, user, by, AccountChangeKind.Unlocked, cancel: cancel);

    public Task<Refusal?> ChangeRole(TenantId tenant, UserId user, Role role, UserId by, CancellationToken cancel = default) =>
        Change(tenant, user, by, AccountChangeKind.RoleChanged, role: role, cancel: cancel);

    /// <summary>A password that is somebody else's work is to be changed at the first sign-in; one's own stands.</summary>
    /// <param name="session">The session that goes on; all others end. Null: none goes on.</param>
    /// <param name="by">Null when it is done on the server.</param>
    public Task<Refusal?> SetPassword(TenantId tenant, UserId user, string hash, UserId? by, SessionSecret? session = null, CancellationToken cancel = default) =>
        Change(tenant, user, by, user == by ? AccountChangeKind.PasswordChanged : AccountChangeKind.PasswordGiven, hash: hash, session: session, cancel: cancel);

    /// <summary>Signs somebody out everywhere: browsers and programs.</summary>
    public Task<Refusal?> EndSessions(TenantId tenant, UserId user, UserId by, CancellationToken cancel = default) =>
        Change(tenant, user, by, AccountChangeKind.SessionsEnded, cancel: cancel);

    public async Task SetLanguage(TenantId tenant, UserId user, string language, CancellationToken cancel = default)
    {
        await using var command = database.CreateCommand(Statements.Files["set_language_of_user"]);
        foreach (var value in (object[])[tenant.Value, user.Value, language]) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>What was done to an account, latest first.</summary>
    public async Task<IReadOnlyList<AccountChange>> History(TenantId tenant, UserId user, CancellationToken cancel = default)
    {
        var changes = new List<AccountChange>();
        await using var command = database.CreateCommand(Statements.Files["read_account_changes"]);
        foreach (var value in (object[])[tenant.Value, user.Value]) command.Parameters.Add(new() { Value = value });
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            changes.Add(new AccountChange(
                row.GetString(0), await row.IsDBNullAsync(1, cancel) ? null : RoleNames.Parse(row.GetString(1)),
                await row.IsDBNullAsync(2, cancel) ? null : new UserId(row.GetGuid(2)), Instant.FromDateTimeUtc(row.GetDateTime(3))));
        }
        return changes;
    }

    /// <summary>Nothing when it is so now, whoever made it so.</summary>
    private async Task<Refusal?> Change(
        TenantId tenant, UserId user, UserId? by, AccountChangeKind what, Role? role = null, string? hash = null, SessionSecret? session = null, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var both = new NpgsqlBatch(connection);
        var hold = new NpgsqlBatchCommand(Statements.Files["hold_accounts"]);
        hold.Parameters.Add(new() { Value = tenant.Value });
        both.BatchCommands.Add(hold);
        var change = new NpgsqlBatchCommand(Statements.Files["change_account"]);
        foreach (var value in (object[])[
            tenant.Value, user.Value, by is { } known ? known.Value : DBNull.Value, Kebab.Of(what), clock.GetCurrentInstant().ToDateTimeUtc(), role is { } given ? RoleNames.Of(given) : DBNull.Value,
            hash ?? (object)DBNull.Value, UserSessions.HashOf(session)])
            change.Parameters.Add(new() { Value = value });
        both.BatchCommands.Add(change);
        await both.ExecuteNonQueryAsync(cancel);
        if (change.RecordsAffected > 0 || what is not (AccountChangeKind.Disabled or AccountChangeKind.RoleChanged)) return null;

        await using var look = new NpgsqlCommand(Statements.Files["find_account"], connection);
        look.Parameters.Add(new() { Value = tenant.Value });
        look.Parameters.Add(new() { Value = user.Value });
        await using var row = await look.ExecuteReaderAsync(cancel);
        if (!await row.ReadAsync(cancel)) return null;
        var isSo = what is AccountChangeKind.Disabled ? !await row.IsDBNullAsync(5, cancel) : RoleNames.Parse(row.GetString(1)) == role;
        return isSo ? null : LastAdministrator;
    }
}
