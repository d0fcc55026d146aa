using System.Globalization;
using System.Text.Json;
using Npgsql;
using Xunit.Abstractions;
using ZorgWerk.Testing;

namespace ZorgWerk.Promises;

/// <summary>
/// Several processes of the program append to one database, and everything on record is exported meanwhile, again and again: each file holds all that is
/// recorded up to its last position, however commits interleave and whatever rolls back.
/// </summary>
public sealed class ExportSpecs(ITestOutputHelper output)
{
    private const int Importers = 3;

    /// <summary>What <c>import</c> ends with when the database went away.</summary>
    private const int Outage = 3;

    /// <summary>
    /// Now and then there is no room for an append, after it was held open. The engine tries it once more, and again it may find none; then the import ends.
    /// </summary>
    private const string RolledBack = """
        create function roll_back() returns trigger language plpgsql as $$ begin if random() < 0.08 then raise exception 'no room this once' using errcode = 'disk_full'; end if; return null; end $$;
        create trigger roll_back after insert on mt_events for each statement execute function roll_back()
        """;

    [Fact]
    public async Task An_export_taken_while_processes_append_leaves_nothing_out() => (await LeftOut(appends: 60, locking: true)).ShouldBe(0);

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task No_export_of_many_leaves_anything_out_either() => (await LeftOut(appends: 1000, locking: true)).ShouldBe(0);

    [Fact]
    public async Task Without_the_append_lock_an_export_leaves_out_what_is_committed_too_late()
    {
        var leftOut = 0;
        for (var attempt = 0; leftOut == 0 && attempt < 10; attempt++) leftOut = await LeftOut(appends: 160, locking: false);
        leftOut.ShouldBeGreaterThan(0);
    }

    /// <param name="appends">Of each process: transactions, as long as no two of them meet in one.</param>
    /// <returns>How many events that were recorded before the last one of an export are not in it, over all exports.</returns>
    private async Task<int> LeftOut(int appends, bool locking)
    {
        await using var place = await Workplace.OnTestServer();
        (await place.Run("import", place.Write("house.jsonl", House))).ExitCode.ShouldBe(0);
        await place.Ask<int>($"{Interleaved.Prepared}; {RolledBack}; {Shared.NoLock}; select 1");
        var connection = locking ? place.Connection : new NpgsqlConnectionStringBuilder(place.Connection) { Options = Shared.WithoutTheLock }.ConnectionString;

        var working = Task.WhenAll(Enumerable.Range(1, Importers).Select(process => Import(place, connection, place.Write($"log-{process}.jsonl", Log(process, appends)))));
        var files = new List<string>();
        while (!working.IsCompleted) files.Add(await Export(place, files.Count));
        var imported = await working;

        var final = Exported.Read(await Export(place, files.Count));
        await EverythingIsThereOnce(place, final, imported.Sum(one => one.Lines) + 1);
        if (locking) final.Events.Select(one => one.RecordedAt).ShouldBeInOrder();

        var leftOut = 0;
        foreach (var export in files.Select(Exported.Read))
        {
            export.VersionsOfStreams.ShouldBe(export.Events.Count, "streams and events are of one moment");
            export.Events.Select(one => one.Position).ShouldBeInOrder(SortDirection.Ascending);
            var recordedByThen = final.Events.TakeWhile(one => one.Position <= export.Last).ToList();
            var missing = recordedByThen.Except(export.Events).Count();
            if (missing == 0) export.Events.ShouldBe(recordedByThen);
            leftOut += missing;
        }
        var (transactions, drawn) = (await place.Ask<long>("select count(distinct xmin::text) from mt_events"), await place.Ask<long>("select last_value from mt_events_sequence"));
        output.WriteLine($"{final.Events.Count} events in {transactions} appends of {Importers} processes, {drawn - final.Events.Count} positions rolled back, {imported.Sum(one => one.Outages)} times started anew; {files.Count} exports meanwhile, left out {leftOut}");
        return leftOut;
    }

    /// <summary>Each line of a log is one event, and no two events of a stream have the same type.</summary>
    private static async Task EverythingIsThereOnce(Workplace place, Exported final, long lines)
    {
        final.Events.Count.ShouldBe((int)lines);
        final.Events.Select(one => one.Position).ToList().ShouldBe(await place.Ask<long[]>("select array_agg(seq_id order by seq_id) from mt_events"));
        (await place.Ask<long>("select count(*) from (select stream_id from mt_events group by stream_id, type having count(*) > 1) as doubled")).ShouldBe(0);
        (await place.Ask<long>("select count(*) from (select stream_id from mt_events group by stream_id having count(*) <> max(version)) as gaps")).ShouldBe(0);
    }

