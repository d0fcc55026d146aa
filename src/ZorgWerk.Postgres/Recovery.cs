using Npgsql;

namespace ZorgWerk.Postgres;

/// <summary>A server that starts or recovers from a crash refuses everybody until it is done. It is waited for; whatever else keeps one out is not.</summary>
public static class Recovery
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BetweenMessages = TimeSpan.FromMinutes(1);

    /// <summary>Comes back when the server takes connections.</summary>
    /// <param name="say">Told in one English line what is waited for, at once and each minute.</param>
    /// <exception cref="NpgsqlException">It cannot be reached, or refuses for another reason.</exception>
    public static async Task WaitFor(NpgsqlDataSource database, Action<string> say, CancellationToken cancel = default)
    {
        var sayAgainAt = DateTimeOffset.MinValue;
        while (true)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(cancel);
                return;
            }
            catch (PostgresException recovering) when (recovering.SqlState == PostgresErrorCodes.CannotConnectNow)
            {
                if (TimeProvider.System.GetUtcNow() >= sayAgainAt)
                {
                    say($"Waiting for PostgreSQL: {recovering.MessageText}.");
                    sayAgainAt = TimeProvider.System.GetUtcNow() + BetweenMessages;
                }
                await Task.Delay(BetweenTries, cancel);
            }
        }
    }
}
