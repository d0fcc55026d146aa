using System.Globalization;
using System.Text;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Personal;

/// <summary>
/// What stands in the database to find a case by name or reference: keyed fingerprints of how its words begin. Whoever has the database and not
/// the master key sees which cases of one organisation have words that begin alike, and no word.
/// </summary>
internal static class NameTokens
{
    /// <summary>One letter would find half of everybody.</summary>
    public const int Shortest = 2;

    /// <summary>What is typed beyond it narrows no further.</summary>
    private const int Longest = 10;

    /// <summary>Every beginning of every word, in an order that says nothing.</summary>
    public static IReadOnlyList<long> Of(MasterKey master, TenantId tenant, params IEnumerable<string?> texts) =>
        [.. texts.OfType<string>().SelectMany(Words).SelectMany(word => Enumerable.Range(Shortest, Math.Max(0, Math.Min(word.Length, Longest) - Shortest + 1)).Select(length => word[..length]))
            .Distinct(StringComparer.Ordinal).Select(beginning => master.NameToken(tenant.Value, beginning)).Order()];

    /// <summary>What a case must have all of to be found by these words; empty when none of them is long enough.</summary>
    public static long[] Sought(MasterKey master, TenantId tenant, string? text) =>
        [.. Words(text ?? "").Where(word => word.Length >= Shortest).Select(word => master.NameToken(tenant.Value, word[..Math.Min(word.Length, Longest)])).Distinct()];

    /// <summary>How the words of a name begin; who has almost this name has one of these.</summary>
    public static long[] Beginnings(MasterKey master, TenantId tenant, string name) =>
        [.. Words(name).Where(word => word.Length >= Shortest).Select(word => master.NameToken(tenant.Value, word[..Math.Min(word.Length, Shortest + 1)])).Distinct()];

    /// <summary>Letters and digits, whatever the capitals and the accents.</summary>
    public static string[] Words(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark) continue;
            plain.Append(char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ');
        }
        return plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
