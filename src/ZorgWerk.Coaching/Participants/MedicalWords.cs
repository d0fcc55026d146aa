using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ZorgWerk.Coaching;

/// <summary><see cref="Code"/>: of a diagnosis, in a classification; no sentence needs one to say what somebody can do.</summary>
public enum MedicalKind { Illness, Treatment, Code }

/// <summary>Where in a text something medical seems to stand. Holds no words itself: it may be logged.</summary>
/// <param name="At">Position of the first character, in UTF-16 units.</param>
public sealed record MedicalWord(int At, int Length, MedicalKind Kind)
{
    /// <summary>The words as they were typed.</summary>
    public string In(string text) => text.Substring(At, Length);
}

/// <summary>
/// Finds words and codes of illness and treatment in a text, in Dutch, French and English, by a list (MedicalWords.csv) and by the shapes of codes.
/// It knows words, not meaning: what it cannot see is said in docs/medical-words.md, with how often it is right.
/// </summary>
public static partial class MedicalWords
{
    /// <summary>Letters that Unicode does not take apart.</summary>
    private static readonly FrozenDictionary<char, string> Ligatures = new Dictionary<char, string>
    {
        ['ß'] = "ss", ['œ'] = "oe", ['Œ'] = "OE", ['æ'] = "ae", ['Æ'] = "AE", ['ø'] = "o", ['Ø'] = "O", ['ł'] = "l", ['Ł'] = "L", ['ı'] = "i",
    }.ToFrozenDictionary();

    /// <summary>A name that follows one of these is a person's, even where it is also a word.</summary>
    private static readonly FrozenSet<string> Titles = FrozenSet.ToFrozenSet(
        ["meneer", "mevrouw", "dhr", "mevr", "mw", "heer", "juffrouw", "monsieur", "madame", "mme", "mlle", "m", "mr", "mrs", "ms", "miss", "dr", "dokter", "docteur", "doctor", "prof"]);

    private static readonly FrozenSet<string> NameParticles = FrozenSet.ToFrozenSet(["de", "den", "der", "van", "vander", "ten", "ter", "le", "la", "du", "des", "von"]);

    /// <summary>What has the shape of a code behind one of these is a room, a gate, a version.</summary>
    private static readonly FrozenSet<string> Places = FrozenSet.ToFrozenSet(
        ["lokaal", "zaal", "kamer", "hal", "poort", "gebouw", "verdieping", "versie", "artikel", "salle", "local", "bureau", "porte", "quai", "version", "article", "room", "hall", "gate", "building", "office"]);

    private static readonly Dictionary<string, List<Entry>> Whole = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, List<Entry>> ByBeginning = new(StringComparer.Ordinal);
    private static readonly List<Entry> Inside = [];

    /// <summary>A stem shorter than this would begin half the dictionary.</summary>
    private const int ShortestStem = 3;

    static MedicalWords()
    {
        using var reader = new StreamReader(typeof(MedicalWords).Assembly.GetManifestResourceStream("MedicalWords.csv")!);
        foreach (var line in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            var cells = line.TrimEnd('\r').Split(';');
            MedicalKind? kind = cells[0] switch { "illness" => MedicalKind.Illness, "treatment" => MedicalKind.Treatment, "not" => null, _ => throw new InvalidDataException(line) };
            var entry = new Entry(kind, [.. cells[3].Split([' ', '-', '\''], StringSplitOptions.RemoveEmptyEntries).Select(Pattern.Of)]);
            var first = entry.Words[0];
            if (first.Before is not null) Inside.Add(entry);
            else if (!first.OpenEnd) Add(Whole, first.Stem, entry);
            else Add(ByBeginning, first.Stem[..ShortestStem], entry);
        }
    }

    private static void Add(Dictionary<string, List<Entry>> to, string key, Entry entry)
    {
        if (!to.TryGetValue(key, out var entries)) to[key] = entries = [];
        entries.Add(entry);
    }

