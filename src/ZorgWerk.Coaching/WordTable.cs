namespace ZorgWerk.Coaching;

/// <summary>Words in nl, fr and en: one row a key, so that a term is never translated in two places.</summary>
/// <param name="csv">A header, then <c>key;nl;fr;en</c> a line.</param>
public sealed class WordTable(Stream csv)
{
    public static readonly IReadOnlyList<string> Languages = ["nl", "fr", "en"];

    private readonly Dictionary<string, string[]> _rows = Load(csv);

    public IReadOnlyCollection<string> Keys => _rows.Keys;

    /// <summary>The word for a key; the key itself where there is none, so that a missing word is seen and nothing breaks.</summary>
    public string In(string language, string key) => _rows.TryGetValue(key, out var row) ? row[Math.Max(0, IndexOf(language))] : key;

    /// <summary>Whether the key has a word in every language.</summary>
    public bool Has(string key) => _rows.TryGetValue(key, out var row) && row.Length == Languages.Count && row.All(word => word.Length > 0);

    private static int IndexOf(string language)
    {
        for (var at = 0; at < Languages.Count; at++)
            if (Languages[at] == language) return at;
        return -1;
    }

    private static Dictionary<string, string[]> Load(Stream csv)
    {
        using var reader = new StreamReader(csv);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.TrimEnd('\r').Split(';')).ToDictionary(cells => cells[0], cells => cells[1..], StringComparer.Ordinal);
    }
}
