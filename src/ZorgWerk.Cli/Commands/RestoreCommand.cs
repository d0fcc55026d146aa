using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json.Nodes;
using NodaTime;
using ZorgWerk.Casework;
using ZorgWerk.Postgres.Embedded;

namespace ZorgWerk.Cli;

internal static class RestoreCommand
{
    public static Command Command(GlobalOptions globals)
    {
        var from = new Option<DirectoryInfo>("--from") { Description = "Where zorgwerk backup put it.", Required = true };
        var at = new Option<Instant?>("--at") { Description = "An instant such as 2026-11-03T14:30:00Z: everything that was committed by then and nothing else. None: to the end of what was archived.", CustomParser = Parse };
        var restore = new Command("restore", "Make new data as the old was, at any moment since the backup; what was erased later is erased again. Example: zorgwerk restore --from /mnt/backup --at 2026-11-03T14:30:00Z --data /srv/zorgwerk-new") { from, at };
        restore.SetAction((parsed, cancel) => ExitCode.Of(() => Run(globals.Where(parsed), globals.Talk(parsed), parsed.GetValue(from)!, parsed.GetValue(at), cancel)));
        return restore;
    }

    private static Instant? Parse(ArgumentResult asked)
    {
        if (DayReader.Moment(asked.Tokens[0].Value) is { } instant) return instant;
        asked.AddError("--at takes an instant from 1900 to 2199, such as 2026-11-03T14:30:00Z.");
        return null;
    }

    private static async Task<int> Run(Where where, Talk talk, DirectoryInfo from, Instant? at, CancellationToken cancel)
    {
        if (where.Data is not { } data || where.Connection is not null) throw new EnvironmentException("Name a new folder with --data; a restore makes new data and overwrites none.");
        if (!File.Exists(Premises.KeyFile(data)))
            throw new EnvironmentException($"There is no master key in {Premises.KeyFile(data)}. Put the copy there, or name it in ZORGWERK_MASTER_KEY_FILE: without it nothing personal can be read, and nothing erased again.");
        try
        {
            await using var server = await ClusterBackup.Restore(from.FullName, at?.ToDateTimeOffset(), Premises.Cluster(data), cancel);
            // What comes after the moment is not brought back, save that somebody was promised to be forgotten.
            var erasures = at is null ? [] : await ErasedLater(from.FullName, data, cancel);
            await using var house = await House.Open(where with { Connection = server.OwnerConnectionString(Premises.Database) }, cancel);
            var last = await house.Store.LastPosition(cancel);
            var (again, byKey) = (0, 0);
            foreach (var erasure in erasures)
            {
                switch (await ErasedAgain.Erase(house, erasure, cancel))
                {
                    case ErasedHow.OnRecord: again++; break;
                    case ErasedHow.ByKeyAlone:
                        byKey++;
                        Console.Error.WriteLine($"Participant {erasure.Stream} of {erasure.Tenant} was in a trajectory at that moment: the key is destroyed, and the record does not say so yet. Close the trajectory and erase.");
                        break;
                }
            }
            talk.Row(
                new JsonObject { ["data"] = data, ["position"] = last, ["erasedAgain"] = again, ["keysDestroyedAgain"] = byKey },
                $"{data}: restored up to event {last}; erased again: {again + byKey}");
            return ExitCode.Done;
        }
        catch (Exception not) when (not is PostgresStartException or PostgresNotFoundException)
        {
            throw new EnvironmentException(not.Message, not);
        }
    }

    /// <summary>Whoever was erased by the end of what was archived, from a copy that is thrown away.</summary>
    private static async Task<IReadOnlyList<Erasure>> ErasedLater(string from, string data, CancellationToken cancel)
    {
        var latest = await ClusterBackup.Restore(from, at: null, new EmbeddedPostgresOptions { DataDirectory = Path.Combine(data, "latest"), Say = Console.Error.WriteLine }, cancel);
        try
        {
            return await ErasedAgain.Find(latest.OwnerConnectionString(Premises.Database), cancel);
        }
        finally
        {
            await ClusterBackup.Remove(latest);
        }
    }
}
