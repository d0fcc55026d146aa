namespace ZorgWerk.Postgres.Embedded;

/// <summary>This machine has no usable PostgreSQL. The message is one line that says what to install.</summary>
public sealed class PostgresNotFoundException(string message) : Exception(message);

/// <summary>A PostgreSQL was found, but its cluster could not be made, started, reached or stopped; the message holds what it said.</summary>
public sealed class PostgresStartException(string message, Exception? inner = null) : Exception(message, inner);
