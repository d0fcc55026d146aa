using System.Globalization;
using System.Text;

namespace ZorgWerk.Coaching;

/// <summary>
/// Text as it is kept, whatever keyboard, spreadsheet or page it was copied from: two texts that look the same are the same.
/// Asked where text
/// comes in, by every way; what was stored before stays as it is.
/// </summary>
public static class TypedText
{
    private const char ZeroWidthNonJoiner = '\u200C';
    private const char ZeroWidthJoiner = '\u200D';

    /// <summary>
    /// Accents joined to their letters (NFC), every space of a width of its own as a plain one, lines ended by <c>\n</c>,
    /// nothing around it, and
    /// no invisible characters but those that its script needs. Half a character is left for whoever checks the text.
    /// </summary>
    public static string Clean(string typed)
    {
        if (Ascii.IsValid(typed) && !typed.Contains('\r')) return typed.Trim();
        var hasRightToLeft = typed.Any(IsRightToLeft);
        var clean = new StringBuilder(typed.Length);
        foreach (var c in typed)
        {
            if (IsDropped(c, clean.Length > 0 ? clean[^1] : ' ', hasRightToLeft)) continue;
            clean.Append(char.GetUnicodeCategory(c) is UnicodeCategory.SpaceSeparator ? ' ' : c);
        }
        var text = clean.ToString().ReplaceLineEndings("\n").Trim();
        return IsWellFormed(text) ? text.Normalize(NormalizationForm.FormC) : text;
    }

    private static bool IsDropped(char c, char before, bool hasRightToLeft) => c switch
    {
        // Persian, the scripts of India and pictures made of several are written with them; no Latin, Greek or Cyrillic word is.
        ZeroWidthNonJoiner or ZeroWidthJoiner => before < '\u0590',
        // Marks and isolates keep a number or a name in its place within Arabic or Hebrew. Embeddings and overrides only make
        // text look like another.
        '\u200E' or '\u200F' or '\u061C' or (>= '\u2066' and <= '\u2069') => !hasRightToLeft,
        // Not characters at all, which normalisation refuses; and blanks that count as letters or signs.
        '\uFFFE' or '\uFFFF' or '\u034F' or '\u2800' or '\u3164' or '\uFFA0' => true,
        _ => char.GetUnicodeCategory(c) is UnicodeCategory.Format && c is not (>= '\u0600' and <= '\u08FF'),
    };

    private static bool IsRightToLeft(char c) =>
        c is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC');

    /// <summary>Whether every half of a character stands beside its other half.</summary>
    internal static bool IsWellFormed(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at])) continue;
            if (!char.IsHighSurrogate(text[at]) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1])) return false;
            at++;
        }
        return true;
    }
}
