using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ZorgWerk.Postgres.Embedded;

/// <summary>One cluster on disk and what stands beside it: <c>.password</c>, <c>.lock</c> and the folder of downloads.</summary>
internal sealed record Cluster(string Directory, ServerAccount Account)
{
    private const string Fallback = "/var/lib/zorgwerk";

    // No process has it, on any system; the server takes a lock file with it for stale, yet still looks whether shared memory is in use.
    private const int NobodysProcess = int.MaxValue;

    public string PasswordFile => $"{Directory}.password";

    public string LockFile => $"{Directory}.lock";

    /// <summary>Where a cluster is made; it is moved to its place when it is whole.</summary>
    public string Unfinished => $"{Directory}.unfinished";

    public string DownloadDirectory => Path.Combine(Path.GetDirectoryName(Directory)!, "postgres-binaries");

    public string Log => Path.Combine(Directory, "server.log");

    /// <summary>The major version that made it; null when there is no cluster yet.</summary>
    public int? Version => ExistsIn(Directory) ? int.Parse(File.ReadAllText(VersionFile(Directory)), CultureInfo.InvariantCulture) : null;

    public static bool ExistsIn(string directory) => File.Exists(VersionFile(directory));

    /// <summary>
    /// The cluster that was asked for, or, where the account that runs the server cannot come there, one of the same name below
    /// <c>/var/lib/zorgwerk</c>, always the same for the same wish. The folder above it exists afterwards.
    /// </summary>
    public static async Task<Cluster> Locate(EmbeddedPostgresOptions options, IPlatform platform, CancellationToken cancel)
    {
        var asked = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.DataDirectory));
        var above = Path.GetDirectoryName(asked) ?? throw new PostgresStartException($"The data directory cannot be {asked} itself.");
        RefuseWhatAShellReads(asked);
        var account = await platform.AccountFor(asked, cancel);
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asked)))[..8];
        var instead = Path.Combine(Fallback, $"{Path.GetFileName(asked)}-{name}");
        var existing = above;
        while (!System.IO.Directory.Exists(existing) && Path.GetDirectoryName(existing) is { } parent)
            existing = parent;
        var reachable = await platform.CanReach(account, existing, cancel);
        if (ExistsIn(asked) && !reachable)
            throw new PostgresStartException($"The cluster in {asked} belongs to {account.Name}, which cannot pass through the folders above it.");
        // Data that was once put elsewhere stays there, also when the folders above have been opened since.
        if (ExistsIn(asked) || (reachable && !(account.Name is not null && ExistsIn(instead))))
        {
            MakeFolders(above, platform);
            return new(asked, account);
        }

        MakeFolders(Fallback, platform);
        options.Say?.Invoke($"PostgreSQL runs as {account.Name}, which cannot reach {asked}; the data is kept in {instead}.");
        return new(instead, await platform.AccountFor(instead, cancel));
    }

    /// <summary>What the server that runs, or ran, wrote about itself; null when it stopped in order.</summary>
    public PostmasterFile? Postmaster()
    {
        var file = Path.Combine(Directory, "postmaster.pid");
        return File.Exists(file) ? PostmasterFile.Parse(File.ReadAllLines(file)) : null;
    }

    /// <summary>
    /// After a crash the number in <c>postmaster.pid</c> may belong to another process by now, and the server would refuse to start for
    /// as long as that one lives. Only for a file whose server is known to be gone.
    /// </summary>
    public void DisownPostmaster()
    {
        var file = Path.Combine(Directory, "postmaster.pid");
        var lines = File.ReadAllLines(file);
        var replacement = $"{file}.stale";
        File.Delete(replacement);
        using (var text = new StreamWriter(new FileStream(replacement, FileMode.CreateNew)))
        {
            text.Write(string.Join('\n', [NobodysProcess.ToString(CultureInfo.InvariantCulture), .. lines.Skip(1)]));
            text.Write('\n');
        }

        File.Move(replacement, file, overwrite: true);
    }

    /// <summary>The last lines the server wrote since it was started.</summary>
    public string LogTail()
    {
        const int lines = 20;
        return File.Exists(Log) ? string.Join('\n', File.ReadLines(Log).TakeLast(lines)) : "The server wrote no log.";
    }

    // Opened one by one, because root's umask may close to the server what the server must pass through.
    private static void MakeFolders(string folder, IPlatform platform)
    {
        if (System.IO.Directory.Exists(folder))
            return;
        if (Path.GetDirectoryName(folder) is { } above)
            MakeFolders(above, platform);
        System.IO.Directory.CreateDirectory(folder);
        if (Environment.IsPrivilegedProcess)
            platform.LetThrough(folder);
    }

    // pg_ctl hands the path to a shell between double quotes.
    private static void RefuseWhatAShellReads(string path)
    {
        var special = OperatingSystem.IsWindows() ? "\"%" : "\"$`\\\n";
        if (path.IndexOfAny([.. special]) >= 0)
            throw new PostgresStartException($"The data directory {path} has one of the characters \" $ ` \\ % in its name, which PostgreSQL's own tools cannot take.");
    }

    private static string VersionFile(string directory) => Path.Combine(directory, "PG_VERSION");
}

/// <summary>The lines of <c>postmaster.pid</c> we use. <see cref="SocketFolder"/> is empty where the server listens on an address.</summary>
internal sealed record PostmasterFile(int Process, int Port, string SocketFolder)
{
    /// <summary>Null for a file cut short by a crash.</summary>
    public static PostmasterFile? Parse(string[] lines) =>
        lines.Length >= 5
        && int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out var process)
        && int.TryParse(lines[3], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new(process, port, lines[4].Trim())
            : null;
}
