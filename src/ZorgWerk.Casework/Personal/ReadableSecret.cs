namespace ZorgWerk.Casework.Personal;

/// <summary>A secret that a person reads off a screen and types.</summary>
internal static class ReadableSecret
{
    // Sixteen that are hard to mistake for one another and cannot spell a word.
    private const string Letters = "bcdfghjkmnpqrtvw";

    /// <summary>Half of each byte as a letter, in groups of four.</summary>
    public static string Spell(ReadOnlySpan<byte> bytes)
    {
        var letters = new List<char>();
        foreach (var one in bytes)
        {
            if (letters.Count % 5 == 4) letters.Add('-');
            letters.Add(Letters[one & 0x0F]);
        }
        return string.Concat(letters);
    }
}
