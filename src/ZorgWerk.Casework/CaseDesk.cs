using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using ZorgWerk.Casework.Drafts;
using ZorgWerk.Casework.Events;
using ZorgWerk.Casework.Personal;
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

    /// <summary>The version of the record that it is asked on. Where that is no longer the last one, nothing is decided. Nothing: whatever it is by now.</summary>
    public long? AsOf { get; init; }
}

/// <summary><see cref="Moved"/>: the record is no longer the one the step was asked on, and nothing was decided or remembered.</summary>
public enum Outcome { Recorded, NothingNew, Refused, OtherBody, Moved }

/// <summary>What became of a step; the same for ever under the same command id.</summary>
/// <param name="Version">The stream's version afterwards.</param>
public sealed record Answer(Outcome Outcome, long Version, Refusal? Because = null)
{
    /// <summary>This is what was answered before; nothing was done now.</summary>
    [JsonIgnore]
    public bool IsRepeated { get; init; }
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
        var because = read.Code is null ? null : new Refusal(read.Code, read.Field, read.Rule) { About = (read.About ?? []).ToValueList() };
        return new Answer(read.Outcome, read.Version, because) { IsRepeated = true };
    }
}

/// <summary>The one way a step reaches the record: load, decide, append; decide again if somebody was first.</summary>
public sealed class CaseDesk(IEventStore store, CaseReader reader, KeyRing keys, EventCodec codec, References references, IClock clock)
{
    private const int Attempts = 5;

    private readonly RecentCases _recent = new(held: 2_000);

    /// <exception cref="StoreUnavailableException">The outcome is unknown; asking again under the same id tells it.</exception>
    public async Task<Answer> Take(StepCommand command, CancellationToken cancel = default) => (await Take(command, _recent.Find(command.Tenant, command.Stream), isHeld: true, cancel)).Answer;

