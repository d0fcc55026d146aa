using NodaTime;
using NodaTime.Text;
using ZorgWerk.Postgres.Embedded;

namespace ZorgWerk.Cli.Tests;

/// <summary>The drill: of a house that is at work, a backup and its log give back what was on the record at any moment, and nothing else.</summary>
public sealed class RestoreSpecs
{
    private static readonly InstantPattern Pattern = InstantPattern.ExtendedIso;

    /// <summary>What must be equal of two databases: every event up to a position, byte for byte, and which commands were answered.</summary>
    private const string Content = """
        select coalesce(md5(string_agg(concat_ws('|', seq_id, id, tenant_id, stream_id, version, type, extract(epoch from timestamp)::text, data::text, headers::text), E'\n' order by seq_id)), '')
        from mt_events where seq_id <= 
        """;

    [Fact]
    public Task Two_random_moments_come_back_exactly() => Drill(2);

    [Fact]
    [Trait("Kind", "Deep")]
    public Task Twenty_random_moments_come_back_exactly() => Drill(20);

    [Fact]
    public async Task What_was_erased_after_the_moment_is_erased_again()
    {
        await using var place = await SmallHouse.Make(2);
        var backup = Path.Combine(place.Folder, "backup");
        await Taken(place, backup);
        var before = await Now(place);
        var later = place.Write("later.jsonl", """
            {"participant":"RT-9","on":"2025-06-01","coach":"lotte","step":"register-participant","fields":{"name":"Ada Maes","language":"dutch","region":"gent"}}
            {"participant":"RT-9","on":"2025-06-01","coach":"lotte","step":"erase-personal-data","fields":{"ground":"requested"}}
            {"participant":"RT-1","on":"2025-06-02","coach":"lotte","step":"close-trajectory","fields":{"why":"goal-reached","canManageAlone":true}}
            {"participant":"RT-1","on":"2025-06-02","coach":"lotte","step":"erase-personal-data","fields":{"ground":"requested"}}
            """);
        var import = await place.Run("import", later);
        import.ExitCode.ShouldBe(0, import.Output);
        await Taken(place, backup);

        await using var restored = new Restored(place);
        var said = await restored.From(backup, before);

        said.ExitCode.ShouldBe(0, said.Errors);
        said.Json.Single().GetProperty("keysDestroyedAgain").GetInt32().ShouldBe(1);
        said.Errors.ShouldContain("Close the trajectory and erase.");
        (await restored.Ask<long>("select count(*) from mt_events where type in ('trajectory_closed', 'personal_data_erased')")).ShouldBe(0);
        (await restored.Ask<string>("select string_agg((wrapped is null)::text, ' ' order by wrapped is null) from zw_keys k join mt_streams s on s.id = k.subject_id where s.type = 'participant'")).ShouldBe("false true");
        (await restored.Ask<long>("select count(distinct participant_id) from zw_names")).ShouldBe(1);
        (await Zorgwerk.Run("replay", "RT-1", "--data", restored.Data)).ExitCode.ShouldBe(0);
        (await Zorgwerk.Run("verify", "--data", restored.Data)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_be_restored_is_told_and_nothing_is_left_of_the_attempt()
    {
        await using var place = await SmallHouse.Make(1);
        var backup = Path.Combine(place.Folder, "backup");
        await Taken(place, backup);
        await using var restored = new Restored(place);

        var early = await restored.From(backup, Instant.FromUtc(2025, 1, 1, 0, 0));
        var late = await restored.From(backup, await Now(place) + Duration.FromDays(1));
        var nowhere = await restored.From(restored.Data, null);
        var keyless = await Zorgwerk.Run("restore", "--from", backup, "--data", Path.Combine(place.Folder, "keyless"));

        foreach (var (said, why) in new[] { (early, "later than asked for"), (late, "ends before"), (nowhere, "There is no backup"), (keyless, "There is no master key") })
        {
            (said.ExitCode, said.Output).ShouldBe((3, ""));
            said.Errors.ShouldContain(why);
        }
        Directory.EnumerateFileSystemEntries(restored.Data).Select(Path.GetFileName).Where(name => !name!.EndsWith(".lock", StringComparison.Ordinal)).ShouldBe(["master.key"]);
        (await restored.From(backup, null)).ExitCode.ShouldBe(0);
        (await restored.From(backup, null)).Errors.ShouldContain("overwrites none");
    }

    private static async Task Drill(int moments)
    {
        await using var place = await SmallHouse.Make(1);
        var backup = Path.Combine(place.Folder, "backup");
        var began = await Taken(place, backup);
        (await place.Run("import", Pilot.File)).ExitCode.ShouldBe(1);
        var ended = await Now(place);
        // The last segment is archived with the next backup.
        await Taken(place, backup);
        await using var original = await EmbeddedPostgres.Start(place.Embedded);
        var connection = original.OwnerConnectionString("zorgwerk");
        var last = await Workplace.Ask<DateTime>(connection, "select max(timestamp) from mt_events");

        for (var moment = 0; moment < moments; moment++)
        {
            // Up to the last event: there is nothing after it in the log that could end a restore.
            var until = Instant.Min(ended, Instant.FromDateTimeUtc(last));
            var at = began + ((until - began) * Random.Shared.NextDouble());
            await using var restored = new Restored(place);
            var said = await restored.From(backup, at);

            said.ExitCode.ShouldBe(0, $"{Pattern.Format(at)}: {said.Errors}");
            var position = said.Json.Single().GetProperty("position").GetInt64();
            var when = $"'{Pattern.Format(at)}'::timestamptz";
            // A group is recorded before it is committed, and the one before it was committed by then.
            var least = await Workplace.Ask<long>(connection, $"select coalesce(max(seq_id), 0) from mt_events where timestamp < (select max(timestamp) from mt_events where timestamp <= {when})");
            var most = await Workplace.Ask<long>(connection, $"select coalesce(max(seq_id), 0) from mt_events where timestamp <= {when}");
            position.ShouldBeInRange(least, most, Pattern.Format(at));
            (await restored.Ask<string>(Content + position)).ShouldBe(await Workplace.Ask<string>(connection, Content + position));
            // One event less, and it would be noticed.
            (await Workplace.Ask<string>(connection, Content + (position - 1))).ShouldNotBe(await Workplace.Ask<string>(connection, Content + position));
            (await restored.Ask<long>("select count(*) from mt_events")).ShouldBe(await Workplace.Ask<long>(connection, $"select count(*) from mt_events where seq_id <= {position}"));
            (await Zorgwerk.Run("verify", "--data", restored.Data)).ExitCode.ShouldBe(0);
        }
    }

    private static async Task<Instant> Taken(Workplace place, string backup)
    {
        var said = await place.Run("backup", "--to", backup, "--json");
        said.ExitCode.ShouldBe(0, said.Errors);
        return Pattern.Parse(said.Json.Single().GetProperty("takenAt").GetString()!).Value;
    }

    private static async Task<Instant> Now(Workplace place)
    {
        await using var server = await EmbeddedPostgres.Start(place.Embedded);
        return Instant.FromDateTimeUtc(await Workplace.Ask<DateTime>(server.OwnerConnectionString("zorgwerk"), "select clock_timestamp()"));
    }

    /// <summary>A place for new data, with a copy of the master key.</summary>
    private sealed class Restored : IAsyncDisposable
    {
        public Restored(Workplace original)
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Data, (UnixFileMode)0b111_101_101);
            File.Copy(Path.Combine(original.Folder, "master.key"), Path.Combine(Data, "master.key"));
        }

        public string Data { get; } = Directory.CreateTempSubdirectory("zorgwerk-restored-").FullName;

        private EmbeddedPostgresOptions Embedded => new() { DataDirectory = Path.Combine(Data, "pg") };

        public Task<Said> From(string backup, Instant? at) =>
            Zorgwerk.Run(["restore", "--from", backup, .. at is { } moment ? ["--at", Pattern.Format(moment)] : Array.Empty<string>(), "--data", Data, "--json"]);

        public async Task<T> Ask<T>(string statement)
        {
            await using var server = await EmbeddedPostgres.Start(Embedded);
            return await Workplace.Ask<T>(server.OwnerConnectionString("zorgwerk"), statement);
        }

        public async ValueTask DisposeAsync()
        {
            if (Directory.Exists(Embedded.DataDirectory)) await EmbeddedPostgres.StopRunning(Embedded);
            Directory.Delete(Data, recursive: true);
        }
    }
}