    /// <summary>In the order of the text; none that overlap.</summary>
    public static IReadOnlyList<MedicalWord> In(string text)
    {
        var folded = Folded.Of(text);
        var found = new List<(int From, int To, MedicalKind Kind)>();
        var harmless = new List<(int From, int To)>();
        for (var at = 0; at < folded.Tokens.Count; at++)
        {
            foreach (var entry in Candidates(folded.Tokens[at].Word))
            {
                if (entry.EndAt(folded, at) is not { } last) continue;
                if (entry.Kind is { } kind && !IsName(folded, at)) found.Add((folded.Tokens[at].From, folded.Tokens[last].To, kind));
                else harmless.Add((folded.Tokens[at].From, folded.Tokens[last].To));
            }
        }
        foreach (var (pattern, kind) in Codes)
        foreach (Match code in pattern.Matches(folded.Cased))
            if (!IsPlace(folded, code.Index)) found.Add((code.Index, code.Index + code.Length, kind));

        var words = new List<MedicalWord>();
        var end = 0;
        foreach (var (from, to, kind) in found.Where(one => !harmless.Any(not => not.From < one.To && one.From < not.To)).OrderBy(one => one.From).ThenByDescending(one => one.To)
            // "Traumatherapie" is both; what is done about it says more than what it is done about.
            .ThenByDescending(one => one.Kind is MedicalKind.Treatment))
        {
            if (from < end) continue;
            var at = folded.Origin[from];
            words.Add(new MedicalWord(at, folded.Origin[to - 1] + 1 - at, kind));
            end = to;
        }
        return words;
    }

    private static IEnumerable<Entry> Candidates(string word)
    {
        IEnumerable<Entry> some = Whole.GetValueOrDefault(word, []);
        if (word.Length >= ShortestStem) some = some.Concat(ByBeginning.GetValueOrDefault(word[..ShortestStem], []));
        return some.Concat(Inside);
    }

    /// <summary>Written as a name, behind a title: Mr Cancer, mevrouw De Kanker.</summary>
    private static bool IsName(Folded text, int at)
    {
        var word = text.Cased.AsSpan(text.Tokens[at].From, text.Tokens[at].To - text.Tokens[at].From);
        if (!char.IsUpper(word[0]) || (word.Length > 1 && char.IsUpper(word[1]))) return false;
        var before = at - 1;
        while (before >= 0 && NameParticles.Contains(text.Tokens[before].Word)) before--;
        return before >= 0 && Titles.Contains(text.Tokens[before].Word);
    }

    /// <summary>The word before it, or the one before that: room F33.1, the room is F33.1.</summary>
    private static bool IsPlace(Folded text, int from) => text.Tokens.Where(token => token.To <= from).TakeLast(2).Any(token => Places.Contains(token.Word));

    private static readonly (Regex Pattern, MedicalKind Kind)[] Codes =
    [
        (Classification(), MedicalKind.Code), (DottedCode(), MedicalKind.Code), (NamedCode(), MedicalKind.Code), (TumourCode(), MedicalKind.Code),
        (MedicineCode(), MedicalKind.Treatment), (StageCode(), MedicalKind.Illness), (Dose(), MedicalKind.Treatment),
    ];

    private const RegexOptions Plainly = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const RegexOptions InAnyCase = Plainly | RegexOptions.IgnoreCase;
    private const int Patience = 1000;

    /// <summary>The name of a classification: ICD-10, DSM-5-TR, CIM-10.</summary>
    [GeneratedRegex(@"\b(ICD|DSM|CIM)[- ]?(\d+|[IV]+)(-?(TR|R|CM))?\b", InAnyCase, Patience)]
    private static partial Regex Classification();

    /// <summary>ICD-10 with its point: F33.1. Chapter U is for provisional use and stands on no attest.</summary>
    [GeneratedRegex(@"\b[A-TV-Z]\d{2}\.\d{1,2}\b", InAnyCase, Patience)]
    private static partial Regex DottedCode();

    /// <summary>ICD-10 without a point is also a room or a road, so only where it is called a code.</summary>
    [GeneratedRegex(@"\b(code|diagnos\w*|icd|cim)\W{1,3}[A-TV-Z]\d{2}\b", InAnyCase, Patience)]
    private static partial Regex NamedCode();

    /// <summary>A medicine by its ATC code: N06AB06.</summary>
    [GeneratedRegex(@"\b[ABCDGHJLMNPRSV]\d{2}[A-Z]{2}\d{2}\b", Plainly, Patience)]
    private static partial Regex MedicineCode();

    /// <summary>A tumour by size, nodes and metastases: T2N1M0.</summary>
    [GeneratedRegex(@"\b[cp]?T([0-4][a-d]?|is|x) ?N[0-3x][a-c]? ?M[01x]\b", InAnyCase, Patience)]
    private static partial Regex TumourCode();

    /// <summary>Stadium III, stade 2, stage IV. With an English or Dutch "stage" only Roman numbers: stage 2 of a plan, or a second traineeship, is none.</summary>
    [GeneratedRegex(@"\b([Ss]tadium|[Ss]tade) ?(I{1,3}|IV|[0-4])[a-cA-C]?\b|\b[Ss]tage ?(I{2,3}|IV)[a-cA-C]?\b", Plainly, Patience)]
    private static partial Regex StageCode();

