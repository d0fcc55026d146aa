using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using static ZorgWerk.Casework.Tests.Logs;

namespace ZorgWerk.Casework.Tests;

/// <summary>Steps on one participant that are taken together are decided, answered and remembered as they would be one by one.</summary>
public class SeriesSpecs
{
    /// <summary>What must be the same; sealed texts never are.</summary>
    private static readonly string[] Compared =
    [
        "select stream_id, version, type, headers, correlation_id, jsonb_object_keys(data) from mt_events",
        "select command_id, encode(body_hash, 'hex'), answer from zw_commands",
        "select id, type, version from mt_streams",
        "select subject_id, wrapped is null from zw_keys",
        "select to_jsonb(c) - 'reference_sealed' - 'name_sealed' from zw_caseload c",
        "select to_jsonb(t) from zw_timeline t",
        "select to_jsonb(d) from zw_disclosures d",
        "select to_jsonb(c) from zw_consents c",
        "select to_jsonb(n) from zw_names n",
    ];

    private static readonly LocalDate Later = new(2025, 6, 10);

    [Fact]
    public async Task Together_or_one_by_one_comes_to_the_same()
    {
        var pilot = (await PilotLog()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // Those of the first cases that have everything, corrections and erasures too, out of their order in time: each case together.
        var log = pilot.Where(line => !line.Contains("\"participant\":")).Concat(pilot.Where(line => line.Contains("\"participant\":")).GroupBy(line => line.Split("\"participant\":\"")[1].Split('"')[0]).Take(25).SelectMany(one => one)).ToList();
        await using var together = await Office.Open();
        await using var apart = await Office.Open(together.Master);

        var (result, errors) = await together.Import(string.Join('\n', log));
        var single = new List<Import.ImportError>();
        for (var line = 0; line < log.Count; line++) single.AddRange((await apart.Import(log[line])).Errors.Select(error => error with { Line = line + 1 }));

        result.Refused.ShouldBeGreaterThan(0);
        errors.Select(Told).ShouldBe(single.Select(Told));
        foreach (var compared in Compared)
        {
            var digest = $"select md5(string_agg(one::text, E'\\n' order by one::text collate \"C\")) from ({compared}) as one";
            (await together.Scalar<string>(digest)).ShouldBe(await apart.Scalar<string>(digest), compared);
        }
        (await together.Scalar<long>("select count(*) from mt_events where type = 'entry_corrected'")).ShouldBeGreaterThan(0);

        static string Told(Import.ImportError error) => $"{error.Line} {error.Field} {error.Code} {error.Rule} {string.Join(',', error.About)}";
    }

    [Fact]
    public async Task A_line_that_stands_there_twice_is_taken_once_and_told_twice()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp);

        var (result, _) = await office.Import(Begun + Begun);

        (result.Lines, result.Recorded, result.Repeated).ShouldBe((6, 3, 3));
        (await office.Events("RT-009")).Count.ShouldBe(3);
    }

    /// <summary>The one that was first wrote as many entries as the series thinks to find before its second step.</summary>
    [Fact]
    public async Task Who_was_first_is_heard_though_the_versions_would_fit()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        var stream = office.Stream("RT-001");
        var names = office.References.NamesIn(Office.Tenant, stream);
        var (hr, consent) = (ActorId.From(names("actor", "hr")), ConsentId.From(names("consent", "T1")));
        var other = office.OtherDesk();
        var desk = office.DeskOn(new Preceded(office.Store, async () =>
            (await other.Take(Command(office, stream, new WithdrawConsent(Later, consent, HowGiven.Verbal)))).Outcome.ShouldBe(Outcome.Recorded)));
        StepCommand[] steps =
        [
            Command(office, stream, new WriteNote(Later, PersonalText.Of("Gebeld"))),
            Command(office, stream, new DiscloseInformation(Later, ActorId.Participant, [Category.Progress], hr, Purpose.WorkResumption, PersonalText.Of("Gaat goed"))),
            Command(office, stream, new WriteNote(Later, PersonalText.Of("Later terugbellen"))),
        ];

        var (answers, after) = await desk.TakeAll(steps, await office.Reader.Fold(Office.Tenant, stream, Moment.Now), new HouseAtHand(office.Reader));

        answers.Select(answer => answer.Outcome).ShouldBe([Outcome.Recorded, Outcome.Refused, Outcome.Recorded]);
        (await office.Events("RT-001")).TakeLast(4).Select(stored => stored.Type).ShouldBe(["consent_withdrawn", "note_written", "disclosure_refused", "note_written"]);
        after.ShouldNotBeNull().Version.ShouldBe((await office.Events("RT-001")).Count);
        (await desk.TakeAll(steps, null, new HouseAtHand(office.Reader))).Answers.ShouldBe(answers.Select(answer => answer with { IsRepeated = true }));
    }

    private static StepCommand Command(Office office, StreamId stream, ParticipantStep step)
    {
        var id = Guid.CreateVersion7();
        return new StepCommand(Office.Tenant, new CommandId(id), office.References.User(Office.Tenant, "lotte"), stream, step, id.ToByteArray());
    }

    /// <summary>Something happens before the first series comes through.</summary>
    private sealed class Preceded(IEventStore store, Func<Task> before) : IEventStore
    {
        private int _came;

        public async Task<AppendResult> AppendSeries(IReadOnlyList<Append> series, CancellationToken cancel = default)
        {
            if (Interlocked.Increment(ref _came) == 1) await before();
            return await store.AppendSeries(series, cancel);
        }

        public Task<AppendResult> Append(Append append, CancellationToken cancel = default) => store.Append(append, cancel);

        public Task<IReadOnlyDictionary<CommandId, FirstAnswer>> FindAnswers(TenantId tenant, IReadOnlyCollection<CommandId> commands, CancellationToken cancel = default) =>
            store.FindAnswers(tenant, commands, cancel);

        public IAsyncEnumerable<StoredEvent> ReadStream(TenantId tenant, StreamId stream, StreamSlice slice, CancellationToken cancel = default) => store.ReadStream(tenant, stream, slice, cancel);

        public IAsyncEnumerable<CommittedEvent> ReadAll(long afterPosition = 0, int? atMost = null, CancellationToken cancel = default) => store.ReadAll(afterPosition, atMost, cancel);

        public IAsyncEnumerable<StoredEvent> ReadByStream(long upToPosition, StreamCursor? after = null, CancellationToken cancel = default) => store.ReadByStream(upToPosition, after, cancel);

        public Task<long> LastPosition(CancellationToken cancel = default) => store.LastPosition(cancel);
    }
}
