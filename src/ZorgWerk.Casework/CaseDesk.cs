using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using ZorgWerk.Casework.Drafts;
using ZorgWerk.Casework.Events;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Casework.Views;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework;

/// <summary>A step, asked by somebody, under an id that makes asking it again harmless.</summary>
/// <param name="Body">What was asked, as bytes; the same id with another body is another command and is turned away.</param>
public sealed record StepCommand(TenantId Tenant, CommandId Id, UserId By, StreamId Stream, CoachingStep Step, ReadOnlyMemory<byte> Body)
{
    /// <summary>When it was written down in the system it comes from, if it comes from one.</summary>
    public Instant? EnteredElsewhere { get; init; }

    /// <summary>A line of a step log: that it is taken in now says nothing of the time at which it happened.</summary>
    public bool IsFromLog { get; init; }

    /// <summary>The version of the record that it is asked on. Where that is no longer the last one, nothing is decided. Nothing: whatever it is by now.</summary>
    public long? AsOf { get; init; }

    /// <summary>
    /// Where an entry stands that is equal in every field, texts included, nothing is recorded and <see cref="Outcome.StandsAlready"/> is answered,
    /// so that somebody can be asked whether it happened twice. Not set: it is recorded.
    /// </summary>
    public bool AsksFirst { get; init; }
}

/// <summary>
/// <see cref="NothingNew"/>: every field that was asked stands on the record, in a step that cannot be taken twice.
/// <see cref="Moved"/>: the record is no longer the one the step was asked on, and nothing was decided or remembered.
/// <see cref="StandsAlready"/>: an equal entry stands, nothing was recorded or remembered, and whoever asked can be asked; see <see cref="StepCommand.AsksFirst"/>.
/// </summary>
public enum Outcome { Recorded, NothingNew, Refused, OtherBody, Moved, StandsAlready }

/// <summary>What became of a step; the same for ever under the same command id.</summary>
/// <param name="Version">The stream's version afterwards.</param>
public sealed record Answer(Outcome Outcome, long Version, Refusal? Because = null)
{
    /// <summary>This is what was answered before; nothing was done now.</summary>
    [JsonIgnore]
    public bool IsRepeated { get; init; }

    /// <summary>Of <see cref="Outcome.StandsAlready"/>: the entry that stands.</summary>
    [JsonIgnore]
    public EqualEntry? Equal { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StoredAnswer))]
internal sealed partial class AnswerJson : JsonSerializerContext;

internal sealed record StoredAnswer(Outcome Outcome, long Version, string? Code, string? Field, string? Rule, string[]? About)
{
    public static byte[] Of(Answer answer) => JsonSerializer.SerializeToUtf8Bytes(
        new StoredAnswer(answer.Outcome, answer.Version, answer.Because?.Code, answer.Because?.Field, answer.Because?.Rule, answer.Because?.About.ToArray()), AnswerJson.Default.StoredAnswer);

    public static Answer Read(ReadOnlyMemory<byte> stored)
    {
        var read = JsonSerializer.Deserialize(stored.Span, AnswerJson.Default.StoredAnswer)!;
        var because = read.Code is null ? null : new Refusal(read.Code, read.Field, read.Rule) { About = (read.About ?? []).ToValueList(), IsOfTyping = Refusals.IsOfTyping(read.Code) };
        return new Answer(read.Outcome, read.Version, because) { IsRepeated = true };
    }
}

/// <summary>The one way a step reaches the record: load, decide, append; decide again if somebody was first.</summary>
public sealed class CaseDesk(IEventStore store, CaseReader reader, KeyRing keys, EventCodec codec, References references, IClock clock)
{
    private const int Attempts = 5;

    private readonly RecentCases _recent = new(held: 2_000);
    private readonly EqualEntries _equal = new(reader, keys);

    /// <exception cref="StoreUnavailableException">The outcome is unknown; asking again under the same id tells it.</exception>
    public async Task<Answer> Take(StepCommand command, CancellationToken cancel = default) => (await Take(command, _recent.Find(command.Tenant, command.Stream), isHeld: true, cancel)).Answer;

    /// <summary>Takes a step on a record that was folded before, if there is one at hand: a stale one costs a second attempt, never a wrong decision.</summary>
    /// <returns>The answer, and the record after it where that is known.</returns>
    /// <inheritdoc cref="Take(StepCommand, CancellationToken)"/>
    public Task<(Answer Answer, Participant? After)> Take(StepCommand command, Participant? atHand, CancellationToken cancel = default) => Take(command, atHand, isHeld: false, cancel);

