using System.Diagnostics;

namespace ZorgWerk.Testing;

/// <summary>
/// Stops a server and deletes its files when this process is gone, however it went. A test host has a tenth of a second from the end of
/// its last test until it is killed, which is too short to do that itself; so a shell waits until the pipe from us is closed.
/// </summary>
internal static class Caretaker
{
    private const string Script = """
        trap '' INT HUP TERM
        read -r _
        kill -INT "$(head -n 1 "$1/postmaster.pid")"
        tries=0
        while [ -e "$1/postmaster.pid" ] && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
        shift
        rm -rf "$@"
        """;

    // Holds our end of the pipe for as long as we live.
    private static Process? _shell;

    /// <summary>On Windows, which has no such shell, the end of this process has to do.</summary>
    /// <param name="dataDirectory">Where the server runs.</param>
    /// <param name="leftOver">What is deleted when the server has stopped, in this order.</param>
    /// <param name="stop">What stops the server from within this process.</param>
    public static void Appoint(string dataDirectory, IReadOnlyList<string> leftOver, Func<Task> stop)
    {
        if (OperatingSystem.IsWindows())
        {
            AppDomain.CurrentDomain.ProcessExit += (_, _) => stop().GetAwaiter().GetResult();
            return;
        }

        var info = new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", dataDirectory, .. leftOver])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            // Whoever reads the output of the tests shall not wait for the caretaker.
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        _shell = Process.Start(info);
    }
}
