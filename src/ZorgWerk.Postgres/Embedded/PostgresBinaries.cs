using System.Globalization;
using System.Text.RegularExpressions;

namespace ZorgWerk.Postgres.Embedded;

/// <summary>A folder with <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c> of one major version that we know to work with.</summary>
internal sealed partial record PostgresBinaries(string Folder, int Major)
{
    public const int Oldest = 15;
    public const int Newest = 18;

    private static readonly string[] Programs = ["initdb", "pg_ctl", "postgres"];

    /// <summary>
    /// The best there is for <paramref name="cluster"/>: of its own version when it exists, else the newest. Folders are taken in this
    /// order, each only when the ones before had nothing: the one that was asked for; the machine's own, which get security updates;
    /// those beside this program; those downloaded earlier.
    /// </summary>
    public static async Task<PostgresBinaries?> Find(EmbeddedPostgresOptions options, Cluster cluster, IPlatform platform, CancellationToken cancel)
    {
        IEnumerable<string>[] places = options.BinDirectory is { } asked
            ? [[Path.GetFullPath(asked)]]
            : [
                platform.SearchPath().Concat(platform.KnownFolders()),
                [Path.Combine(AppContext.BaseDirectory, "pg", platform.RuntimeName, "bin")],
                platform.NpmPackage is { } package ? [PostgresInstaller.BinFolder(cluster.DownloadDirectory, package)] : [],
            ];
        var wanted = cluster.Version;
        foreach (var folders in places)
        {
            PostgresBinaries? best = null;
            foreach (var folder in folders.Select(folder => Home(folder, platform)).OfType<string>().Distinct(StringComparer.Ordinal))
            {
                var found = await Probe(folder, cluster.Account, platform, cancel);
                if (found is not null && (wanted is null || found.Major == wanted) && (best is null || found.Major > best.Major))
                    best = found;
            }

            if (best is not null)
                return best;
        }

        return null;
    }

    public string Program(string name, IPlatform platform) => Path.Combine(Folder, platform.Executable(name));

    // A link to pg_ctl on the PATH is not enough: the programs look for each other beside themselves.
    private static string? Home(string folder, IPlatform platform)
    {
        try
        {
            var server = new FileInfo(Path.Combine(folder, platform.Executable("postgres")));
            if (!server.Exists)
                return null;
            var home = Path.GetDirectoryName((server.ResolveLinkTarget(returnFinalTarget: true) ?? server).FullName)!;
            return Programs.All(program => File.Exists(Path.Combine(home, platform.Executable(program)))) ? home : null;
        }
        catch (IOException)
        {
            // A link in a circle, or a share that is gone: nothing to run there.
            return null;
        }
    }

    // As the server's account, because a folder that only we can reach is of no use to it.
    private static async Task<PostgresBinaries?> Probe(string folder, ServerAccount account, IPlatform platform, CancellationToken cancel)
    {
        try
        {
            var answer = await new CommandLine(Path.Combine(folder, platform.Executable("postgres")), "--version") { User = account.Name }.Run(cancel);
            return answer.Succeeded && MajorIn(answer.Output) is { } major and >= Oldest and <= Newest ? new(folder, major) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>18 in <c>postgres (PostgreSQL) 18.4</c>; null when there is no version in it.</summary>
    internal static int? MajorIn(string version) =>
        VersionPattern().Match(version) is { Success: true } match ? int.Parse(match.Groups["major"].ValueSpan, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"\(PostgreSQL\) (?<major>\d{1,4})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionPattern();
}
