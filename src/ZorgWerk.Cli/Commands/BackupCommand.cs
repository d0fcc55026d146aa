using System.CommandLine;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using ZorgWerk.Postgres.Embedded;

namespace ZorgWerk.Cli;

internal static class BackupCommand
{
    public static Command Command(GlobalOptions globals)
    {
        var to = new Option<DirectoryInfo>("--to") { Description = "A folder on another disk; made when it does not exist.", Required = true };
        var backup = new Command("backup", "Take a base backup of the private PostgreSQL, check it, and have its log archived beside it from now on. Example: zorgwerk backup --to /mnt/backup") { to };
        backup.SetAction((parsed, cancel) => ExitCode.Of(() => Run(globals.Where(parsed), globals.Talk(parsed), parsed.GetValue(to)!, cancel)));
        return backup;
    }

    private static async Task<int> Run(Where where, Talk talk, DirectoryInfo to, CancellationToken cancel)
    {
        try
        {
            await using var premises = await Premises.Visit(where, cancel);
            if (premises.Embedded is not { } server) throw new EnvironmentException("This is for the private PostgreSQL. How a server of your own is backed up stands in docs/operating.md.");
            var taken = await ClusterBackup.Take(server, Premises.Cluster(premises.Data), to.FullName, cancel);
            var at = InstantPattern.ExtendedIso.Format(Instant.FromDateTimeOffset(taken.TakenAt));
            talk.Row(new JsonObject { ["backup"] = taken.Folder, ["takenAt"] = at }, $"{taken.Folder}  {at}");
            Console.Error.WriteLine($"Every moment from then on can be restored. The master key is not in it: keep a copy of {premises.MasterKeyFile} elsewhere.");
            return ExitCode.Done;
        }
        catch (Exception not) when (not is PostgresStartException or PostgresNotFoundException)
        {
            throw new EnvironmentException(not.Message, not);
        }
    }
}
