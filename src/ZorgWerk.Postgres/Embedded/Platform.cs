using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace ZorgWerk.Postgres.Embedded;

/// <summary>Everything about running PostgreSQL that differs between operating systems.</summary>
internal interface IPlatform
{
    /// <summary>As in the folders of a release: <c>linux-x64</c>, <c>osx-arm64</c>, <c>win-x64</c>.</summary>
    string RuntimeName { get; }

    /// <summary>The npm package with the programs for this machine; null when none is published.</summary>
    string? NpmPackage { get; }

    /// <summary>May this process install packages of the operating system with apt-get?</summary>
    bool HasApt { get; }

    /// <summary>In bytes, with the file's name; null where the server listens on 127.0.0.1 instead.</summary>
    int? LongestSocketPath { get; }

    /// <summary>Does a server that <c>pg_ctl</c> starts let go of the output of <c>pg_ctl</c>?</summary>
    bool StartReleasesOutput { get; }

    string Executable(string name);

    /// <summary>The folders of PATH.</summary>
    IEnumerable<string> SearchPath();

    /// <summary>Where packages of this operating system put the programs; existing folders only.</summary>
    IEnumerable<string> KnownFolders();

    /// <summary>What initdb is told so that texts are UTF-8 and sort by code point, the same on every machine that can.</summary>
    IReadOnlyList<string> LocaleArguments(int major);

    /// <summary>npm with its arguments; null when it is not on the PATH.</summary>
    CommandLine? Npm(params string[] arguments);

    /// <summary>What a person types to get PostgreSQL; a version when an existing cluster asks for one.</summary>
    string HowToInstall(int? major);

    /// <summary>Who runs the server of a cluster: its owner; for a new one ourselves or, as PostgreSQL refuses root, an account without rights.</summary>
    Task<ServerAccount> AccountFor(string dataDirectory, CancellationToken cancel);

    /// <summary>Can the account enter this existing folder?</summary>
    Task<bool> CanReach(ServerAccount account, string folder, CancellationToken cancel);

    /// <summary>Gives a file or folder to the account and closes it to everybody else.</summary>
    void GiveAlone(ServerAccount account, string path);

    /// <summary>Opens a folder of ours so that the account can pass through it and read what lies there.</summary>
    void LetThrough(string folder);

    /// <summary>Is this process alive, and the server that wrote the <c>postmaster.pid</c> of this cluster?</summary>
    bool IsServerOf(int process, string dataDirectory);
}

/// <summary>The account a server runs as. <see cref="Name"/> is null when that is our own.</summary>
internal sealed record ServerAccount(string? Name, uint User, uint Group)
{
    public static readonly ServerAccount Ourselves = new(null, 0, 0);
}

internal static class Platform
{
    public static IPlatform Current { get; } =
        OperatingSystem.IsWindows() ? new WindowsPlatform()
        : OperatingSystem.IsMacOS() ? new MacPlatform()
        : new LinuxPlatform();

    public static string? Architecture => RuntimeInformation.ProcessArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "x64",
        System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
        _ => null,
    };

    /// <summary>The existing folders <c>root/anything/tail</c>, highest name first; an empty tail means the matches themselves.</summary>
    public static IEnumerable<string> Below(string root, string pattern, string tail)
    {
        if (!Directory.Exists(root))
            return [];
        return Directory.EnumerateDirectories(root, pattern)
            .OrderDescending(StringComparer.Ordinal)
            .Select(folder => Path.Combine(folder, tail))
            .Where(Directory.Exists);
    }
}

internal abstract class UnixPlatform : IPlatform
{
    public abstract string RuntimeName { get; }

    public abstract string? NpmPackage { get; }

    public abstract bool HasApt { get; }

    public abstract int? LongestSocketPath { get; }

    public bool StartReleasesOutput => true;

    protected abstract string OwnerFormat { get; }

    public string Executable(string name) => name;

