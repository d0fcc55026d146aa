using Npgsql;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Users;

/// <summary>
/// Who is signed in, kept in the database so that every node sees at once what ended. Moments are given by the caller, who also decides how long a
/// cookie or token is good.
/// </summary>
public sealed class UserSessions(NpgsqlDataSource database, UserAccounts accounts)
{
    /// <summary>How often a sign of life is written down, so that not every request writes.</summary>
    public static readonly Duration SeenEvery = Duration.FromMinutes(1);

    /// <summary>How long a session that ran out or was ended stays in the table.</summary>
    public static readonly Duration KeptFor = Duration.FromDays(30);

    /// <summary>Ended by who signed out in it.</summary>
    public const string SignedOut = "signed-out";

    /// <summary>Ended by its owner from another session.</summary>
    public const string EndedElsewhere = "ended-elsewhere";

    /// <summary>Ended because the same browser signed in anew.</summary>
    public const string Replaced = "replaced";

    /// <param name="until">When it runs out unless it is seen again.</param>
    public async Task<SessionSecret> Open(
        TenantId tenant, UserId user, SessionKind kind, bool byPasskey, SessionOrigin from, Instant now, Instant until, CancellationToken cancel = default)
    {
        var secret = SessionSecret.Create();
        await Do("open_session", cancel, secret.Hash, Guid.CreateVersion7(), tenant.Value, user.Value, Kebab.Of(kind), byPasskey, from.Network, from.Device, At(now), At(until));
        return secret;
    }

    /// <summary>The account and the session in one look; <see cref="SessionState.Unknown"/> when there is no such session of this user.</summary>
    public Task<SessionState> Find(TenantId tenant, UserId user, SessionSecret secret, CancellationToken cancel = default) => accounts.Find(tenant, user, secret, cancel);

    /// <summary>A sign of life: it runs out later.</summary>
    public Task See(SessionSecret secret, Instant now, Instant until, CancellationToken cancel = default) => Do("see_session", cancel, secret.Hash, At(now), At(until));

    /// <summary>Ends the session that carries this secret; nothing happens to one that ended before.</summary>
    public Task End(TenantId tenant, UserId user, SessionSecret secret, string why, Instant now, CancellationToken cancel = default) =>
        Do("end_session", cancel, tenant.Value, user.Value, secret.Hash, DBNull.Value, At(now), why);

    /// <summary>Ends one by the id that its owner sees.</summary>
    /// <returns>Whether there was such a session of this user.</returns>
    public async Task<bool> End(TenantId tenant, UserId user, Guid id, string why, Instant now, CancellationToken cancel = default) =>
        await Do("end_session", cancel, tenant.Value, user.Value, DBNull.Value, id, At(now), why) > 0;

    /// <summary>Ends all of a user's sessions but one.</summary>
    /// <param name="but">The one that goes on; null: none does.</param>
    /// <returns>How many ended.</returns>
    public Task<int> EndOthers(TenantId tenant, UserId user, SessionSecret? but, string why, Instant now, CancellationToken cancel = default) =>
        Do("end_sessions", cancel, tenant.Value, user.Value, HashOf(but), At(now), why);

    /// <summary>Those that still open something, the one seen last first.</summary>
    /// <param name="current">The one in which they are shown; null when that is somebody else's.</param>
    public async Task<IReadOnlyList<UserSession>> Of(TenantId tenant, UserId user, SessionSecret? current, Instant now, CancellationToken cancel = default)
    {
        var sessions = new List<UserSession>();
        await using var command = Command("read_sessions", tenant.Value, user.Value, At(now), HashOf(current));
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            sessions.Add(new UserSession(
                row.GetGuid(0), Kebab.Parse<SessionKind>(row.GetString(1))!.Value, row.GetBoolean(2), new SessionOrigin(row.GetString(3), row.GetString(4)),
                Instant.FromDateTimeUtc(row.GetDateTime(5)), Instant.FromDateTimeUtc(row.GetDateTime(6)), row.GetBoolean(7)));
        }
        return sessions;
    }

    /// <summary>Forgets those that have been over for longer than <see cref="KeptFor"/>.</summary>
    public Task Forget(Instant now, CancellationToken cancel = default) => Do("forget_sessions", cancel, At(now - KeptFor));

    internal static object HashOf(SessionSecret? secret) => secret is { } one ? one.Hash : DBNull.Value;

    private static DateTime At(Instant at) => at.ToDateTimeUtc();

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
}
