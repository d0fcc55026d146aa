namespace ZorgWerk.Coaching;

/// <summary>The field's own words: events, steps, fields, choices and refusals.</summary>
public static class Words
{
    private static readonly WordTable Table = new(typeof(Words).Assembly.GetManifestResourceStream("Words.csv")!);

    public static IReadOnlyList<string> Languages => WordTable.Languages;

    public static IReadOnlyCollection<string> Keys => Table.Keys;

    /// <inheritdoc cref="WordTable.In"/>
    public static string In(string language, string key) => Table.In(language, key);

    /// <summary>The words of a refusal, with what it is about in the place of <c>{0}</c>.</summary>
    public static string In(string language, Refusal refusal) =>
        In(language, refusal.Code).Replace("{0}", string.Join(", ", refusal.About.Select(about => In(language, about))), StringComparison.Ordinal);

    public static bool Has(string key) => Table.Has(key);
}
