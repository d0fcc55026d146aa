using System.Globalization;

namespace ZorgWerk.Web.Shell;

/// <summary>Regions stand on record as codes, and are read by name.</summary>
internal static class Regions
{
    /// <summary>The name in the reader's language; of a region that has none here the code, with capitals as names have.</summary>
    public static string Region(this PageContext context, string code) =>
        PageWords.Has($"region.{code}") ? context.Say($"region.{code}") : CultureInfo.GetCultureInfo("nl-BE").TextInfo.ToTitleCase(code);
}
