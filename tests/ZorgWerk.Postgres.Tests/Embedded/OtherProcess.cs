using System.Diagnostics;
using ZorgWerk.Postgres.Embedded;

namespace ZorgWerk.Postgres.Tests.Embedded;

/// <summary>This assembly's <see cref="Program"/> in a process of its own, after it has said its one line.</summary>
internal sealed class OtherProcess : IDisposable
{
    private readonly Process _process;

    private OtherProcess(Process process, string said) => (_process, Said) = (process, said);

    public string Said { get; }

    public static async Task<OtherProcess> RunAs(string? user, string folder, params string[] arguments)
    {
        var process = new Process
        {
            StartInfo = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(folder, "ZorgWerk.Postgres.Tests.dll"), .. arguments])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                WorkingDirectory = Path.GetTempPath(),
            },
        };
        // The specs are about the server it starts, not about one that was given to this run.
        process.StartInfo.Environment.Remove("ZORGWERK_TEST_DB");
        if (user is not null)
        {
            process.StartInfo.UserName = user;
            process.StartInfo.Environment["HOME"] = "/";
        }

        process.Start();
        return new(process, await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("It ended without a word."));
    }

    public static Task<OtherProcess> Run(params string[] arguments) => RunAs(null, AppContext.BaseDirectory, arguments);

    /// <summary>As <c>kill -9</c> does.</summary>
    public async Task Kill(bool withChildren = false)
    {
        _process.Kill(withChildren);
        await _process.WaitForExitAsync();
    }

    public async Task<int> End()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
