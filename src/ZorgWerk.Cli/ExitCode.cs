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
}

/// <summary>The surroundings do not allow it; the message says in one line what would.</summary>
internal sealed class EnvironmentException(string message, Exception? inner = null) : Exception(message, inner);
