using Npgsql;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Users;

/// <summary>How often signing in failed on a day, by why.</summary>
public sealed record FailedDay(LocalDate Day, IReadOnlyDictionary<FailedSignIn, int> Times)
{
    public int All => Times.Values.Sum();
}

/// <summary>How often it failed from a network, and on how many logins that exist.</summary>
/// <param name="Latest">The hour in which it last did.</param>
public sealed record FailedNetwork(string Network, int Times, int Logins, Instant Latest);

/// <summary>What an administrator is shown of sign-ins that failed.</summary>
public sealed class FailedSignIns(NpgsqlDataSource database)
{
    /// <summary>Days with failures, the latest first.</summary>
    public async Task<IReadOnlyList<FailedDay>> ByDay(TenantId tenant, Instant since, CancellationToken cancel = default)
    {
        var days = new List<(LocalDate Day, FailedSignIn Why, int Times)>();
        await using var command = Command("count_failed_sign_ins", tenant.Value, since.ToDateTimeUtc());
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel)) days.Add((LocalDate.FromDateTime(row.GetDateTime(0)), Kebab.Parse<FailedSignIn>(row.GetString(1))!.Value, row.GetInt32(2)));
        return [.. days.GroupBy(one => one.Day).Select(day => new FailedDay(day.Key, day.ToDictionary(one => one.Why, one => one.Times)))];
    }

    /// <summary>The networks from which it failed most often.</summary>
    public async Task<IReadOnlyList<FailedNetwork>> ByNetwork(TenantId tenant, Instant since, int most, CancellationToken cancel = default)
    {
        var networks = new List<FailedNetwork>();
        await using var command = Command("count_failed_networks", tenant.Value, since.ToDateTimeUtc(), most);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel)) networks.Add(new FailedNetwork(row.GetString(0), row.GetInt32(1), row.GetInt32(2), Instant.FromDateTimeUtc(row.GetDateTime(3))));
        return networks;
    }

    /// <summary>How often it failed on one login.</summary>
    public async Task<int> Of(TenantId tenant, UserId user, Instant since, CancellationToken cancel = default)
    {
        await using var command = Command("count_failed_of_user", tenant.Value, user.Value, since.ToDateTimeUtc());
        return (int)(await command.ExecuteScalarAsync(cancel))!;
    }

    private NpgsqlCommand Command(string statement, params ReadOnlySpan<object> values)
    {
        var command = database.CreateCommand(Statements.Files[statement]);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
