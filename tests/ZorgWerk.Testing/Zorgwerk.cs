using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ZorgWerk.Testing;

/// <summary>The built program as a process of its own, as a shell would start it.</summary>
public sealed class Zorgwerk : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly Task<string> _errors;

    private Zorgwerk(Process process) => (_process, _errors) = (process, Errors(process));

    public static Zorgwerk Start(params IReadOnlyList<string> arguments) => StartIn([], arguments);

    /// <param name="surroundings">Variables that it finds set.</param>
    public static Zorgwerk StartIn(Dictionary<string, string> surroundings, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(AppContext.BaseDirectory, "zorgwerk.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        // The specs say where to work; what this machine is set up for must not decide.
        start.Environment.Remove("ConnectionStrings__ZorgWerk");
        start.Environment.Remove("ConnectionStrings__ZorgWerkReplica");
        start.Environment.Remove("ZORGWERK_MASTER_KEY_FILE");
        foreach (var (name, value) in surroundings) start.Environment[name] = value;
        return new Zorgwerk(Process.Start(start)!);
    }

    public static Task<Said> Run(params IReadOnlyList<string> arguments) => RunWith("", arguments);

    public static async Task<Said> RunWith(string input, params IReadOnlyList<string> arguments)
    {
        using var program = Start(arguments);
        await program._process.StandardInput.WriteAsync(input);
        program._process.StandardInput.Close();
        return await program.End();
    }

    public async Task<string> NextLine() => await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"It ended instead: {await _errors}");

    /// <summary>Comes back when it has said so on standard error.</summary>
    public async Task Says(string part)
    {
        while (true)
        {
            // Looked before what it has said by now is read, so that nothing it said last is missed.
            var hasEnded = _errors.IsCompleted;
            lock (_said)
            {
                if (_said.ToString().Contains(part, StringComparison.Ordinal)) return;
            }
            if (hasEnded) throw new InvalidOperationException($"It ended instead: {await _errors}");
            await Task.Delay(20);
        }
    }

    private async Task<string> Errors(Process process)
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
            lock (_said) _said.Append(line).Append('\n');
        return _said.ToString();
    }

    public async Task<Said> End()
    {
        var output = await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return new Said(_process.ExitCode, output, await _errors);
    }

    /// <summary>What Ctrl-C sends.</summary>
    public void Interrupt() => Signal("INT");

    /// <param name="name">TERM: what a service manager sends first. KILL: what it sends to a service that does not hear.</param>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>The most memory it ever held, in megabytes.</summary>
    public long PeakMegabytes()
    {
        try
        {
            return File.ReadLines($"/proc/{_process.Id}/status").SingleOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)) is { } peak
                ? long.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024 : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}

/// <summary>How it ended and what it said.</summary>
public sealed record Said(int ExitCode, string Output, string Errors)
{
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Every line of standard output as the JSON value it must be.</summary>
    public IReadOnlyList<JsonElement> Json => [.. Lines.Select(line => JsonDocument.Parse(line).RootElement)];
}
