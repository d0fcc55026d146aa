using ZorgWerk.Casework.Personal;

namespace ZorgWerk.Casework.Recording;

/// <summary>Whether two names may be one person's: whatever the capitals, the accents and the order, and with one slip of the pen in a longer one.</summary>
public static class SimilarName
{
    private const int LongEnoughForASlip = 8;

    public static bool Is(string one, string other)
    {
        var (left, right) = (Parts(one), Parts(other));
        if (left.Length == 0 || right.Length == 0) return false;
        if (left.SequenceEqual(right)) return true;
        var (whole, against) = (string.Join(' ', left), string.Join(' ', right));
        return Math.Min(whole.Length, against.Length) >= LongEnoughForASlip && Math.Abs(whole.Length - against.Length) <= 1 && IsOneSlipAway(whole, against);
    }

    private static string[] Parts(string name) => [.. NameTokens.Words(name).Order(StringComparer.Ordinal)];

    /// <summary>One letter more, less or other.</summary>
    private static bool IsOneSlipAway(string one, string other)
    {
        var same = 0;
        while (same < one.Length && same < other.Length && one[same] == other[same]) same++;
        var left = one.AsSpan(same);
        var right = other.AsSpan(same);
        if (left.Length == right.Length) return left.Length > 0 && left[1..].SequenceEqual(right[1..]);
        return left.Length > right.Length ? left[1..].SequenceEqual(right) : left.SequenceEqual(right[1..]);
    }
}
