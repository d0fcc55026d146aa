using System.Globalization;
using System.Text;
using ZorgWerk.Casework.Outcomes;

namespace ZorgWerk.Web.Outcomes;

/// <summary>Weeks and shares as places in the drawing of a curve, and the curve and its band as paths.</summary>
internal static class Chart
{
    public const int Left = 70, Right = 680, Top = 30, Bottom = 300;

    public static double X(int week) => Left + (double)(Right - Left) * week / ProgrammeFigures.Weeks;

    public static double Y(double share) => Bottom - (Bottom - Top) * share;

    /// <summary>Steps: level until the week's end, then down.</summary>
    public static string Line(IReadOnlyList<CurvePoint> curve)
    {
        if (curve.Count == 0) return "";
        var path = new StringBuilder("M").Append(At(X(curve[0].Week), Y(curve[0].Estimate)));
        foreach (var point in curve.Skip(1)) path.Append('H').Append(Number(X(point.Week))).Append('V').Append(Number(Y(point.Estimate)));
        return path.ToString();
    }

    /// <summary>Along the upper limit, and back along the lower.</summary>
    public static string Band(IReadOnlyList<CurvePoint> curve)
    {
        var sure = curve.TakeWhile(point => point.Band is not null).ToList();
        if (sure.Count < 2) return "";
        var path = new StringBuilder("M").Append(At(X(sure[0].Week), Y(sure[0].Band!.Upper)));
        foreach (var point in sure.Skip(1)) path.Append('H').Append(Number(X(point.Week))).Append('V').Append(Number(Y(point.Band!.Upper)));
        for (var at = sure.Count - 1; at > 0; at--)
            path.Append('V').Append(Number(Y(sure[at].Band!.Lower))).Append('H').Append(Number(X(sure[at].Week))).Append('V').Append(Number(Y(sure[at - 1].Band!.Lower)));
        return path.Append('H').Append(Number(X(sure[0].Week))).Append('Z').ToString();
    }

    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string At(double x, double y) => $"{Number(x)} {Number(y)}";
}