    /// <summary>Takes a step on a record that was folded before, if there is one at hand: a stale one costs a second attempt, never a wrong decision.</summary>
    /// <returns>The answer, and the record after it where that is known.</returns>
    /// <inheritdoc cref="Take(StepCommand, CancellationToken)"/>
    public Task<(Answer Answer, Participant? After)> Take(StepCommand command, Participant? atHand, CancellationToken cancel = default) => Take(command, atHand, isHeld: false, cancel);

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
            if (command.Step is ParticipantStep) atHand ??= await reader.Fold(command.Tenant, command.Stream, Moment.Now, cancel: cancel);
            // Asked again after it was done, it is on a later version; the first answer holds.
            if (command.AsOf is { } asked && atHand is { } now && now.Version != asked) return (await Remembered(command, cancel) ?? new Answer(Outcome.Moved, now.Version), null);
            var prepared = command.Step switch
            {
                ParticipantStep => await Prepare(command, atHand!, cancel),
                ProgrammeStep step => await PrepareProgramme(command, step, cancel),
                CoachStep step => await PrepareCoach(command, step, cancel),
                _ => throw new ArgumentException($"Nobody takes a {command.Step.GetType().Name}.", nameof(command)),
            };
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
        var decision = before.Decide((ParticipantStep)command.Step, house.Add(command.Step, await Circumstances(command, cancel)));
        var after = before;
        foreach (var happened in decision.Writes) after = after.Apply((ParticipantEvent)happened, command.By);
        return (AnswerTo(decision, after.Version), after);
    }

    /// <summary>What would be answered to a step about a programme or a coach; what it would write is kept in <paramref name="house"/>.</summary>
    public async Task<Answer> Rehearse(StepCommand command, RehearsedHouse house, CancellationToken cancel = default)
    {
        var now = new Circumstances(Today(), command.By);
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
        var now = await Circumstances(command, cancel);
        var decision = before.Decide((ParticipantStep)command.Step, now);
        var written = await Seal(command, decision, before.Version, cancel);

        var after = before;
        foreach (var stored in written.Sealed)
        {
            after = stored is EntryCorrected correction
                ? (await reader.Fold(command.Tenant, command.Stream, Moment.Now, (correction, after.NextVersion), cancel)).Apply(correction, command.By)
                : after.Apply((ParticipantEvent)stored, command.By);
        }

        var rows = ParticipantView.Changes(command.Tenant, command.Stream, before, after).ToList();
        rows.AddRange(NamesView.Changes(command.Tenant, command.Stream, before, after, written.NewKey ?? await keys.Find(command.Tenant, command.Stream, cancel), keys));
        if (written.KeyRow is { } keyRow) rows.Add(keyRow);
        rows.AddRange(DraftDesk.Gone(command.Tenant, command.Stream, before, after));
        if (after.IsErased && !before.IsErased) rows.Add(keys.Destroy(command.Tenant, command.Stream, clock.GetCurrentInstant()));
        return Finish(command, decision, before.Version, written, rows, "participant") with { After = after, ErasesKey = after.IsErased && !before.IsErased };
    }

    private async Task<Prepared> PrepareProgramme(StepCommand command, ProgrammeStep step, CancellationToken cancel)
    {
        var (soFar, version) = (await reader.Programme(command.Tenant, command.Stream, cancel), await VersionOf(command, cancel));
        var decision = step.DecideFor(soFar, new Circumstances(Today(), command.By));
        return Finish(command, decision, version, await Seal(command, decision, version, cancel), [], "programme");
    }

    private async Task<Prepared> PrepareCoach(StepCommand command, CoachStep step, CancellationToken cancel)
    {
        var (soFar, version) = (await reader.Coach(command.Tenant, command.Stream, cancel), await VersionOf(command, cancel));
        var decision = step.DecideFor(soFar, new Circumstances(Today(), command.By));
        var written = await Seal(command, decision, version, cancel);
        return Finish(command, decision, version, written, written.KeyRow is { } row ? [row] : [], "coach");
    }

    private LocalDate Today() => Brussels.DayOf(clock.GetCurrentInstant());

    private async Task<long> VersionOf(StepCommand command, CancellationToken cancel)
    {
        await foreach (var last in store.ReadStream(command.Tenant, command.Stream, new StreamSlice { Backwards = true, AtMost = 1 }, cancel)) return last.Version;
        return 0;
    }

    private async Task<Circumstances> Circumstances(StepCommand command, CancellationToken cancel)
    {
        var now = new Circumstances(Today(), command.By);
        if (command.Step is INamesProgramme { Programme: var programme })
            now = now with { Programme = await reader.Programme(command.Tenant, references.ProgrammeStream(command.Tenant, programme), cancel) };
        if (command.Step is INamesCoach { Coach: var coach })
            now = now with { Coach = await reader.Coach(command.Tenant, references.CoachStream(command.Tenant, coach), cancel) };
        if (command.Step is CorrectEntry { Replacement: { } replacement, Entry: >= 1 and var entry })
        {
            var inner = await Circumstances(command with { Step = replacement }, cancel);
            now = inner with { BeforeEntry = await reader.FoldBefore(command.Tenant, command.Stream, entry, cancel) };
        }
        return now;
    }

    /// <summary>What is stored, and the same read back: views and later decisions see exactly what the store will hold.</summary>
    private async Task<Written> Seal(StepCommand command, Decision decision, long version, CancellationToken cancel)
    {
        if (decision.Writes.Count == 0) return new Written([], [], null, null);
        var key = await keys.Find(command.Tenant, command.Stream, cancel);
        RowChange? keyRow = null;
        DataKey? newKey = null;
        if (key is null && version == 0 && command.Step is not ProgrammeStep) (key, keyRow) = keys.Make(command.Tenant, command.Stream);
        if (keyRow is not null) newKey = key;

        var events = new List<NewEvent>(decision.Writes.Count);
        var read = new List<CoachingEvent>(decision.Writes.Count);
        foreach (var happened in decision.Writes)
        {
            version++;
            var stored = EventCodec.ToStore(happened, command.Tenant, command.Stream, version, key, command.By, command.EnteredElsewhere);
            events.Add(stored);
            read.Add(codec.FromStore(stored.Type, stored.Data, command.Tenant, command.Stream, version, default));
        }
        return new Written(events, read, keyRow, newKey);
    }

    private Prepared Finish(StepCommand command, Decision decision, long version, Written written, IReadOnlyList<RowChange> rows, string streamType)
    {
        var answer = AnswerTo(decision, version + written.Events.Count);
        return new Prepared(
            new Append(command.Tenant, command.Id, HashOf(command))
            {
                // Also without events: what was refused, or was nothing new, was so on this very version.
                Streams = [new StreamAppend(command.Stream, version, written.Events, streamType)],
                Rows = written.Events.Count == 0 ? [] : rows,
                Answer = StoredAnswer.Of(answer),
            },
            answer)
        { NewKey = written.NewKey };
    }

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

    private sealed record Written(List<NewEvent> Events, List<CoachingEvent> Sealed, RowChange? KeyRow, DataKey? NewKey);
}