    public virtual IEnumerable<string> SearchPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathRooted);

    public abstract IEnumerable<string> KnownFolders();

    public abstract IReadOnlyList<string> LocaleArguments(int major);

    public CommandLine? Npm(params string[] arguments) =>
        SearchPath().Select(folder => Path.Combine(folder, "npm")).FirstOrDefault(File.Exists) is { } npm ? new(npm, arguments) : null;

    public abstract string HowToInstall(int? major);

    public async Task<ServerAccount> AccountFor(string dataDirectory, CancellationToken cancel)
    {
        if (!Environment.IsPrivilegedProcess)
            return ServerAccount.Ourselves;
        string name;
        if (Cluster.ExistsIn(dataDirectory))
            name = await Ask(OwnerOf(dataDirectory), cancel);
        else
            name = await Exists("postgres", cancel) ? "postgres" : "nobody";
        if (name == "root")
            throw new PostgresStartException($"{dataDirectory} belongs to root, and PostgreSQL refuses to run as root: give it to the account that shall run the server.");
        return new(name, Number(await Ask(UserId(name), cancel)), Number(await Ask(GroupId(name), cancel)));
    }

    public async Task<bool> CanReach(ServerAccount account, string folder, CancellationToken cancel) =>
        account.Name is null || (await Enter(account.Name, folder).Run(cancel)).Succeeded;

    [UnsupportedOSPlatform("windows")]
    public void GiveAlone(ServerAccount account, string path)
    {
        if (account.Name is not null && Native.ChangeOwner([.. Encoding.UTF8.GetBytes(path), 0], account.User, account.Group) != 0)
            throw new PostgresStartException($"{path} cannot be given to {account.Name}: {Marshal.GetLastPInvokeErrorMessage()}.");
        File.SetUnixFileMode(path, Directory.Exists(path)
            ? UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            : UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [UnsupportedOSPlatform("windows")]
    public void LetThrough(string folder) => File.SetUnixFileMode(folder, OpenFolder);

    public abstract bool IsServerOf(int process, string dataDirectory);

    internal static CommandLine Enter(string account, string folder) => new("/bin/sh", "-c", "cd -- \"$1\"", "sh", folder) { User = account };

    internal static CommandLine UserId(string account) => new("id", "-u", account);

    internal static CommandLine GroupId(string account) => new("id", "-g", account);

    internal CommandLine OwnerOf(string path) => new("stat", OwnerFormat.Split(' ').Append(path).ToArray());

    protected static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    protected static bool IsNamedPostgres(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return found.ProcessName.StartsWith("post", StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }

    private const UnixFileMode OpenFolder =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private static uint Number(string text) => uint.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<bool> Exists(string account, CancellationToken cancel) => (await UserId(account).Run(cancel)).Succeeded;

    private static async Task<string> Ask(CommandLine question, CancellationToken cancel)
    {
        var answer = await question.Run(cancel);
        return answer.Succeeded
            ? answer.Output
            : throw new PostgresStartException($"{question.File} {string.Join(' ', question.Arguments)}: {answer.Output}");
    }

    private static class Native
    {
        // lchown, so that a link planted in a folder we are about to give away does not give away what it points to.
        [DllImport("libc", EntryPoint = "lchown", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int ChangeOwner(byte[] zeroTerminatedPath, uint user, uint group);
    }
}

internal class LinuxPlatform : UnixPlatform
{
    private readonly bool _musl = RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal);

    public override string RuntimeName => $"linux-{(_musl ? "musl-" : "")}{Platform.Architecture}";

    // The published programs are linked against glibc.
    public override string? NpmPackage => !_musl && Platform.Architecture is { } cpu ? $"@embedded-postgres/linux-{cpu}" : null;

    public override bool HasApt => Environment.IsPrivilegedProcess && File.Exists("/usr/bin/apt-get");

    public override int? LongestSocketPath => 107;

    protected override string OwnerFormat => "-c %U";

    public override IEnumerable<string> KnownFolders() =>
    [
        .. Platform.Below("/usr/lib/postgresql", "*", "bin"),
        .. Platform.Below("/usr", "pgsql-*", "bin"),
        .. Platform.Below("/usr/libexec", "postgresql*", ""),
        .. Platform.Below("/home/linuxbrew/.linuxbrew/opt", "postgresql@*", "bin"),
    ];

    public override IReadOnlyList<string> LocaleArguments(int major) =>
        major >= 17 ? ["--locale-provider=builtin", "--locale=C.UTF-8"] : ["--locale=C.UTF-8"];

    public override string HowToInstall(int? major)
    {
        if (File.Exists("/usr/bin/apt-get"))
            return $"apt-get install postgresql{(major is null ? "" : $"-{major}")}";
        if (File.Exists("/sbin/apk"))
            return $"apk add postgresql{major}";
        return File.Exists("/usr/bin/dnf") ? "dnf install postgresql-server" : "the PostgreSQL server package of your distribution";
    }

    public override bool IsServerOf(int process, string dataDirectory)
    {
        if (!IsAlive(process))
            return false;
        try
        {
            // The server's working folder is its cluster. After a restart of the machine its number may be somebody else's, even another server's.
            // Only the lines that stay as long as it runs are compared: it writes its state into a later one.
            return Lasting($"/proc/{process}/cwd/postmaster.pid").SequenceEqual(Lasting(Path.Combine(dataDirectory, "postmaster.pid")));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        // Process, data directory, moment of start, port.
        static IEnumerable<string> Lasting(string file) => File.ReadLines(file).Take(4);
    }
}

internal sealed class MacPlatform : UnixPlatform
{
    public override string RuntimeName => $"osx-{Platform.Architecture}";

    public override string? NpmPackage => Platform.Architecture is { } cpu ? $"@embedded-postgres/darwin-{cpu}" : null;

    public override bool HasApt => false;

    public override int? LongestSocketPath => 103;

    protected override string OwnerFormat => "-f %Su";

    public override IEnumerable<string> KnownFolders() =>
    [
        .. Platform.Below("/opt/homebrew/opt", "postgresql@*", "bin"),
        .. Platform.Below("/usr/local/opt", "postgresql@*", "bin"),
        .. Platform.Below("/Applications/Postgres.app/Contents/Versions", "*", "bin"),
    ];

    // macOS has no C.UTF-8 of its own.
    public override IReadOnlyList<string> LocaleArguments(int major) =>
        major >= 17 ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"] : ["--locale=C"];

    public override string HowToInstall(int? major) => $"brew install postgresql@{major ?? PostgresBinaries.Newest}";

    public override bool IsServerOf(int process, string dataDirectory) => IsAlive(process) && IsNamedPostgres(process);
}

internal sealed class WindowsPlatform : IPlatform
{
    public string RuntimeName => $"win-{Platform.Architecture}";

    public string? NpmPackage => Platform.Architecture == "x64" ? "@embedded-postgres/windows-x64" : null;

    public bool HasApt => false;

    public int? LongestSocketPath => null;

    public bool StartReleasesOutput => false;

    public string Executable(string name) => $"{name}.exe";

    public IEnumerable<string> SearchPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathRooted);

    public IEnumerable<string> KnownFolders() =>
        Platform.Below(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL"), "*", "bin");

    public IReadOnlyList<string> LocaleArguments(int major) =>
        major >= 17 ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"] : ["--locale=C"];

    public CommandLine? Npm(params string[] arguments) =>
        SearchPath().Select(folder => Path.Combine(folder, "npm.cmd")).FirstOrDefault(File.Exists) is { } npm ? new(npm, arguments) : null;

    public string HowToInstall(int? major) => $"winget install PostgreSQL.PostgreSQL.{major ?? PostgresBinaries.Newest}";

    // pg_ctl and initdb lay an administrator's rights down themselves.
    public Task<ServerAccount> AccountFor(string dataDirectory, CancellationToken cancel) => Task.FromResult(ServerAccount.Ourselves);

    public Task<bool> CanReach(ServerAccount account, string folder, CancellationToken cancel) => Task.FromResult(true);

    // The user's own folders are closed to other users by inheritance.
    public void GiveAlone(ServerAccount account, string path)
    {
    }

    public void LetThrough(string folder)
    {
    }

    public bool IsServerOf(int process, string dataDirectory)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return found.ProcessName.StartsWith("postgres", StringComparison.OrdinalIgnoreCase);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
