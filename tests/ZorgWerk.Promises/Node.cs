using Npgsql;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Events;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Casework.Views;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.EventStore.Postgres;

namespace ZorgWerk.Promises;

/// <summary>The service as one node has it, on connections and with a memory of its own.</summary>
internal sealed class Node : IAsyncDisposable
{
    public static readonly TenantId Tenant = new("jobcentrum");
    public static readonly UserId Coach = new(new Guid(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]));

    private static readonly Code Rentree = Code.Parse("rentree");
    private static readonly LocalDate Monday = new(2026, 3, 2);

    private readonly NpgsqlDataSource _database;
    private readonly PostgresEventStore _store;
    private readonly References _references;

    public Node(string connection, MasterKey master, IClock? clock = null)
    {
        clock ??= SystemClock.Instance;
        _database = NpgsqlDataSource.Create(connection);
        _store = new PostgresEventStore(_database, clock);
        var codec = new EventCodec();
        _references = new References(master);
        Keys = new KeyRing(_database, master);
        Reader = new CaseReader(_store, codec);
        Desk = new CaseDesk(_store, Reader, Keys, codec, _references, clock);
        Outcomes = new BackgroundView(_database, _store, Reader, new OutcomesView(), Keys);
    }

    public IEventStore Store => _store;
    public KeyRing Keys { get; }
    public CaseReader Reader { get; }
    public CaseDesk Desk { get; }
    public BackgroundView Outcomes { get; }

    /// <summary>A command of its own each time.</summary>
    public Task<Answer> Take(StreamId stream, CoachingStep step)
    {
        var id = Guid.CreateVersion7();
        return Desk.Take(new StepCommand(Tenant, new CommandId(id), Coach, stream, step, id.ToByteArray()));
    }

    /// <summary>Asks again under the same id, so many times, while somebody else is always first.</summary>
    public async Task<Answer> TakeUntilDone(StreamId stream, CoachingStep step, int atMost)
    {
        var id = Guid.CreateVersion7();
        for (var again = 0; ; again++)
        {
            try
            {
                return await Desk.Take(new StepCommand(Tenant, new CommandId(id), Coach, stream, step, id.ToByteArray()));
            }
            catch (StoreUnavailableException) when (again < atMost)
            {
                await Task.Delay(1);
            }
        }
    }

    public Task DefineProgramme() =>
        Take(_references.ProgrammeStream(Tenant, Rentree), new DefineProgramme(Monday, Rentree, "Rentree", null, Monday, null, null, [3], 28, 14, 365, false));

    /// <summary>Participant after participant, each with a row in every view but those of consents and disclosures, until it is enough.</summary>
    /// <returns>How many.</returns>
    public Task<int> TakeInParticipants(CancellationToken enough) => TakeInParticipants(int.MaxValue, enough: enough);

    /// <param name="besides">What else is put on the record of each.</param>
    public async Task<int> TakeInParticipants(int atMost, Func<StreamId, Task>? besides = null, CancellationToken enough = default)
    {
        var taken = 0;
        for (; taken < atMost && !enough.IsCancellationRequested; taken++)
        {
            var participant = new StreamId(Guid.CreateVersion7());
            await Take(participant, new RegisterParticipant(Monday, PersonalText.Of($"RT-{taken}"), PersonalText.Of("Noor Claesen"), Language.Dutch, null)).Recorded();
            await Take(participant, new OpenTrajectory(Monday, Rentree, TrajectoryReason.ReturnsAsSoonAsPossible, EmploymentStatus.Employed, AgeBand.From35, Schooling.Middle, [])).Recorded();
            await Take(participant, new HoldIntake(Monday, Clarity.Known, Clarity.Known, null, PersonalText.Of("Wat nu?"), null, null)).Recorded();
            if (besides is not null) await besides(participant);
        }
        return taken;
    }

    /// <summary>What the views hold that the streams do not fold to, or the other way round.</summary>
    public async Task<IReadOnlyList<ViewDifference>> Differences()
    {
        var differences = new List<ViewDifference>();
        await new Verifier(_database, Reader, Keys).Verify(differences.Add);
        return differences;
    }

    public Task<NpgsqlConnection> Connect() => _database.OpenConnectionAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _database.DisposeAsync();
    }
}

internal static class Answers
{
    public static async Task Recorded(this Task<Answer> taking) => (await taking).Outcome.ShouldBe(Outcome.Recorded);
}
