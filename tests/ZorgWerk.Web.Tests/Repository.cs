namespace ZorgWerk.Web.Tests;

/// <summary>Where the repository lies that these specs were built from.</summary>
internal static class Repository
{
    public static readonly string Top = Find();

    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "ZorgWerk.EventSourced.sln"))) at = at.Parent!;
        return at.FullName;
    }
}
