using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Personal;

/// <summary>
/// A name down to its letters and digits, so that it is found however it is spelled: without capitals, accents, apostrophes,
/// hyphens and dots.
/// Letters that Unicode does not take apart are written as the Latin-ASCII transform of the Unicode CLDR writes them (ø as o, ß
/// as ss, œ as oe).
/// </summary>
internal static class PlainName
{
    private static readonly FrozenDictionary<Rune, string> Latin = new Dictionary<char, string>
    {
        ['ß'] = "ss", ['æ'] = "ae", ['œ'] = "oe", ['ø'] = "o", ['ł'] = "l", ['đ'] = "d",
        ['ð'] = "d", ['ħ'] = "h", ['ı'] = "i", ['ĸ'] = "q", ['ŋ'] = "n", ['þ'] = "th",
        ['ŧ'] = "t", ['ƀ'] = "b", ['ƈ'] = "c", ['ɗ'] = "d", ['ə'] = "a", ['ɛ'] = "e",
        ['ɖ'] = "d", ['ƒ'] = "f", ['ɠ'] = "g", ['ɣ'] = "g", ['ɨ'] = "i", ['ƙ'] = "k",
        ['ƚ'] = "l", ['ɲ'] = "n", ['ɔ'] = "o", ['ɵ'] = "o", ['ƥ'] = "p", ['ƭ'] = "t",
        ['ʉ'] = "u", ['ʋ'] = "v", ['ƴ'] = "y", ['ƶ'] = "z",
        // As it is typed by who has no key for it.
        ['ґ'] = "г",
    }.ToFrozenDictionary(pair => new Rune(pair.Key), pair => pair.Value);

    /// <summary>The words of a text, parted by spaces, commas and semicolons.</summary>
    public static Rune[][] Words(string text)
    {
        var words = new List<Rune[]>();
        var word = new List<Rune>();
        void End()
        {
            if (word.Count > 0) words.Add([.. word]);
            word.Clear();
        }

        // By runes, for half a character has no normal form.
        var whole = string.Concat(TypedText.Clean(text).EnumerateRunes());
        foreach (var rune in whole.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || rune.Value is ',' or ';') End();
            else if (!Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.ModifierLetter) continue;
            else if (Latin.TryGetValue(Rune.ToLowerInvariant(rune), out var plain)) word.AddRange(plain.EnumerateRunes());
            else word.Add(Rune.ToLowerInvariant(rune));
        }
        End();
        return [.. words];
    }

    /// <summary>
    /// A sign that is a word, as in Chinese and Japanese, where one narrows as much as two or three letters do elsewhere.
    /// </summary>
    public static bool IsWord(Rune letter) =>
        letter.Value >= 0x2E80 && Rune.GetUnicodeCategory(letter) is UnicodeCategory.OtherLetter;
}
