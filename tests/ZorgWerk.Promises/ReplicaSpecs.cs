using Npgsql;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Audit;
using ZorgWerk.Casework.Events;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.EventStore.Postgres;
using ZorgWerk.Postgres.Embedded;
using ZorgWerk.Testing;

namespace ZorgWerk.Promises;

/// <summary>Auditors and evaluators read on a server that follows the other one: the same as there, never older than when they asked, and recorded where it lasts.</summary>
public sealed class ReplicaSpecs
{
    private const string Database = "zorgwerk";

    private static readonly TenantId Demo = new("demo");
    private static readonly Visitor Auditor = new(Demo, new UserId(Guid.NewGuid()), Role.Auditor);

    [Fact]
    public async Task Who_reads_a_whole_organisation_reads_there_and_is_recorded_here()
    {
        await using var followed = await Followed.Start();
        (await followed.ReadsOn(Auditor)).ShouldBe("standby");
        (await followed.ReadsOn(Auditor with { Role = Role.Evaluator })).ShouldBe("standby");
        (await followed.ReadsOn(Auditor with { Role = Role.TeamLead })).ShouldBe("primary");
        (await followed.ReadsOn(Auditor with { Role = Role.Coach })).ShouldBe("primary");
        (await followed.Doctor()).ShouldBe("follows");

        await using (var reading = await followed.Room().Enter(Auditor))
        {
            (await reading.MayShow(followed.Case, "timeline")).ShouldBeTrue();
            (await reading.MayShow(new StreamId(Guid.NewGuid()), "timeline")).ShouldBeFalse();
            await TrailExport.Record(reading, "all");
            (await followed.Recorded()).ShouldBe((0, 0));
            await reading.Close();
        }
        (await followed.Recorded()).ShouldBe((2, 1));

        // Not closed: nothing was shown, and nothing is recorded.
        await using (var reading = await followed.Room().Enter(Auditor)) await reading.MayShow(followed.Case, "timeline");
        (await followed.Recorded()).ShouldBe((2, 1));

        // There too nobody sees what is not theirs.
        await using var stranger = await followed.Room().Enter(Auditor with { Tenant = new TenantId("elsewhere") });
        (await Followed.On(stranger)).ShouldBe("standby");
        foreach (var table in new[] { "zw_caseload", "zw_timeline", "zw_disclosures", "zw_names", "mt_events", "zw_keys" })
        {
            await using var count = new NpgsqlCommand($"select count(*) from {table}", stranger.Connection);
            (await count.ExecuteScalarAsync()).ShouldBe(0L, table);
        }
    }

