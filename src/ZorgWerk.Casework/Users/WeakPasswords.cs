using System.Collections.Frozen;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Users;

/// <summary>Whose password it is to be; nobody's own words make a secret.</summary>
public sealed record PasswordOwner(string Login, string Name, string Organisation);

/// <summary>Passwords that are long enough and yet among the first that anybody would try.</summary>
internal static class WeakPasswords
{
    public static readonly Refusal Common = new("user/password-common", "password");
    public static readonly Refusal Repeats = new("user/password-repeats", "password");
    public static readonly Refusal Sequence = new("user/password-sequence", "password");
    public static readonly Refusal Personal = new("user/password-personal", "password");

    /// <summary>So few different characters are a repetition, whatever their order.</summary>
    private const int FewCharacters = 4;

    /// <summary>A sequence may be broken so often and is still one.</summary>
    private const int FewBreaks = 3;

    /// <summary>What is left beside the own name and the like must be as long as this.</summary>
    private const int LeastBesideOwn = 6;

    /// <summary>Shorter parts of a name stand in too many words.</summary>
    private const int LeastOfName = 4;

    private const string Product = "zorgwerk";

    // Forward; the other way round they are sequences too.
    private static readonly string[] Rows =
        ["abcdefghijklmnopqrstuvwxyz", "012345678901", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "1qaz2wsx3edc4rfv5tgb6yhn7ujm"];

    private static readonly FrozenSet<string> Neighbours =
        Rows.SelectMany(row => row.Zip(row.Skip(1), (one, next) => $"{one}{next}")).SelectMany(pair => (string[])[pair, $"{pair[1]}{pair[0]}"]).ToFrozenSet(StringComparer.Ordinal);

    private static readonly Lazy<FrozenSet<string>> Known = new(Read);

    /// <summary>Why it is too easy to guess; null when it is not.</summary>
    public static Refusal? Fault(string password, PasswordOwner owner)
    {
        var text = password.ToLowerInvariant();
        if (text.Distinct().Count() <= FewCharacters || IsRepetition(text)) return Repeats;
        if (text.Zip(text.Skip(1), (one, next) => Neighbours.Contains($"{one}{next}")).Count(isNext => !isNext) <= FewBreaks) return Sequence;
        if (IsCommon(text)) return Common;
        return IsPersonal(text, owner) ? Personal : null;
    }

    private static bool IsCommon(string text) => Known.Value.Contains(text) || Forms(text).Any(form => form.Length > 0 && (Known.Value.Contains(form) || IsKnownTwice(form)));

    // The word without what was put around or between it, as it is and with digits read as the letters they stand for.
    private static IEnumerable<string> Forms(string text)
    {
        foreach (var spelt in new[] { text, Spelt(text) })
        {
            yield return Trimmed(spelt);
            yield return new string([.. spelt.Where(char.IsLetter)]);
        }
    }

    private static string Trimmed(string text) => text.Trim([.. text.Where(c => !char.IsLetter(c)).Distinct()]);

    private static bool IsKnownTwice(string word) => word.Length % 2 == 0 && word[..(word.Length / 2)] == word[(word.Length / 2)..] && Known.Value.Contains(word[..(word.Length / 2)]);

    private static string Spelt(string text) => new([.. text.Select(c => c switch { '0' => 'o', '1' => 'i', '3' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' => 't', _ => c })]);

    private static bool IsRepetition(string text) =>
        Enumerable.Range(1, text.Length / 2).Any(period => text.Skip(period).Zip(text, (one, before) => one == before).All(isSame => isSame));

    private static bool IsPersonal(string text, PasswordOwner owner)
    {
        var rest = OwnWords(owner).Aggregate(text, (left, word) => left.Replace(word, "", StringComparison.Ordinal));
        if (rest == text) return false;
        var letters = new string([.. rest.Where(char.IsLetter)]);
        return letters.Length < LeastBesideOwn || IsCommon(rest);
    }

    /// <summary>The longest first, so that a login goes away whole and not by its parts.</summary>
    private static IEnumerable<string> OwnWords(PasswordOwner owner) =>
        ((string[])[Product, owner.Organisation, owner.Login, owner.Name]).SelectMany(words => (string[])[words, .. words.Split([' ', '.', '-', '_', '@', '+', '\''])])
            .Select(word => word.ToLowerInvariant()).Append("zorg").Append("werk").Where(word => word.Length >= LeastOfName).Distinct().OrderByDescending(word => word.Length);

    private static FrozenSet<string> Read()
    {
        using var list = new StreamReader(typeof(WeakPasswords).Assembly.GetManifestResourceStream("CommonPasswords.txt")!);
        return list.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').ToFrozenSet(StringComparer.Ordinal);
    }
}
