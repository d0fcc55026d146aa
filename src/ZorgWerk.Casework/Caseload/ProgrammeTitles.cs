using ZorgWerk.Casework.Access;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Caseload;

/// <summary>What people call the programmes that stand as codes in the caseload.</summary>
public static class ProgrammeTitles
{
    /// <summary>Each code once, whatever is repeated or missing among them; a programme's stream is a handful of events.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Read(Reading reading, References references, IEnumerable<string?> codes, CancellationToken cancel = default)
    {
        var titles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var code in codes.OfType<string>().Distinct(StringComparer.Ordinal))
        {
            var programme = await reading.Cases.Programme(reading.Visitor.Tenant, references.ProgrammeStream(reading.Visitor.Tenant, Code.Parse(code)), cancel);
            if (programme.Title.Length > 0) titles[code] = programme.Title;
        }
        return titles;
    }
}
