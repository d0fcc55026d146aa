using ZorgWerk.Postgres.Embedded;

namespace ZorgWerk.Testing;

/// <summary>One private PostgreSQL per test process, without the disk's guarantees and gone with the process.</summary>
internal static class TestServer
{
    private static readonly string Parent = Path.Combine(Path.GetTempPath(), "zorgwerk-tests");
    private static readonly Lazy<Task<string>> Started = new(Start);

    /// <summary>Connects as the owner of the server.</summary>
    public static Task<string> AdminConnectionString => Started.Value;

    private static async Task<string> Start()
    {
        if (Environment.GetEnvironmentVariable("ZORGWERK_TEST_DB") is { Length: > 0 } given) return given;

        await SweepUp();
        var options = Options(Path.Combine(Parent, Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var server = await EmbeddedPostgres.Start(options);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            server.Stop().GetAwaiter().GetResult();
            Directory.Delete(server.DataDirectory, recursive: true);
        };
        return server.OwnerConnectionString("postgres");
    }

    /// <summary>A test run that was killed could not stop its server; the next one does.</summary>
    private static async Task SweepUp()
    {
        if (!Directory.Exists(Parent)) return;
        foreach (var left in Directory.EnumerateDirectories(Parent))
        {
            if (int.TryParse(Path.GetFileName(left), System.Globalization.CultureInfo.InvariantCulture, out var process) && !IsAlive(process))
            {
                await EmbeddedPostgres.StopRunning(Options(left));
                Directory.Delete(left, recursive: true);
            }
        }
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var _ = System.Diagnostics.Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static EmbeddedPostgresOptions Options(string directory) =>
        new() { DataDirectory = directory, Durable = false, Say = Console.Error.WriteLine };
}
