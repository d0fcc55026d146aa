using System.Diagnostics;

namespace ZorgWerk.Web.Tests;

/// <summary>Tools that others wrote for Node.js, where <c>dotnet cake --target=Validator</c> put them.</summary>
internal static class Node
{
    private const string Home = "artifacts/tools";

    /// <summary>A folder in which a script of ours finds them.</summary>
    public static string Folder(string name) => Directory.CreateDirectory(Path.Combine(Repository.Top, Home, name)).FullName;

    /// <param name="script">Within the tools.</param>
    /// <exception cref="InvalidOperationException">It is not here.</exception>
    public static Task<(int ExitCode, string Output, string Errors)> Run(string script, string folder, params IEnumerable<string> arguments)
    {
        var tool = Path.Combine(Repository.Top, Home, "node_modules", script);
        if (!File.Exists(tool)) throw new InvalidOperationException($"{script} is not there: dotnet cake --target=Validator brings it.");
        return Start(tool, folder, arguments);
    }

    public static async Task<(int ExitCode, string Output, string Errors)> Start(string script, string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = folder };
        // Nothing is told to whoever made them, and nobody is asked for a newer one.
        foreach (var (name, value) in new[] { ("REDOCLY_TELEMETRY", "off"), ("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true"), ("CI", "true") }) start.Environment[name] = value;
        foreach (var argument in arguments.Prepend(script)) start.ArgumentList.Add(argument);
        using var run = Process.Start(start)!;
        var (output, errors) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();
        return (run.ExitCode, await output, await errors);
    }
}
