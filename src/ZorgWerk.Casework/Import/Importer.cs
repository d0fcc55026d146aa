using System.Collections.Concurrent;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Import;

/// <summary>A line that was not taken, and why.</summary>
/// <param name="Code">A key of the catalogue of words.</param>
/// <param name="Rule">The rule of the house, where one said no.</param>
public sealed record ImportError(long Line, string? Field, string Code, string? Rule, ValueList<string> About);

public sealed record ImportProgress(long Lines, long Bytes);

/// <summary>What became of a file.</summary>
/// <param name="Repeated">Lines that had been taken, or refused, before.</param>
/// <param name="Undecided">Corrections in a rehearsal: they mend what was not written.</param>
public sealed record ImportResult(long Lines, long Recorded, long NothingNew, long Repeated, long Refused, long Faulty, long Undecided = 0);

/// <summary>
/// Step logs through the same deciders as everything else. The lines of one participant are taken one after the other; participants go side
/// by side, and their appends share commits. A line that cannot be read is left out; whoever wants all or none asks <see cref="LogCheck"/> first.
/// </summary>
public sealed class Importer(IEventStore store, CaseReader reader, CaseDesk desk, References references, IClock clock)
{
    /// <summary>Participants whose lines are taken at the same time: enough that their appends fill a commit.</summary>
    private const int SideBySide = 128;

    /// <summary>Records that are held between windows.</summary>
    private const int HeldRecords = 4_000;

    private readonly ConcurrentDictionary<StreamId, Participant> _records = new();
    private readonly RehearsedHouse _house = new();

    /// <summary>When a line was entered elsewhere is kept beside the event; not where our own clock tells the same.</summary>
    public bool KeepsEntered { get; init; } = true;

    /// <summary>Takes JSON Lines.</summary>
    /// <inheritdoc cref="Import(TenantId, IAsyncEnumerable{LogLine}, bool, Action{ImportError}, Action{ImportProgress}?, CancellationToken)"/>
    public Task<ImportResult> Import(
        TenantId tenant, Stream file, bool dryRun, Action<ImportError> onError, Action<ImportProgress>? onProgress = null, CancellationToken cancel = default) =>
        Import(tenant, LineReader.Read(file, cancel), dryRun, onError, onProgress, cancel);

    /// <summary>Takes a log whatever it was written as.</summary>
    /// <param name="dryRun">Decide everything, write nothing.</param>
    /// <exception cref="StoreUnavailableException">The database went away; what was acknowledged stays, and the same file again completes the rest.</exception>
    public async Task<ImportResult> Import(
        TenantId tenant, IAsyncEnumerable<LogLine> log, bool dryRun, Action<ImportError> onError, Action<ImportProgress>? onProgress = null, CancellationToken cancel = default)
    {
        var result = new ImportResult(0, 0, 0, 0, 0, 0);
        var (lines, bytesRead) = (0L, 0L);
        var window = new Window();
        var taking = Task.CompletedTask;
        try
        {
            await foreach (var logged in log.WithCancellation(cancel))
            {
                (lines, bytesRead) = (lines + 1, logged.BytesRead);
                if (StepLine.Read(tenant, logged, references, clock.GetCurrentInstant(), window.Errors.Add) is { } line)
                    window.Add(KeepsEntered ? line : line with { Command = line.Command with { EnteredElsewhere = null } });
                else window.Faulty++;
                if (!window.IsFull && !taking.IsFaulted) continue;
                await TakeNext();
            }
            await TakeNext();
        }
        finally
        {
            // Also when the file could not be read on: what was begun is brought to its end first.
            await taking;
        }
        return result with { Lines = lines };

        // While one window is written the next is read.
        async Task TakeNext()
        {
            await taking;
            taking = Next(window, new ImportProgress(lines, bytesRead));
            window = new Window();
        }

        async Task Next(Window full, ImportProgress then)
        {
            try
            {
                result = await Take(tenant, full, dryRun, result, cancel);
            }
            finally
            {
                foreach (var error in full.Errors.OrderBy(error => error.Line)) onError(error);
            }
            onProgress?.Invoke(then);
        }
    }

    private async Task<ImportResult> Take(TenantId tenant, Window window, bool dryRun, ImportResult soFar, CancellationToken cancel)
    {
        soFar = soFar with { Faulty = soFar.Faulty + window.Faulty };
        var lines = window.Lines;
        var from = 0;
        for (var at = 0; at <= lines.Count; at++)
        {
            // Programmes and coaches are few, and what follows is decided on them: they part the window.
            if (at < lines.Count && lines[at].Command.Step is ParticipantStep) continue;
            soFar = await TakeParticipants(tenant, lines[from..at], dryRun, soFar, window.Errors, cancel);
            if (at < lines.Count)
                soFar = Count(soFar, lines[at], dryRun ? await desk.Rehearse(lines[at].Command, _house, cancel) : await desk.Take(lines[at].Command, cancel), window.Errors.Add);
            from = at + 1;
        }
        return soFar;
    }