    /// <summary>
    /// Takes steps on one participant one after the other, and writes together those that can be: for work in bulk. Each is decided, answered and
    /// remembered as it would be alone; views are brought from where they were to where they come, without what lies between.
    /// </summary>
    /// <param name="house">Programmes and coaches that were read before.</param>
    /// <returns>The answers in the order of the steps, and the record after the last where that is known.</returns>
    /// <inheritdoc cref="Take(StepCommand, CancellationToken)"/>
    public async Task<(IReadOnlyList<Answer> Answers, Participant? After)> TakeAll(IReadOnlyList<StepCommand> steps, Participant? atHand, HouseAtHand house, CancellationToken cancel = default)
    {
        if (steps.Any(step => step.Tenant != steps[0].Tenant || step.Stream != steps[0].Stream)) throw new ArgumentException("The steps are not all on one record.", nameof(steps));
        var answers = new List<Answer>(steps.Count);
        while (answers.Count < steps.Count)
        {
            var since = Stopwatch.GetTimestamp();
            var before = atHand ?? await reader.Fold(steps[0].Tenant, steps[0].Stream, Moment.Now, cancel: cancel);
            var series = await Series(steps.Skip(answers.Count), before, house, cancel);
            if (series.Count > 0 && await store.AppendSeries(await Together(series, before, cancel), cancel) is AppendResult.Appended)
            {
                if (series.FirstOrDefault(decided => decided.Written.NewKey is not null)?.Written.NewKey is { } key) keys.Hold(steps[0].Tenant, steps[0].Stream, key);
                foreach (var decided in series) DeskSignals.Answered(decided.Command, decided.Answer, since, null);
                answers.AddRange(series.Select(decided => decided.Answer));
                atHand = series[^1].After;
                continue;
            }

            // One that goes alone; or somebody was first, and which of them it concerns shows as they are taken one by one.
            atHand = series.Count == 0 ? before : null;
            for (var alone = Math.Max(1, series.Count); alone > 0; alone--)
            {
                (var answer, atHand) = await Take(steps[answers.Count], atHand, cancel);
                answers.Add(answer);
            }
        }
        return (answers, atHand);
    }

    private async Task<(Answer Answer, Participant? After)> Take(StepCommand command, Participant? atHand, bool isHeld, CancellationToken cancel)
    {
        using var span = DeskSignals.Source.StartActivity("take step");
        var since = Stopwatch.GetTimestamp();
        var taken = await Decide(command, atHand, isHeld, cancel);
        DeskSignals.Answered(command, taken.Answer, since, span);
        return taken;
    }

