using System.Diagnostics;

namespace ZorgWerk.Postgres.Embedded;

/// <summary>A program to run, as data, so that what is run on each operating system can be tested on any.</summary>
internal sealed record CommandLine(string File, params IReadOnlyList<string> Arguments)
{
    /// <summary>The account to run as; null for our own. Only root may name another.</summary>
    public string? User { get; init; }

    /// <summary>False where a server started by this command would inherit the pipe and keep it open for as long as it lives.</summary>
    public bool Captured { get; init; } = true;

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Runs to the end. A cancelled run is killed with its children.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The program does not exist or may not be run by that account.</exception>
    public async Task<CommandResult> Run(CancellationToken cancel = default)
    {
        using var process = new Process { StartInfo = StartInfo() };
        process.Start();
        try
        {
            if (!Captured)
            {
                await process.WaitForExitAsync(cancel);
                return new(process.ExitCode, "");
            }

            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var errors = process.StandardError.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            return new(process.ExitCode, $"{await output}{await errors}".Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private ProcessStartInfo StartInfo()
    {
        var info = new ProcessStartInfo(File, Arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = Captured,
            RedirectStandardOutput = Captured,
            RedirectStandardError = Captured,
            // Our own folder may be closed to the account we run as.
            WorkingDirectory = OperatingSystem.IsWindows() ? "" : "/",
        };
        // PGDATA, PGPORT and their kin were set for somebody else's server.
        foreach (var name in info.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            info.Environment.Remove(name);
        info.Environment["LC_ALL"] = "C";
        if (User is not null)
        {
            info.UserName = User;
            info.Environment["HOME"] = "/";
        }

        foreach (var (name, value) in Environment)
            info.Environment[name] = value;
        return info;
    }
}

internal sealed record CommandResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;
}
