using ZorgWerk.Postgres.Embedded;

namespace ZorgWerk.Testing;

/// <summary>
/// The server of this process, in a folder of its own below the temporary one. A living process holds the <c>.alive</c> file beside its
/// folder; folders without such a holder were left by processes that were killed, and the next one clears them away.
/// </summary>
internal static class TestServer
{
    // In the order they are deleted: while .alive is there, somebody will come back for what is not yet gone.
    private static readonly string[] Endings = ["", ".unfinished", ".password", ".lock", ".alive"];

    private static readonly Lazy<Task<string>> Shared = new(Start);

    // Ours until this process ends.
    private static FileLock? _alive;

    /// <summary>May create databases; of the server that was given, or of ours, started at the first call.</summary>
    public static Task<string> AdminConnectionString() => Shared.Value;

    private static async Task<string> Start()
    {
        if (Environment.GetEnvironmentVariable("ZORGWERK_TEST_DB") is { Length: > 0 } given)
            return given;

        var all = Path.Combine(Path.GetTempPath(), $"zorgwerk-tests-{Environment.UserName}");
        Directory.CreateDirectory(all);
        // Under root the server runs as another account, which must pass through here whatever the umask.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(all, (UnixFileMode)0b111_101_101);
        var mine = Path.Combine(all, $"{Environment.ProcessId}-{Guid.NewGuid():n}"[..16]);
        using (await FileLock.Take(Path.Combine(all, "clearing.lock")))
        {
            await ClearLeftOvers(all);
            _alive = await FileLock.Take($"{mine}.alive");
        }

        var server = await EmbeddedPostgres.Start(Options(mine));
        Caretaker.Appoint(server.DataDirectory, [.. Files(server.DataDirectory), .. Files(mine)], async () =>
        {
            await server.Stop();
            _alive!.Dispose();
            Delete(mine);
        });
        return server.OwnerConnectionString("postgres");
    }

    private static async Task ClearLeftOvers(string all)
    {
        foreach (var file in Directory.EnumerateFiles(all, "*.alive"))
        {
            if (FileLock.TryTake(file) is not { } abandoned)
                continue;
            using (abandoned)
            {
                var theirs = Path.ChangeExtension(file, null);
                try
                {
                    await EmbeddedPostgres.StopRunning(Options(theirs));
                    Delete(theirs);
                }
                catch (Exception busy) when (busy is IOException or PostgresStartException)
                {
                    // Its caretaker is at work at this moment; if not, the next process tries again.
                    Console.Error.WriteLine($"{theirs} is not cleared away: {busy.Message}");
                }
            }
        }
    }

    private static void Delete(string dataDirectory)
    {
        foreach (var path in Files(dataDirectory))
        {
            if (Directory.Exists(path))
                Directory.Delete(path, recursive: true);
            else
                File.Delete(path);
        }
    }

    private static IEnumerable<string> Files(string dataDirectory) =>
        Endings.Select(ending => dataDirectory + ending);

    private static EmbeddedPostgresOptions Options(string dataDirectory) =>
        new() { DataDirectory = dataDirectory, Durable = false, Say = Console.Error.WriteLine };
}
