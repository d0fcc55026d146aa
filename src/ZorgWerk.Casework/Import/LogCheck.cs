using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Import;

/// <summary>
/// Goes through a whole step log before any of it is taken, and says which lines cannot be read, which two say the same, and who may be
/// registered already: what the file itself must tell. What the rules refuse shows when it is taken, or in a rehearsal.
/// </summary>
public sealed class LogCheck(IEventStore store, References references, SimilarCases similar, IClock clock)
{
    /// <summary>Registrations that are looked up at a time.</summary>
    private const int AtATime = 500;

    /// <summary>The line that each line of the file was first met on, by the beginning of its fingerprint.</summary>
    private readonly Dictionary<long, long> _lines = [];

    /// <summary>The line on which somebody is registered whose name may be spelled so, by the beginning of its fingerprint.</summary>
    private readonly Dictionary<long, long> _names = [];

    private readonly List<StepLine> _registrations = [];

    /// <returns>How many lines there are, and how many must be changed.</returns>
    /// <exception cref="StoreUnavailableException">The database does not answer.</exception>
    public async Task<(long Lines, long Faulty)> Check(TenantId tenant, IAsyncEnumerable<LogLine> log, Action<ImportError> onError, CancellationToken cancel = default)
    {
        long lines = 0;
        var faulty = new HashSet<long>();
        void Say(ImportError error)
        {
            faulty.Add(error.Line);
            onError(error);
        }

        await foreach (var logged in log.WithCancellation(cancel))
        {
            lines++;
            if (StepLine.Read(tenant, logged, references, clock.GetCurrentInstant(), Say) is not { } line) continue;
            if (!_lines.TryAdd(Beginning(line.Command.Id), line.Number)) Say(new ImportError(line.Number, null, "line/twice", null, [Text(_lines[Beginning(line.Command.Id)])]));
            else if (line.Command.Step is RegisterParticipant) _registrations.Add(line);
            if (_registrations.Count >= AtATime) await AskAboutNames(tenant, Say, cancel);
        }
        await AskAboutNames(tenant, Say, cancel);
        return (lines, faulty.Count);
    }

    private async Task AskAboutNames(TenantId tenant, Action<ImportError> say, CancellationToken cancel)
    {
        if (_registrations.Count == 0) return;
        var taken = await store.FindAnswers(tenant, _registrations.Select(line => line.Command.Id).ToHashSet(), cancel);
        var anew = _registrations.Where(line => !taken.ContainsKey(line.Command.Id)).Select(line => (Line: line, Name: NameIn(line))).ToList();
        _registrations.Clear();
        var asked = anew.Where(one => !one.Line.IsAnotherPerson).ToList();
        var known = (await similar.Find(tenant, [.. asked.Select(one => one.Name)], cancel)).Where(found => found.Case != asked[found.Name].Line.Command.Stream).Select(found => asked[found.Name].Line.Number).ToHashSet();
        foreach (var (line, name) in anew)
        {
            var spellings = SimilarName.Spellings(name).Select(Beginning).ToList();
            var before = spellings.Where(_names.ContainsKey).Select(spelling => _names[spelling]).Order().FirstOrDefault();
            foreach (var spelling in spellings) _names.TryAdd(spelling, line.Number);
            if (line.IsAnotherPerson) continue;
            if (known.Contains(line.Number)) say(new ImportError(line.Number, "name", "name/similar-case", null, []));
            else if (before > 0) say(new ImportError(line.Number, "name", "name/similar-line", null, [Text(before)]));
        }
    }

    /// <summary>As it was read; nobody sealed it yet.</summary>
    private static string NameIn(StepLine line) => ((RegisterParticipant)line.Command.Step).Name.Open(_ => null)!;

    private static string Text(long line) => line.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static long Beginning(CommandId id) => BinaryPrimitives.ReadInt64BigEndian(id.Value.ToByteArray(bigEndian: true));

    private static long Beginning(string spelling) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(spelling)));
}
