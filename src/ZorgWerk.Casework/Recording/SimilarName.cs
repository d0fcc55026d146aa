using ZorgWerk.Casework.Personal;

namespace ZorgWerk.Casework.Recording;

/// <summary>
/// Whether two names may be one person's: however they are spelled, parted and put in order, and with one slip of the pen
/// in a longer one.
/// </summary>
public static class SimilarName
{
    private const int LongEnoughForASlip = 8;

    /// <summary>Orders that are compared; nobody has as many names.</summary>
    private const int MostWords = 8;

    public static bool Is(string one, string other) => Spellings(one).Overlaps(Spellings(other));

    /// <summary>
    /// Two names are similar when they have one of these in common: the name with its words turned round and in the order of
    /// the alphabet, and, of a
    /// longer one, all that is left when one letter is taken out. Another letter, one more, one less or two that changed places
    /// all leave the same.
    /// </summary>
    internal static HashSet<string> Spellings(string name)
    {
        var words = PlainName.Words(name).Select(word => string.Concat(word)).Take(MostWords).ToArray();
        var turned = words.Select((_, first) => string.Concat([.. words[first..], .. words[..first]]));
        HashSet<string> orders = [string.Concat(words.Order(StringComparer.Ordinal)), .. turned];
        orders.Remove("");
        var longer = orders.Where(letters => letters.Length >= LongEnoughForASlip);
        return [.. orders, .. longer.SelectMany(letters => letters.Select((_, at) => letters.Remove(at, 1)))];
    }
}
