using Npgsql;

namespace ZorgWerk.EventStore.Postgres;

/// <summary>Tells a database that is away from a command that is wrong.</summary>
internal static class Faults
{
    private const string ReadOnlyTransaction = "25006";
    private const string StoppedInTheMiddle = "25P03";

    /// <summary>The server went away, is going, cannot take more, or gave up waiting: nothing that another command would mend.</summary>
    public static bool IsUnavailable(Exception fault) => fault switch
    {
        StoreUnavailableException => true,
        // 08 connection, 53 out of resources, 57 stopped by an operator or a timeout; read-only is a standby that was taken for the primary.
        // And whoever was stopped in the middle of an append has been sent away meanwhile.
        PostgresException { SqlState: var state } => state[..2] is "08" or "53" or "57" || state is ReadOnlyTransaction or StoppedInTheMiddle,
        NpgsqlException => true,
        _ => false,
    };

    /// <summary>The connection itself is gone; a slow answer is not that.</summary>
    public static bool IsBroken(Exception fault) => IsUnavailable(fault) && fault is not StoreUnavailableException && fault.InnerException is not TimeoutException;

    public static StoreUnavailableException Unavailable(Exception fault) =>
        fault as StoreUnavailableException ?? new StoreUnavailableException($"The database did not answer: {fault.Message}", fault);

    /// <summary>A connection from the pool. Whatever keeps it from us, a wrong password included, means the store is not available.</summary>
    public static async Task<NpgsqlConnection> Open(NpgsqlDataSource database, CancellationToken cancel)
    {
        try
        {
            return await database.OpenConnectionAsync(cancel);
        }
        catch (NpgsqlException fault)
        {
            throw Unavailable(fault);
        }
    }
}