    /// <summary>Of a medicine; not a concentration in air or water.</summary>
    [GeneratedRegex(@"\b\d+([.,]\d+)? ?(mg|mcg|µg|μg)\b(?! ?(/|per )(m|l|kg))", InAnyCase, Patience)]
    private static partial Regex Dose();

    /// <summary>A word or phrase of the list. Without a kind: words that are found elsewhere in the list and mean something else here.</summary>
    private sealed record Entry(MedicalKind? Kind, Pattern[] Words)
    {
        /// <summary>The last token, where the phrase begins at that token; null where it does not.</summary>
        public int? EndAt(Folded text, int at)
        {
            if (at + Words.Length > text.Tokens.Count) return null;
            for (var next = 0; next < Words.Length; next++)
            {
                if (!Words[next].Fits(text, text.Tokens[at + next])) return null;
                if (next > 0 && !text.GoesOn(at + next)) return null;
            }
            return at + Words.Length - 1;
        }
    }

    /// <summary>
    /// One word of a phrase. <c>*</c> before: anything may come before; <c>+</c>: at least three letters do; <c>*</c> after: any ending. All capitals: only in capitals.
    /// </summary>
    private sealed record Pattern(string Stem, int? Before, bool OpenEnd, bool InCapitals)
    {
        private const int LettersBeforeAnEnding = 3;

        public static Pattern Of(string written)
        {
            int? before = written[0] switch { '*' => 0, '+' => LettersBeforeAnEnding, _ => null };
            var openEnd = written[^1] is '*';
            var bare = written[(before is null ? 0 : 1)..(openEnd ? ^1 : ^0)];
            return new Pattern(Folded.Of(bare).Lower, before, openEnd, bare.Length > 1 && bare.All(char.IsUpper));
        }

        public bool Fits(Folded text, Token token)
        {
            if (InCapitals && !text.Cased.AsSpan(token.From, token.To - token.From).SequenceEqual(Stem.ToUpperInvariant())) return false;
            return (Before, OpenEnd) switch
            {
                (null, false) => token.Word == Stem,
                (null, true) => token.Word.StartsWith(Stem, StringComparison.Ordinal),
                ({ } letters, false) => token.Word.Length >= Stem.Length + letters && token.Word.EndsWith(Stem, StringComparison.Ordinal),
                ({ } letters, true) => token.Word.Length >= letters && token.Word.IndexOf(Stem, letters, StringComparison.Ordinal) >= 0,
            };
        }
    }

    private sealed record Token(int From, int To, string Word);

    /// <summary>A text without accents, ligatures and what cannot be seen, and where each character stood in it.</summary>
    private sealed record Folded(string Cased, string Lower, int[] Origin, IReadOnlyList<Token> Tokens)
    {
        public static Folded Of(string text)
        {
            var (cased, origin) = (new StringBuilder(text.Length), new List<int>(text.Length));
            for (var at = 0; at < text.Length; at += char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? 2 : 1)
            {
                foreach (var c in Plain(text, at))
                {
                    cased.Append(c);
                    origin.Add(at);
                }
            }
            var plain = cased.ToString();
            var lower = plain.ToLowerInvariant();
            return new Folded(plain, lower, [.. origin], [.. Split(lower)]);
        }

        /// <summary>Whether nothing but a space, a hyphen or an apostrophe lies before this token.</summary>
        public bool GoesOn(int token)
        {
            for (var at = Tokens[token - 1].To; at < Tokens[token].From; at++)
                if (!char.IsWhiteSpace(Lower[at]) && CharUnicodeInfo.GetUnicodeCategory(Lower[at]) is not UnicodeCategory.DashPunctuation && Lower[at] is not ('\'' or '’')) return false;
            return true;
        }

        private static IEnumerable<char> Plain(string text, int at)
        {
            if (Ligatures.TryGetValue(text[at], out var letters)) return letters;
            if (!Rune.TryGetRuneAt(text, at, out var rune)) return [];
            if (rune.IsAscii) return [text[at]];
            return rune.ToString().Normalize(NormalizationForm.FormKD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format));
        }

        private static IEnumerable<Token> Split(string lower)
        {
            for (var at = 0; at < lower.Length; at++)
            {
                if (!char.IsLetterOrDigit(lower[at])) continue;
                var from = at;
                while (at < lower.Length && char.IsLetterOrDigit(lower[at])) at++;
                yield return new Token(from, at, lower[from..at]);
            }
        }
    }
}
