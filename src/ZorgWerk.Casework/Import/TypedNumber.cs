using System.Globalization;
using System.Text.RegularExpressions;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Import;

/// <summary>
/// Numbers as people write them in forms and sheets: decimals after a comma or a point, thousands apart or together. One that
/// may be read in two
/// ways (<c>1.000</c> is a thousand here and one elsewhere) is none: it is asked to be written otherwise.
/// </summary>
public static partial class TypedNumber
{
    /// <summary>The number, or a key of the catalogue of words for why it is none.</summary>
    public static (decimal? Number, string? Fault) Read(string typed)
    {
        var text = TypedText.Clean(typed);
        if (OneOrThousands().IsMatch(text)) return (null, "number/one-or-thousands");
        if (GroupedBySpaces().IsMatch(text)) text = text.Replace(" ", "", StringComparison.Ordinal);
        else if (GroupedByPoints().IsMatch(text)) text = text.Replace(".", "", StringComparison.Ordinal);
        else if (GroupedByCommas().IsMatch(text)) text = text.Replace(",", "", StringComparison.Ordinal);
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return decimal.TryParse(text.Replace(',', '.'), Plain, CultureInfo.InvariantCulture, out var number)
            ? (number, null) : (null, "field/not-a-number");
    }

    [GeneratedRegex(@"^[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 250)]
    private static partial Regex OneOrThousands();

    [GeneratedRegex(@"^[+-]?[0-9]{1,3}( [0-9]{3})+([.,][0-9]+)?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 250)]
    private static partial Regex GroupedBySpaces();

    [GeneratedRegex(@"^[+-]?[0-9]{1,3}(\.[0-9]{3})+(\.[0-9]{3}|,[0-9]+)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 250)]
    private static partial Regex GroupedByPoints();

    [GeneratedRegex(@"^[+-]?[0-9]{1,3}(,[0-9]{3})+(,[0-9]{3}|\.[0-9]+)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 250)]
    private static partial Regex GroupedByCommas();
}