    [Fact]
    public async Task Nobody_sees_what_is_older_than_their_question_or_was_erased_by_then()
    {
        await using var followed = await Followed.Start();
        var versions = await followed.Version();
        for (var session = 1; session <= 200; session++)
        {
            (await followed.Take(new HoldSession(Service.First.PlusDays(session), SessionForm.Online, session, null, PersonalText.Of("Gesproken")))).Outcome.ShouldBe(Casework.Outcome.Recorded);
            await using var reading = await followed.Room().Enter(Auditor);
            (await reading.Cases.Fold(Demo, followed.Case, Casework.Moment.Now)).Version.ShouldBe(versions + session);
            (await Followed.On(reading)).ShouldBe("standby");
        }

        // One that stands still serves nobody.
        await Workplace.Ask<string>(followed.Standby.Connection(Database), "select pg_wal_replay_pause()::text");
        await followed.Erase();

        // Whoever asks that server itself still gets the words: what the waiting is for.
        await using (var careless = NpgsqlDataSource.Create(Followed.AsReader(followed.Standby.Connection(Database))))
        await using (var reading = await new ReadingRoom(careless, PostgresEventStore.ReaderOn, new EventCodec(), followed.Master).Enter(Auditor)) (await followed.NameIn(reading)).ShouldBe("Noor Claesen");

        await using (var reading = await followed.Room().Enter(Auditor))
        {
            (await Followed.On(reading)).ShouldBe("primary");
            (await followed.NameIn(reading)).ShouldBeNull();
        }

        // Who leaves while it is waited for takes no connection along.
        await using var slow = new Replica(NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Followed.AsReader(followed.Standby.Connection(Database))) { MaxPoolSize = 1, Timeout = 1 }.ConnectionString));
        using (var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200)))
            await Should.ThrowAsync<OperationCanceledException>(() => followed.Room(slow).Enter(Auditor, patience.Token));

        await Workplace.Ask<string>(followed.Standby.Connection(Database), "select pg_wal_replay_resume()::text");
        await followed.Eventually("standby");
        (await followed.ReadsOn(Auditor, slow)).ShouldBe("standby");
        await using (var reading = await followed.Room().Enter(Auditor)) (await followed.NameIn(reading)).ShouldBeNull();
    }

    [Fact]
    public async Task One_that_is_away_or_follows_nobody_any_more_serves_nobody()
    {
        await using var followed = await Followed.Start();
        await using var second = await followed.Another();
        await using var ofSecond = new Replica(NpgsqlDataSource.Create(Followed.AsReader(second.Connection(Database))));
        (await followed.ReadsOn(Auditor)).ShouldBe("standby");
        (await followed.ReadsOn(Auditor, ofSecond)).ShouldBe("standby");
        await Workplace.Ask<bool>(followed.Standby.Connection(Database), "select pg_promote()");
        (await followed.ReadsOn(Auditor)).ShouldBe("primary");

        // The first goes on too, and whoever follows it is ahead of the new history by its numbers.
        for (var segment = 0; segment < 3; segment++)
        {
            await Workplace.Ask<string>(followed.Primary, "select pg_logical_emit_message(false, 'spec', 'ahead')::text");
            await Workplace.Ask<string>(followed.Primary, "select pg_switch_wal()::text");
        }
        (await followed.ReadsOn(Auditor, ofSecond)).ShouldBe("standby");
        var reached = await Workplace.Ask<string>(followed.Standby.Connection(Database), "select pg_current_wal_flush_lsn()::text");
        (await Workplace.Ask<bool>(second.Connection(Database), $"select pg_last_wal_replay_lsn() > '{reached}'::pg_lsn")).ShouldBeTrue();

        // The promoted one is the primary now.
        await using var promoted = NpgsqlDataSource.Create(Followed.AsReader(followed.Standby.Connection(Database)));
        await using (var reading = await followed.Room(ofSecond, promoted).Enter(Auditor)) (await Followed.On(reading)).ShouldBe("primary");

        await using var elsewhere = await TestDatabase.Create();
        await using var other = new Replica(NpgsqlDataSource.Create(elsewhere.ConnectionString));
        (await followed.ReadsOn(Auditor, other)).ShouldBe("primary");

        followed.Standby.Kill();
        await using var away = new Replica(NpgsqlDataSource.Create(Followed.AsReader(followed.Standby.Connection(Database))));
        (await followed.ReadsOn(Auditor, away)).ShouldBe("primary");
    }

    /// <summary>A server with two cases, and one that follows it.</summary>
    private sealed class Followed(Workplace place, EmbeddedPostgres primary, Standby standby, MasterKey master) : IAsyncDisposable
    {
        private readonly NpgsqlDataSource _readers = NpgsqlDataSource.Create(AsReader(primary.OwnerConnectionString(Database)));
        private readonly Replica _replica = new(NpgsqlDataSource.Create(AsReader(standby.Connection(Database))));
        private readonly Node _node = new(Promised.AsApp(primary.OwnerConnectionString(Database), ""), master);

        public Standby Standby => standby;

        public MasterKey Master => master;

        public StreamId Case { get; private set; }

        public string Primary => primary.OwnerConnectionString(Database);

        public static async Task<Followed> Start()
        {
            var place = Workplace.WithServerOfItsOwn();
            var primary = await EmbeddedPostgres.Start(place.Embedded);
            await Service.Furnish(place, cases: 2);
            return new Followed(place, primary, await Standby.Of(primary, place), MasterKey.FromFile(Path.Combine(place.Folder, "master.key")))
            {
                Case = new StreamId(await Workplace.Ask<Guid>(primary.OwnerConnectionString(Database), "select participant_id from zw_caseload order by 1 limit 1")),
            };
        }

        public ReadingRoom Room(Replica? replica = null, NpgsqlDataSource? readers = null) => new(readers ?? _readers, PostgresEventStore.ReaderOn, new EventCodec(), Master) { Replica = replica ?? _replica };

        public static string AsReader(string connection) => new NpgsqlConnectionStringBuilder(connection) { Options = "-c role=zorgwerk_reader", NoResetOnClose = true }.ConnectionString;

        public async Task<string> ReadsOn(Visitor visitor, Replica? replica = null)
        {
            await using var reading = await Room(replica).Enter(visitor);
            return await On(reading);
        }

        public static async Task<string> On(Reading reading)
        {
            await using var ask = new NpgsqlCommand("select case when pg_is_in_recovery() then 'standby' else 'primary' end", reading.Connection);
            return (string)(await ask.ExecuteScalarAsync())!;
        }

        public async Task Eventually(string server)
        {
            for (var tries = 0; tries < 150 && await ReadsOn(Auditor) != server; tries++) await Task.Delay(200);
            (await ReadsOn(Auditor)).ShouldBe(server);
        }

        public async Task<string?> NameIn(Reading reading)
        {
            var participant = await reading.Cases.Fold(Demo, Case, Casework.Moment.Now);
            await reading.Words.Bring([Case]);
            return reading.Words.Open(participant.Name);
        }

        public async Task<(long Looks, long Taken)> Recorded() =>
            (await Workplace.Ask<long>(Primary, "select count(*) from zw_readings"), await Workplace.Ask<long>(Primary, "select count(*) from zw_exports"));

        public Task<Standby> Another() => Standby.Of(primary, place, "second");

        public async Task<string?> Doctor() => (await place.Run("doctor", "--json", "--replica", standby.Connection(Database))).Json.Single(found => found.GetProperty("check").GetString() is "replica").GetProperty("outcome").GetString();

        public Task<long> Version() => Workplace.Ask<long>(Primary, "select version from zw_caseload order by participant_id limit 1");

        public Task<Casework.Answer> Take(ParticipantStep step)
        {
            var id = Guid.CreateVersion7();
            return _node.Desk.Take(new Casework.StepCommand(Demo, new CommandId(id), Node.Coach, Case, step, id.ToByteArray()));
        }

        public async Task Erase()
        {
            (await Take(new CloseTrajectory(Service.First.PlusDays(1), ClosingReason.GoalReached, true, null))).Because.ShouldBeNull();
            (await Take(new ErasePersonalData(Service.First.PlusDays(1), ErasureGround.Requested))).Because.ShouldBeNull();
        }

        public async ValueTask DisposeAsync()
        {
            await _node.DisposeAsync();
            await _replica.DisposeAsync();
            await _readers.DisposeAsync();
            await standby.DisposeAsync();
            await primary.DisposeAsync();
            await place.DisposeAsync();
        }
    }
}