    /// <summary>Takes a log as a process of its own; where that ends for want of the database, the same file again, as it says.</summary>
    private static async Task<(long Lines, int Outages)> Import(Workplace place, string connection, string file)
    {
        for (var outages = 0; ; outages++)
        {
            var said = await Zorgwerk.Run("import", file, "--data", place.Folder, "--connection", connection);
            if (said.ExitCode == Outage && said.Errors.Contains("the same command again completes the rest", StringComparison.Ordinal)) continue;
            said.ExitCode.ShouldBe(0, said.Errors);
            var told = said.Errors.TrimEnd().Split('\n')[^1].Split(' ').Where(word => word.All(char.IsAsciiDigit)).Select(word => long.Parse(word, CultureInfo.InvariantCulture)).ToArray();
            var (lines, recorded, nothingNew, takenBefore, refused) = (told[0], told[1], told[2], told[3], told[4]);
            (lines, nothingNew, refused).ShouldBe((File.ReadLines(file).Count(), 0, 0), said.Errors);
            (recorded + takenBefore).ShouldBe(lines, "recorded now, or by the process before it");
            return (lines, outages);
        }
    }

    private static async Task<string> Export(Workplace place, int number)
    {
        var file = Path.Combine(place.Folder, $"export-{number}.jsonl");
        var said = await place.Run("events", "export", "--out", file);
        said.ExitCode.ShouldBe(0, said.Errors);
        return file;
    }

    private const string House = """
        {"on":"2025-01-06","coach":"admin","step":"define-programme","fields":{"programme":"rentree","title":"Rentree","target":120,"from":"2025-01-06","followUpMonths":[3],"employerContactDays":28,"contactDays":14,"maximumConsentDays":365,"networkBeforePlan":false}}

        """;

    /// <summary>A participant and a coach in turn: a coach parts the participants before from those after, so that they do not share an append.</summary>
    private static string Log(int process, int appends) => string.Concat(Enumerable.Range(1, appends / 2).Select(n => $$$"""
        {"participant":"RT-{{{process}}}-{{{n}}}","on":"2025-05-12","coach":"lotte","anotherPerson":true,"step":"register-participant","fields":{"name":"Noor Claesen","language":"dutch"}}
        {"participant":"RT-{{{process}}}-{{{n}}}","on":"2025-05-12","coach":"lotte","step":"open-trajectory","fields":{"programme":"rentree","reason":"returns-as-soon-as-possible","employment":"employed","ageBand":"from35","schooling":"middle"}}
        {"participant":"RT-{{{process}}}-{{{n}}}","on":"2025-05-13","coach":"lotte","step":"hold-intake","fields":{"job":"known","employer":"known","question":"Wat nu"}}
        {"on":"2025-05-13","coach":"admin","step":"register-coach","fields":{"coach":"coach-{{{process}}}-{{{n}}}","name":"Lotte Verbeeck","languages":["dutch"],"region":"gent"}}

        """));

    /// <summary>What an export holds.</summary>
    /// <param name="VersionsOfStreams">All of them added up.</param>
    private sealed record Exported(IReadOnlyList<ExportedEvent> Events, long VersionsOfStreams)
    {
        public long Last => Events.Count == 0 ? 0 : Events[^1].Position;

        public static Exported Read(string file)
        {
            var (events, versions, drawn) = (new List<ExportedEvent>(), 0L, 0L);
            foreach (var line in File.ReadLines(file))
            {
                using var read = JsonDocument.Parse(line);
                if (read.RootElement.TryGetProperty("position", out var position)) drawn = position.GetInt64();
                if (read.RootElement.TryGetProperty("mt_streams", out var stream)) versions += stream.GetProperty("version").GetInt64();
                if (read.RootElement.TryGetProperty("mt_events", out var one)) events.Add(new ExportedEvent(one.GetProperty("seq_id").GetInt64(), one.GetProperty("timestamp").GetDateTimeOffset(), line));
            }
            var export = new Exported(events, versions);
            // A database that takes the file in goes on after the position at its head.
            export.Last.ShouldBeLessThanOrEqualTo(drawn);
            return export;
        }
    }

    private sealed record ExportedEvent(long Position, DateTimeOffset RecordedAt, string Line);
}
