using System.Text.Json;
using Npgsql;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Users;

/// <summary>Who may sign in. A coach's user is the coach: both ids follow from the login.</summary>
public sealed class UserAccounts(NpgsqlDataSource database, KeyRing keys, References references, IClock clock)
{
    public const int LongestLogin = 100;

    public static readonly Refusal AlreadyThere = new("user/already-there", "login");
    public static readonly Refusal NotThere = new("user/not-there", "login");
    public static readonly Refusal LoginNotFit = new("user/login-not-fit", "login");

    /// <summary>Adds a user; nothing when that is done, else why it is not.</summary>
    public async Task<Refusal?> Add(TenantId tenant, NewUser user, CancellationToken cancel = default)
    {
        if (!IsLogin(user.Login)) return LoginNotFit;
        if (PersonalText.Fault(user.Name) is { } fault) return new Refusal($"text/{JsonNamingPolicy.KebabCaseLower.ConvertName(fault.ToString())}", "name");

        var id = references.User(tenant, user.Login);
        var (key, row) = keys.Make(tenant, Subject(id));
        await using var command = database.CreateCommand(Statements.Files["insert_user"]);
        foreach (var value in (object[])[tenant.Value, id.Value, RoleNames.Of(user.Role), user.Language,
            Sealed(key, user.Login.ToLowerInvariant(), Place(tenant, id, "login")), Sealed(key, user.Name, Place(tenant, id, "name")), user.PasswordHash,
            clock.GetCurrentInstant().ToDateTimeUtc(), row.Values[2]!, row.Values[3]!, user.MustChangePassword, user.By is { } by ? by.Value : DBNull.Value, user.IsDemo]) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteNonQueryAsync(cancel) == 1 ? null : AlreadyThere;
    }

    /// <summary>Everybody of an organisation, in the order they were added.</summary>
    public async Task<IReadOnlyList<User>> All(TenantId tenant, CancellationToken cancel = default)
    {
        var users = new List<User>();
        await using var command = database.CreateCommand(Statements.Files["read_users"]);
        command.Parameters.Add(new() { Value = tenant.Value });
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            var id = new UserId(row.GetGuid(0));
            var key = (await keys.Find(tenant, Subject(id), cancel))!;
            string Open(string token) => key.Open(SealedText.FromToken(token, tenant, Subject(id)));
            users.Add(new User(
                id, Open(row.GetString(3)), Open(row.GetString(4)), RoleNames.Parse(row.GetString(1)),
                row.GetString(2), Instant.FromDateTimeUtc(row.GetDateTime(5)), await row.IsDBNullAsync(6, cancel) ? null : Instant.FromDateTimeUtc(row.GetDateTime(6))));
        }
        return users;
    }

    /// <summary>The names of some of them.</summary>
    public async Task<IReadOnlyDictionary<UserId, string>> Names(TenantId tenant, IEnumerable<UserId> users, CancellationToken cancel = default)
    {
        var names = new Dictionary<UserId, string>();
        foreach (var user in users.Distinct())
            if (await Find(tenant, user, cancel) is { } account) names[user] = account.Name;
        return names;
    }

    /// <summary>The account behind a login; nothing when there is none.</summary>
    public Task<Account?> Find(TenantId tenant, string login, CancellationToken cancel = default) => Find(tenant, references.User(tenant, login), cancel);

    public async Task<Account?> Find(TenantId tenant, UserId id, CancellationToken cancel = default)
    {
        await using var command = database.CreateCommand(Statements.Files["find_account"]);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = id.Value });
        await using var row = await command.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel) ? await Read(row, tenant, id, cancel) : null;
    }

    /// <summary>The account of a user together with one of their sessions.</summary>
    internal async Task<SessionState> Find(TenantId tenant, UserId id, SessionSecret session, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(Statements.Files["find_account_of_session"]);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = id.Value });
        command.Parameters.Add(new() { Value = session.Hash });
        await using var row = await command.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel)
            ? new SessionState(await Read(row, tenant, id, cancel), row.GetGuid(9), At(row, 10)!.Value, At(row, 11)!.Value, At(row, 12))
            : SessionState.Unknown;
    }

    private async Task<Account> Read(NpgsqlDataReader row, TenantId tenant, UserId id, CancellationToken cancel)
    {
        var key = (await keys.Find(tenant, Subject(id), cancel))!;
        return new Account(
            id, RoleNames.Parse(row.GetString(1)), row.GetString(2), key.Open(SealedText.FromToken(row.GetString(3), tenant, Subject(id))),
            row.GetString(4), At(row, 5), row.GetBoolean(6), row.GetBoolean(7), row.GetInt64(8));
    }

    private static Instant? At(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : Instant.FromDateTimeUtc(row.GetDateTime(column));

    /// <summary>Whether it can be one. An id in the place of a login would be taken for the user of that id.</summary>
    public static bool IsLogin(string login) =>
        login.Length is > 0 and <= LongestLogin && login.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '@' or '+') && !Guid.TryParse(login, out _);

    /// <summary>What somebody signs in with; null when there is no such user.</summary>
    public async Task<string?> LoginOf(TenantId tenant, UserId user, CancellationToken cancel = default)
    {
        await using var command = database.CreateCommand(Statements.Files["find_login"]);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = user.Value });
        return await command.ExecuteScalarAsync(cancel) is string token
            ? (await keys.Find(tenant, Subject(user), cancel))!.Open(SealedText.FromToken(token, tenant, Subject(user)))
            : null;
    }

    internal static StreamId Subject(UserId user) => new(user.Value);

    /// <summary>Users have no stream, so their texts stand at its version 0.</summary>
    internal static SealedFor Place(TenantId tenant, UserId user, string field) => new(tenant, Subject(user), 0, "user", field);

    internal static string Sealed(DataKey key, string words, SealedFor place) => new SealedText(key.Seal(words, place), place).ToToken();
}
