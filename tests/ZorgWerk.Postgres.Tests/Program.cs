using ZorgWerk.Postgres.Embedded;
using ZorgWerk.Testing;

namespace ZorgWerk.Postgres.Tests;

/// <summary>The other process of the specs: does one thing, says so in one line, and waits until its input is closed.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["start", var directory]:
                var server = await EmbeddedPostgres.Start(new() { DataDirectory = directory, Durable = false, Say = Console.Error.WriteLine });
                await server.EnsureDatabase("cases");
                Console.WriteLine($"{server.StartedByUs} {server.DataDirectory}");
                break;
            case ["test-database"]:
                var database = await TestDatabase.Create();
                Console.WriteLine(database.ConnectionString);
                break;
            default:
                return 2;
        }

        await Console.In.ReadToEndAsync();
        return 0;
    }
}
