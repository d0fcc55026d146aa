using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ZorgWerk.Casework.Events;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Import;

/// <summary>
/// Goes through a whole step log before any of it is taken, and says which lines cannot be read, which say what another line or
/// an entry says
/// already, and who may be registered already: what the file itself must tell. What the rules refuse shows when it is taken, or
/// in a rehearsal.
/// </summary>
public sealed class LogCheck(
    IEventStore store, CaseReader reader, CaseDesk desk, References references, SimilarCases similar, IClock clock)
{
    /// <summary>Lines that are held and looked up at a time.</summary>
    private const int AtATime = 1000;

    /// <summary>Cases that are read at the same time.</summary>
    private const int SideBySide = 16;

    /// <summary>The line that each line of the file was first met on, by the beginning of its fingerprint.</summary>
    private readonly Dictionary<long, long> _lines = [];

    /// <summary>
    /// The line on which somebody is registered whose name may be spelled so, by the beginning of its fingerprint.
    /// </summary>
    private readonly Dictionary<long, long> _names = [];

    private readonly List<StepLine> _held = [];

    /// <returns>How many lines there are, and how many must be changed.</returns>
    /// <exception cref="StoreUnavailableException">The database does not answer.</exception>
    public async Task<(long Lines, long Faulty)> Check(
        TenantId tenant, IAsyncEnumerable<LogLine> log, Action<ImportError> onError, CancellationToken cancel = default)
    {
        long lines = 0;
        var errors = new List<ImportError>();
        var faulty = 0L;
        await foreach (var logged in log.WithCancellation(cancel))
        {
            lines++;
            var now = clock.GetCurrentInstant();
            if (StepLine.Read(tenant, logged, references, now, errors.Add) is { } line) Hold(line, errors.Add);
            if (_held.Count + errors.Count >= AtATime) await AskAboutHeld();
        }
        await AskAboutHeld();
        return (lines, faulty);

        async Task AskAboutHeld()
        {
            var taken = await store.FindAnswers(tenant, _held.Select(line => line.Command.Id).ToHashSet(), cancel);
            var anew = _held.FindAll(line => !taken.ContainsKey(line.Command.Id));
            _held.Clear();
            var registrations = anew.FindAll(line => line.Command.Step is RegisterParticipant);
            errors.AddRange(await AskAboutNames(tenant, registrations, cancel));
            errors.AddRange(await AskAboutEntries(anew.Except(registrations).Where(line => line.Command.Step is ParticipantStep), cancel));
            faulty += errors.DistinctBy(error => error.Line).Count();
            foreach (var error in errors.OrderBy(error => error.Line)) onError(error);
            errors.Clear();
        }
    }

    private void Hold(StepLine line, Action<ImportError> say)
    {
        if (_lines.TryAdd(Beginning(line.Command.Id), line.Number)) _held.Add(line);
        else say(new ImportError(line.Number, null, "line/twice", null, [Text(_lines[Beginning(line.Command.Id)])]));
    }

    private async Task<List<ImportError>> AskAboutNames(TenantId tenant, List<StepLine> registrations, CancellationToken cancel)
    {
        var errors = new List<ImportError>();
        var asked = registrations.FindAll(line => !line.IsAnotherPerson);
        var found = asked.Count == 0 ? [] : await similar.Find(tenant, asked.ConvertAll(NameIn), cancel);
        var others = found.Where(one => one.Case != asked[one.Name].Command.Stream);
        var known = others.Select(one => asked[one.Name].Number).ToHashSet();
        foreach (var line in registrations)
        {
            var spellings = SimilarName.Spellings(NameIn(line)).Select(Beginning).ToList();
            var before = spellings.Where(_names.ContainsKey).Select(spelling => _names[spelling]).Order().FirstOrDefault();
            foreach (var spelling in spellings) _names.TryAdd(spelling, line.Number);
            if (line.IsAnotherPerson) continue;
            if (known.Contains(line.Number)) errors.Add(new ImportError(line.Number, "name", "name/similar-case", null, []));
            else if (before > 0) errors.Add(new ImportError(line.Number, "name", "name/similar-line", null, [Text(before)]));
        }
        return errors;
    }

    /// <summary>
    /// Lines that an entry of their case says word for word, which came by another way. A line that says which time it was
    /// is not asked.
    /// </summary>
    private async Task<IEnumerable<ImportError>> AskAboutEntries(IEnumerable<StepLine> lines, CancellationToken cancel)
    {
        var errors = new ConcurrentBag<ImportError>();
        var house = new RehearsedHouse();
        var cases = lines.Where(line => line.Occurrence == 1).GroupBy(line => line.Command.Stream);
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = cancel };
        await Parallel.ForEachAsync(cases, atOnce, async (one, stop) =>
        {
            var tenant = one.First().Command.Tenant;
            var record = await reader.Fold(tenant, one.Key, Moment.Now, cancel: stop);
            if (!record.IsRegistered || record.IsErased) return;
            foreach (var line in one)
            {
                var step = (ParticipantStep)line.Command.Step;
                if (await desk.FindEqual(tenant, one.Key, step, record, stop) is not { } equal) continue;
                // What can stand only once is nothing new, and no question. A correction cannot be rehearsed.
                var rehearsed = step is CorrectEntry ? null : (await desk.Rehearse(line.Command, record, house, stop)).Answer;
                if (rehearsed?.Outcome is Outcome.NothingNew) continue;
                var since = Brussels.DayOf(equal.EnteredAt).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
                errors.Add(new ImportError(line.Number, null, "line/stands-already", null, [since]));
            }
        });
        return errors;
    }

    /// <summary>As it was read; nobody sealed it yet.</summary>
    private static string NameIn(StepLine line) => ((RegisterParticipant)line.Command.Step).Name.Open(_ => null)!;

    private static string Text(long line) => line.ToString(CultureInfo.InvariantCulture);

    private static long Beginning(CommandId id) => BinaryPrimitives.ReadInt64BigEndian(id.Value.ToByteArray(bigEndian: true));

    private static long Beginning(string spelling) =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(spelling)));
}
