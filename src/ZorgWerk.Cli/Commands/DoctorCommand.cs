using System.CommandLine;
using System.Text.Json.Nodes;
using NodaTime;
using Npgsql;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Postgres.Embedded;

namespace ZorgWerk.Cli;

internal static class DoctorCommand
{
    public static Command Command(GlobalOptions globals)
    {
        var doctor = new Command("doctor", "Look at the database, its server and its key, change nothing, and say what to do. Example: zorgwerk doctor --language nl") { globals.Replica };
        doctor.SetAction((parsed, cancel) => ExitCode.Of(() => Run(globals.Where(parsed), globals.Talk(parsed), cancel)));
        return doctor;
    }

    private static async Task<int> Run(Where where, Talk talk, CancellationToken cancel)
    {
        try
        {
            await using var premises = await Premises.Visit(where, cancel);
            await using var owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(premises.Connection) { MaxPoolSize = 4, ApplicationName = "zorgwerk-doctor" }.ConnectionString);
            await using (var first = await owner.OpenConnectionAsync(cancel))
                Tell(talk, new("connection", Standing.Ok, "made", first.Database, first.Host ?? "", first.UserName ?? ""));
            var faults = 0;
            await foreach (var finding in Look(premises, owner, where.NamedReplica, cancel))
            {
                Tell(talk, finding);
                if (finding.Standing is Standing.Fault) faults++;
            }
            return faults == 0 ? ExitCode.Done : ExitCode.Refused;
        }
        catch (Exception none) when (none is PostgresNotFoundException or PostgresStartException or NpgsqlException or ArgumentException)
        {
            throw new EnvironmentException(none.Message, none);
        }
    }

    private static async IAsyncEnumerable<Finding> Look(Premises premises, NpgsqlDataSource owner, string? replica, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var (master, onDisk) = HouseChecks.KeyFile(premises.MasterKeyFile);
        foreach (var finding in onDisk) yield return finding;
        var checks = new List<(string Check, Func<Task<IEnumerable<Finding>>> Look)>
        {
            ("version", () => ServerChecks.Version(owner, cancel)),
            ("settings", () => ServerChecks.Settings(owner, cancel)),
            ("checksums", () => ServerChecks.Checksums(owner, cancel)),
            ("migrations", () => HouseChecks.Migrations(owner, cancel)),
            ("row-security", () => HouseChecks.RowSecurity(owner, cancel)),
            ("view", () => HouseChecks.Views(owner, SystemClock.Instance, cancel)),
            ("size", () => ServerChecks.Size(owner, cancel)),
            ("room", () => ServerChecks.Room(owner, premises.Embedded?.DataDirectory, cancel)),
            ("clock", () => ServerChecks.Clock(owner, SystemClock.Instance, cancel)),
            ("archive", () => ServerChecks.Archive(owner, cancel)),
        };
        if (replica is not null) checks.Add(("replica", () => ServerChecks.Replica(owner, premises.Connection, replica, cancel)));
        if (master is not null) checks.InsertRange(4, KeyAndLogins(owner, master, cancel));
        foreach (var (check, look) in checks)
            foreach (var finding in await Seen(check, look)) yield return finding;
    }

    private static (string, Func<Task<IEnumerable<Finding>>>)[] KeyAndLogins(NpgsqlDataSource owner, MasterKey master, CancellationToken cancel) =>
        [("master-key", () => HouseChecks.Key(owner, master, cancel)), ("login", () => HouseChecks.Logins(owner, master, cancel))];

    // A table that is not made yet, or a right that the owner does not have, leaves the other things to be looked at.
    private static async Task<IEnumerable<Finding>> Seen(string check, Func<Task<IEnumerable<Finding>>> look)
    {
        try
        {
            return await look();
        }
        catch (PostgresException refused)
        {
            return [new("unseen", Standing.Warning, "refused", check, refused.MessageText)];
        }
    }

    private static void Tell(Talk talk, Finding finding)
    {
        var advice = finding.Advice(talk.Language);
        talk.Row(
            new JsonObject
            {
                ["check"] = finding.Check, ["standing"] = finding.Standing.ToString().ToLowerInvariant(), ["outcome"] = finding.Outcome,
                ["reason"] = finding.Reason(talk.Language), ["advice"] = advice,
            },
            $"{Finding.Word(talk.Language, finding.Standing),-14} {finding.Reason(talk.Language)}{(advice is null ? "" : $" {advice}")}");
    }
}
