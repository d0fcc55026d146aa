using Npgsql;
using ZorgWerk.Casework.Events;
using ZorgWerk.EventStore;

namespace ZorgWerk.Cli;

/// <summary>What every command tells the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Something was refused, or differences were found.</summary>
    public const int Refused = 1;

    public const int WrongUsage = 2;

    /// <summary>No database, no key, no such file.</summary>
    public const int Environment = 3;

    /// <summary>The service ended because its private PostgreSQL is gone and does not start again.</summary>
    public const int DatabaseLost = 4;

    /// <summary>By Ctrl-C, as shells count it: 128 and the number of the signal.</summary>
    public const int Interrupted = 130;

    // What the server says of a statement is our mistake; that it does not answer, or is shutting down, is not.
    private static bool IsOutage(Exception said) => said is NpgsqlException and ((not PostgresException) or { IsTransient: true });

    /// <summary>A command's own code, or that of what kept it from its work, said on standard error.</summary>
    public static async Task<int> Of(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (EnvironmentException missing)
        {
            Console.Error.WriteLine(missing.Message);
            return Environment;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Interrupted. What was acknowledged stays; the same command again completes the rest.");
            return Interrupted;
        }
        catch (Exception gone) when (gone is StoreUnavailableException || IsOutage(gone))
        {
            Console.Error.WriteLine($"The database went away: {gone.Message} What was acknowledged stays; the same command again completes the rest.");
            return Environment;
        }
        catch (UnreadableEventException unreadable)
        {
            Console.Error.WriteLine(unreadable.Message);
            return Refused;
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(denied.Message);
            return Environment;
        }
    }
}

/// <summary>The surroundings do not allow it; the message says in one line what would.</summary>
internal sealed class EnvironmentException(string message, Exception? inner = null) : Exception(message, inner);
