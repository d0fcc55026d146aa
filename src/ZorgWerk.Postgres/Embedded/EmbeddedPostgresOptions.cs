namespace ZorgWerk.Postgres.Embedded;

/// <summary>How to find, make and start a private PostgreSQL.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>
    /// The cluster itself. Its password, its lock and downloaded binaries stand beside it, so the folder above must be writable.
    /// It is made when it does not exist.
    /// </summary>
    public required string DataDirectory { get; init; }

    /// <summary>Use the <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c> of this folder and look nowhere else.</summary>
    public string? BinDirectory { get; init; }

    /// <summary>False gives up surviving a crash of the machine for speed; for tests only.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>When no PostgreSQL is found: may one be installed or downloaded?</summary>
    public bool MayInstall { get; init; } = true;

    /// <summary>Told, in one English line each, what takes time or was decided otherwise than asked. Meant for standard error.</summary>
    public Action<string>? Say { get; init; }
}
