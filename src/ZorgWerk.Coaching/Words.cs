namespace ZorgWerk.Coaching;

/// <summary>The field's own words in nl, fr and en: one row a key, so that a term is never translated in two places.</summary>
public static class Words
{
    public static readonly IReadOnlyList<string> Languages = ["nl", "fr", "en"];

    private static readonly Dictionary<string, string[]> Rows = Load();

    public static IReadOnlyCollection<string> Keys => Rows.Keys;

    /// <summary>The word for a key; the key itself where there is none, so that a missing word is seen and nothing breaks.</summary>
    public static string In(string language, string key) =>
        Rows.TryGetValue(key, out var row) ? row[Math.Max(0, IndexOf(language))] : key;

    /// <summary>The words of a refusal, with what it is about in the place of <c>{0}</c>.</summary>
    public static string In(string language, Refusal refusal) =>
        In(language, refusal.Code).Replace("{0}", string.Join(", ", refusal.About.Select(about => In(language, about))), StringComparison.Ordinal);

    public static bool Has(string key) => Rows.TryGetValue(key, out var row) && row.Length == Languages.Count && row.All(word => word.Length > 0);

    private static int IndexOf(string language)
    {
        for (var at = 0; at < Languages.Count; at++)
            if (Languages[at] == language) return at;
        return -1;
    }

    private static Dictionary<string, string[]> Load()
    {
        using var reader = new StreamReader(typeof(Words).Assembly.GetManifestResourceStream("Words.csv")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.TrimEnd('\r').Split(';')).ToDictionary(cells => cells[0], cells => cells[1..], StringComparer.Ordinal);
    }
}