    /// <summary>Participants side by side, so that their appends share commits; the lines of one participant one after the other.</summary>
    private async Task<ImportResult> TakeParticipants(TenantId tenant, List<StepLine> lines, bool dryRun, ImportResult soFar, List<ImportError> errors, CancellationToken cancel)
    {
        if (lines.Count == 0) return soFar;
        var known = await store.FindAnswers(tenant, lines.Select(line => line.Command.Id).ToHashSet(), cancel);
        var taken = new ConcurrentBag<(StepLine Line, Answer? Answer)>();
        var house = new HouseAtHand(reader);
        await Parallel.ForEachAsync(lines.GroupBy(line => line.Command.Stream), new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = cancel }, async (one, stop) =>
        {
            var unknown = new List<StepLine>();
            foreach (var line in one)
            {
                if (known.TryGetValue(line.Command.Id, out var first)) taken.Add((line, StoredAnswer.Read(first.Answer)));
                else unknown.Add(line);
            }
            if (unknown.Count == 0) return;
            var answers = dryRun ? await Rehearse(unknown, stop) : await TakeAll(one.Key, unknown, house, stop);
            foreach (var (line, answer) in unknown.Zip(answers)) taken.Add((line, answer));
        });
        foreach (var (line, answer) in taken)
            soFar = answer is null ? soFar with { Undecided = soFar.Undecided + 1 } : Count(soFar, line, answer, errors.Add);
        if (!dryRun && _records.Count > HeldRecords) _records.Clear();
        return soFar;
    }

    private async Task<IReadOnlyList<Answer?>> TakeAll(StreamId stream, List<StepLine> lines, HouseAtHand house, CancellationToken cancel)
    {
        var (answers, after) = await desk.TakeAll([.. lines.Select(line => line.Command)], _records.GetValueOrDefault(stream), house, cancel);
        if (after is null) _records.TryRemove(stream, out _);
        else _records[stream] = after;
        return answers;
    }

    private async Task<IReadOnlyList<Answer?>> Rehearse(List<StepLine> lines, CancellationToken cancel)
    {
        var answers = new List<Answer?>(lines.Count);
        foreach (var command in lines.Select(line => line.Command))
        {
            Answer? answer = null;
            if (command.Step is not CorrectEntry)
                (answer, _records[command.Stream]) = await desk.Rehearse(command, _records.GetValueOrDefault(command.Stream) ?? await reader.Fold(command.Tenant, command.Stream, Moment.Now, cancel: cancel), _house, cancel);
            answers.Add(answer);
        }
        return answers;
    }

    private static ImportResult Count(ImportResult soFar, StepLine line, Answer answer, Action<ImportError> onError)
    {
        if (answer is { Outcome: Outcome.Refused, Because: { } because }) onError(new ImportError(line.Number, because.Field, because.Code, because.Rule, because.About));
        if (answer.Outcome is Outcome.Refused) soFar = soFar with { Refused = soFar.Refused + 1 };
        return answer switch
        {
            { IsRepeated: true } => soFar with { Repeated = soFar.Repeated + 1 },
            { Outcome: Outcome.Recorded } => soFar with { Recorded = soFar.Recorded + 1 },
            { Outcome: Outcome.NothingNew } => soFar with { NothingNew = soFar.NothingNew + 1 },
            _ => soFar,
        };
    }

    /// <summary>Lines that are taken together, with what was wrong with those among them.</summary>
    private sealed class Window
    {
        /// <summary>Lines that are held at a time, and bytes: a few lines may hold the longest of texts.</summary>
        private const int MostLines = 4_000;
        private const int MostBytes = 8 * 1024 * 1024;

        private long _bytes;

        public List<StepLine> Lines { get; } = [];

        /// <summary>First of those that cannot be read, then of those that were refused; each added by one thread at a time.</summary>
        public List<ImportError> Errors { get; } = [];

        public long Faulty { get; set; }

        public bool IsFull => Lines.Count + Errors.Count >= MostLines || _bytes >= MostBytes;

        public void Add(StepLine line)
        {
            Lines.Add(line);
            _bytes += line.Command.Body.Length;
        }
    }
}