    private async Task<(Answer Answer, Participant? After)> Decide(StepCommand command, Participant? atHand, bool isHeld, CancellationToken cancel)
    {
        // Only what is read now can say that a record moved on.
        if (command.AsOf is { } asOf && atHand?.Version != asOf) atHand = null;
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (command.Step is ParticipantStep) atHand ??= await Load(command, cancel);
            // Asked again after it was done, it is on a later version; the first answer holds.
            if (command.AsOf is { } asked && atHand is { } now && now.Version != asked) return (await Remembered(command, cancel) ?? new Answer(Outcome.Moved, now.Version), null);
            var prepared = command.Step switch
            {
                ParticipantStep => await Prepare(command, atHand!, cancel),
                ProgrammeStep step => await PrepareProgramme(command, step, cancel),
                CoachStep step => await PrepareCoach(command, step, cancel),
                _ => throw new ArgumentException($"Nobody takes a {command.Step.GetType().Name}.", nameof(command)),
            };
            if (prepared.Answer.Outcome is Outcome.Recorded && await StandsAlready(command, atHand, cancel) is { } equal)
            {
                if (await VersionOf(command, cancel) == atHand!.Version)
                    return (await Remembered(command, cancel) ?? new Answer(Outcome.StandsAlready, atHand.Version) { Equal = equal }, null);
                // The record that was held is not the last one: by now the entry may be struck.
                atHand = null;
                continue;
            }
            switch (await store.Append(prepared.Append, cancel))
            {
                case AppendResult.Appended:
                    if (prepared.NewKey is { } key) keys.Hold(command.Tenant, command.Stream, key);
                    if (prepared.ErasesKey) keys.Forget(command.Tenant, command.Stream);
                    if (prepared.ErasesKey) _recent.Forget(command.Tenant, command.Stream);
                    else if (isHeld && prepared.After is { } after) _recent.Hold(command.Tenant, command.Stream, after);
                    return (prepared.Answer, prepared.After);
                case AppendResult.Repeated repeated:
                    return (StoredAnswer.Read(repeated.First.Answer), null);
                case AppendResult.OtherBody:
                    return (new Answer(Outcome.OtherBody, 0), null);
                default:
                    atHand = null;
                    break;
            }
        }
        throw new StoreUnavailableException($"Stream {command.Stream} kept changing while the step was decided.");
    }

    /// <summary>Nearly every step asks for the key as well; it is asked for at the same time, and held for when it is needed.</summary>
    private async Task<Participant> Load(StepCommand command, CancellationToken cancel)
    {
        var key = keys.Find(command.Tenant, command.Stream, cancel).AsTask();
        var record = reader.Fold(command.Tenant, command.Stream, Moment.Now, cancel: cancel);
        await Task.WhenAll(key, record);
        return await record;
    }

    /// <summary>The latest entry that says in every field what a step asks, texts included; null when none does.</summary>
    /// <param name="record">As it is folded now.</param>
    public Task<EqualEntry?> FindEqual(TenantId tenant, StreamId stream, ParticipantStep step, Participant record, CancellationToken cancel = default) =>
        _equal.Find(tenant, stream, step, record, cancel);

    private async Task<EqualEntry?> StandsAlready(StepCommand command, Participant? record, CancellationToken cancel) =>
        command is { AsksFirst: true, Step: ParticipantStep step } ? await FindEqual(command.Tenant, command.Stream, step, record!, cancel) : null;

    /// <summary>What was answered under this id before, whatever was asked; nothing when it never came.</summary>
    public async Task<Answer?> AnswerUnder(TenantId tenant, CommandId id, CancellationToken cancel = default) =>
        (await store.FindAnswers(tenant, [id], cancel)).TryGetValue(id, out var first) ? StoredAnswer.Read(first.Answer) : null;

    /// <summary>What was answered to this command before; nothing when it never came.</summary>
    public async Task<Answer?> Remembered(StepCommand command, CancellationToken cancel = default)
    {
        var known = await store.FindAnswers(command.Tenant, new HashSet<CommandId> { command.Id }, cancel);
        if (!known.TryGetValue(command.Id, out var first)) return null;
        return first.Body.Equals(HashOf(command)) ? StoredAnswer.Read(first.Answer) : new Answer(Outcome.OtherBody, 0);
    }

    /// <summary>What would be answered, and the record as it would be; nothing is sealed and nothing written. Corrections need what is written and cannot be rehearsed.</summary>
    /// <param name="house">The programmes and coaches that were rehearsed before it.</param>
    public async Task<(Answer Answer, Participant After)> Rehearse(StepCommand command, Participant before, RehearsedHouse house, CancellationToken cancel = default)
    {
        var decision = before.Decide((ParticipantStep)command.Step, house.Add(command.Step, await Circumstances(command, null, cancel)));
        var after = before;
        foreach (var happened in decision.Writes) after = after.Apply((ParticipantEvent)happened, command.By);
        return (AnswerTo(decision, after.Version), after);
    }

    /// <summary>What would be answered to a step about a programme or a coach; what it would write is kept in <paramref name="house"/>.</summary>
    public async Task<Answer> Rehearse(StepCommand command, RehearsedHouse house, CancellationToken cancel = default)
    {
        var now = Now(command);
        var decision = command.Step switch
        {
            ProgrammeStep step => house.Decide(step, now, await reader.Programme(command.Tenant, command.Stream, cancel)),
            CoachStep step => house.Decide(step, now, await reader.Coach(command.Tenant, command.Stream, cancel)),
            _ => throw new ArgumentException($"A {command.Step.GetType().Name} is about a participant.", nameof(command)),
        };
        return AnswerTo(decision, 0);
    }

    /// <summary>Decides a participant's step on a record and makes what is to be written, without writing it.</summary>
    private async Task<Prepared> Prepare(StepCommand command, Participant before, CancellationToken cancel = default)
    {
        var decision = before.Decide((ParticipantStep)command.Step, await Circumstances(command, null, cancel));
        var written = await Seal(command, decision, before.Version, null, cancel);

        var after = before;
        foreach (var stored in written.Sealed)
        {
            after = stored is EntryCorrected correction
                ? (await reader.Fold(command.Tenant, command.Stream, Moment.Now, (correction, after.NextVersion), cancel)).Apply(correction, command.By)
                : after.Apply((ParticipantEvent)stored, command.By);
        }

        IReadOnlyList<RowChange> rows = written.Events.Count == 0 ? [] : [.. await Rows(command, before, after, written, cancel), .. DraftDesk.Gone(command.Tenant, command.Stream, before, after)];
        return Finish(command, decision, before.Version, written, rows, "participant") with { After = after, ErasesKey = after.IsErased && !before.IsErased };
    }

    /// <summary>Decides as many as go together, each on what those before it come to. Corrections and erasures go alone: they ask for what is written.</summary>
    private async Task<List<Decided>> Series(IEnumerable<StepCommand> steps, Participant before, HouseAtHand house, CancellationToken cancel)
    {
        var series = new List<Decided>();
        var ids = new HashSet<CommandId>();
        DataKey? newKey = null;
        foreach (var command in steps)
        {
            if (command.Step is CorrectEntry || command.AsOf is not null || !ids.Add(command.Id)) break;
            var decision = before.Decide((ParticipantStep)command.Step, await Circumstances(command, house, cancel));
            var written = await Seal(command, decision, before.Version, newKey, cancel);
            var after = written.Sealed.Aggregate(before, (record, happened) => record.Apply((ParticipantEvent)happened, command.By));
            if (after.IsErased && !before.IsErased) break;
            series.Add(new Decided(command, AnswerTo(decision, after.Version), before.Version, written, after));
            newKey ??= written.NewKey;
            before = after;
        }
        return series;
    }

    /// <summary>What is to be written of a series: the rows stand in its last command.</summary>
    private async Task<List<Append>> Together(List<Decided> series, Participant before, CancellationToken cancel)
    {
        var appends = series.Select(one => AppendOf(one.Command, one.Before, one.Written.Events, [], one.Answer, "participant")).ToList();
        var last = series[^1];
        if (ReferenceEquals(last.After, before)) return appends;
        var key = series.Select(one => one.Written).FirstOrDefault(written => written.NewKey is not null);
        var rows = new List<RowChange>(await Rows(last.Command, before, last.After, key ?? last.Written, cancel));
        foreach (var one in series)
        {
            rows.AddRange(DraftDesk.Gone(last.Command.Tenant, last.Command.Stream, before, one.After));
            before = one.After;
        }
        appends[^1] = appends[^1] with { Rows = rows };
        return appends;
    }

    /// <summary>What has to change in the inline views, and of the key.</summary>
    /// <param name="written">With the new key, if there is one.</param>
    private async Task<IReadOnlyList<RowChange>> Rows(StepCommand command, Participant before, Participant after, Written written, CancellationToken cancel)
    {
        var rows = ParticipantView.Changes(command.Tenant, command.Stream, before, after).ToList();
        rows.AddRange(NamesView.Changes(command.Tenant, command.Stream, before, after, written.NewKey ?? await keys.Find(command.Tenant, command.Stream, cancel), keys));
        if (written.KeyRow is { } keyRow) rows.Add(keyRow);
        if (after.IsErased && !before.IsErased) rows.Add(keys.Destroy(command.Tenant, command.Stream, clock.GetCurrentInstant()));
        return rows;
    }

    private async Task<Prepared> PrepareProgramme(StepCommand command, ProgrammeStep step, CancellationToken cancel)
    {
        var (soFar, version) = (await reader.Programme(command.Tenant, command.Stream, cancel), await VersionOf(command, cancel));
        var decision = step.DecideFor(soFar, Now(command));
        return Finish(command, decision, version, await Seal(command, decision, version, null, cancel), [], "programme");
    }

    private async Task<Prepared> PrepareCoach(StepCommand command, CoachStep step, CancellationToken cancel)
    {
        var (soFar, version) = (await reader.Coach(command.Tenant, command.Stream, cancel), await VersionOf(command, cancel));
        var decision = step.DecideFor(soFar, Now(command));
        var written = await Seal(command, decision, version, null, cancel);
        return Finish(command, decision, version, written, written.KeyRow is { } row ? [row] : [], "coach");
    }

    private Circumstances Now(StepCommand command)
    {
        var now = clock.GetCurrentInstant();
        return new Circumstances(Brussels.DayOf(now), command.By) { Time = Brussels.TimeOf(now), TakesNow = !command.IsFromLog };
    }

    private async Task<long> VersionOf(StepCommand command, CancellationToken cancel)
    {
        await foreach (var last in store.ReadStream(command.Tenant, command.Stream, new StreamSlice { Backwards = true, AtMost = 1 }, cancel)) return last.Version;
        return 0;
    }

    private async Task<Circumstances> Circumstances(StepCommand command, HouseAtHand? house, CancellationToken cancel)
    {
        var now = Now(command);
        if (command.Step is INamesProgramme { Programme: var programme })
        {
            var stream = references.ProgrammeStream(command.Tenant, programme);
            now = now with { Programme = house is null ? await reader.Programme(command.Tenant, stream, cancel) : await house.Programme(command.Tenant, stream, cancel) };
        }
        if (command.Step is INamesCoach { Coach: var coach })
        {
            var stream = references.CoachStream(command.Tenant, coach);
            now = now with { Coach = house is null ? await reader.Coach(command.Tenant, stream, cancel) : await house.Coach(command.Tenant, stream, cancel) };
        }
        if (command.Step is CorrectEntry { Replacement: { } replacement, Entry: >= 1 and var entry })
        {
            var inner = await Circumstances(command with { Step = replacement }, house, cancel);
            now = inner with { BeforeEntry = await reader.FoldBefore(command.Tenant, command.Stream, entry, cancel) };
        }
        return now;
    }

    /// <summary>What is stored, and the same read back: views and later decisions see exactly what the store will hold.</summary>
    /// <param name="newKey">Made for a step before it, and not yet written.</param>
    private async Task<Written> Seal(StepCommand command, Decision decision, long version, DataKey? newKey, CancellationToken cancel)
    {
        if (decision.Writes.Count == 0) return new Written([], [], null, null);
        var key = newKey ?? await keys.Find(command.Tenant, command.Stream, cancel);
        RowChange? keyRow = null;
        if (key is null && version == 0 && command.Step is not ProgrammeStep) (key, keyRow) = keys.Make(command.Tenant, command.Stream);

        var events = new List<NewEvent>(decision.Writes.Count);
        var read = new List<CoachingEvent>(decision.Writes.Count);
        foreach (var happened in decision.Writes)
        {
            version++;
            var (stored, asRead) = codec.Seal(happened, command.Tenant, command.Stream, version, key, command.By, command.EnteredElsewhere);
            events.Add(stored);
            read.Add(asRead);
        }
        return new Written(events, read, keyRow, keyRow is null ? null : key);
    }

    private Prepared Finish(StepCommand command, Decision decision, long version, Written written, IReadOnlyList<RowChange> rows, string streamType)
    {
        var answer = AnswerTo(decision, version + written.Events.Count);
        return new Prepared(AppendOf(command, version, written.Events, rows, answer, streamType), answer) { NewKey = written.NewKey };
    }

    private Append AppendOf(StepCommand command, long version, List<NewEvent> events, IReadOnlyList<RowChange> rows, Answer answer, string streamType) => new(command.Tenant, command.Id, HashOf(command))
    {
        // Also without events: what was refused, or was nothing new, was so on this very version.
        Streams = [new StreamAppend(command.Stream, version, events, streamType)],
        Rows = rows,
        Answer = StoredAnswer.Of(answer),
    };

    private BodyHash HashOf(StepCommand command) => new(references.Fingerprint(command.Body.Span));

    private static Answer AnswerTo(Decision decision, long versionAfter) => decision switch
    {
        Decision.Refused(var because, _) => new Answer(Outcome.Refused, versionAfter, because),
        { Writes.Count: 0 } => new Answer(Outcome.NothingNew, versionAfter),
        _ => new Answer(Outcome.Recorded, versionAfter),
    };

    /// <summary>A step that is decided and not yet written, with the record once it is.</summary>
    private sealed record Prepared(Append Append, Answer Answer)
    {
        public Participant? After { get; init; }

        public DataKey? NewKey { get; init; }

        public bool ErasesKey { get; init; }
    }

    /// <summary>A step of a series.</summary>
    /// <param name="Before">The version it was decided on.</param>
    private sealed record Decided(StepCommand Command, Answer Answer, long Before, Written Written, Participant After);

    private sealed record Written(List<NewEvent> Events, List<CoachingEvent> Sealed, RowChange? KeyRow, DataKey? NewKey);
}
