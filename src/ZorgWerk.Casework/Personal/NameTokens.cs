using System.Text;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Personal;

/// <summary>
/// What stands in the database to find a case by any part of its name or reference: keyed fingerprints of every two and every
/// three letters that
/// follow each other in it. Whoever has the database and not the master key sees which cases of one organisation share such
/// parts, can count how
/// often each occurs and, in a large organisation, may guess names by that; see decision 60.
/// </summary>
internal static class NameTokens
{
    private const int Pair = 2;
    private const int Triple = 3;

    /// <summary>Letters of a name beyond it are not looked for: no name is as long.</summary>
    private const int MostLetters = 100;

    /// <summary>
    /// Every pair and triple of letters across the words of each text, and what may be looked for alone; in an order that
    /// says nothing.
    /// </summary>
    public static IReadOnlyList<long> Of(MasterKey master, TenantId tenant, params IEnumerable<string?> texts) =>
        Fingerprints(master, tenant, texts.OfType<string>().Select(PlainName.Words)
            .SelectMany(words => (IEnumerable<Rune[]>)[.. Parts(words, Pair), .. Parts(words, Triple), .. Alone(words)]));

    /// <summary>
    /// What a case must have all of to be found by these words; empty when there is nothing in them to look for.
    /// </summary>
    public static long[] Sought(MasterKey master, TenantId tenant, string? text)
    {
        var words = PlainName.Words(text ?? "");
        // One letter beside a longer word is an initial, which narrows little; alone it is a name of one letter.
        var longer = words.Where(word => !IsOneLetter(word)).ToArray();
        return [.. Fingerprints(master, tenant, (longer.Length > 0 ? longer : words).SelectMany(Covering))];
    }

    /// <summary>
    /// Three letters at a time: one slip of the pen changes three of them, and another order of words two where two words
    /// meet.
    /// </summary>
    public static long[] Triples(MasterKey master, TenantId tenant, string name)
    {
        var words = PlainName.Words(name);
        return [.. Fingerprints(master, tenant, Parts(words, Math.Min(Triple, words.Sum(word => word.Length))))];
    }

    /// <summary>In most scripts one letter would find half of everybody.</summary>
    public static bool IsOneLetter(Rune[] word) => word is [var letter] && !PlainName.IsWord(letter);

    /// <summary>
    /// As few triples as hold every letter of a word: each more is thousands of rows to go through in a large organisation.
    /// </summary>
    private static IEnumerable<Rune[]> Covering(Rune[] word)
    {
        var letters = word[..Math.Min(word.Length, MostLetters)];
        var length = Math.Min(letters.Length, Triple);
        for (var at = 0; at < letters.Length; at += Triple)
            yield return letters[Math.Min(at, letters.Length - length)..][..length];
    }

    private static IEnumerable<Rune[]> Parts(Rune[][] words, int length)
    {
        var letters = words.SelectMany(word => word).Take(MostLetters).ToArray();
        if (length == 0) yield break;
        for (var at = 0; at + length <= letters.Length; at++) yield return letters[at..(at + length)];
    }

    private static IEnumerable<Rune[]> Alone(Rune[][] words) =>
    [
        .. words.Where(IsOneLetter),
        .. words.SelectMany(word => word).Take(MostLetters).Where(PlainName.IsWord).Select(letter => new[] { letter }),
    ];

    private static IReadOnlyList<long> Fingerprints(MasterKey master, TenantId tenant, IEnumerable<Rune[]> parts) =>
        [.. parts.Select(part => string.Concat(part)).Distinct(StringComparer.Ordinal)
            .Select(part => master.NameToken(tenant.Value, part)).Order()];
}
