using ZorgWerk.Coaching;

namespace ZorgWerk.Web.Shell;

/// <summary>What pages say that is not a word of the field, from the <c>PageWords.csv</c> of each folder; the field's own words are found here too.</summary>
public static class PageWords
{
    private static readonly IReadOnlyList<WordTable> Tables =
        [.. typeof(PageWords).Assembly.GetManifestResourceNames().Where(name => name.EndsWith("PageWords.csv", StringComparison.Ordinal)).Select(name => new WordTable(typeof(PageWords).Assembly.GetManifestResourceStream(name)!))];

    public static IEnumerable<string> Keys => Tables.SelectMany(table => table.Keys);

    public static bool Has(string key) => Tables.Any(table => table.Has(key)) || Words.Has(key);

    public static string In(string language, string key) => Tables.FirstOrDefault(table => table.Has(key)) is { } table ? table.In(language, key) : Words.In(language, key);
}
