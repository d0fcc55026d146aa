using System.Globalization;
using ZorgWerk.Coaching;

namespace ZorgWerk.Cli;

/// <summary>A warning can wait for working hours; a fault endangers cases now.</summary>
internal enum Standing { Ok, Warning, Fault }

/// <summary>One thing that was looked at.</summary>
/// <param name="Check">What was looked at: one name for all its outcomes.</param>
/// <param name="Outcome">What was found; with the check, the key of the words.</param>
/// <param name="About">What the words speak of, in their order.</param>
internal sealed record Finding(string Check, Standing Standing, string Outcome, params object[] About)
{
    private static readonly WordTable Words = new(typeof(Finding).Assembly.GetManifestResourceStream("DoctorWords.csv")!);

    public string Reason(string language) => Say(language, $"{Check}.{Outcome}");

    /// <summary>What to do; nothing when all is well.</summary>
    public string? Advice(string language) => Standing is Standing.Ok ? null : Say(language, $"{Check}.{Outcome}.do");

    public static string Word(string language, Standing standing) => Words.In(language, $"standing.{standing}");

    private string Say(string language, string key) => string.Format(CultureInfo.GetCultureInfo(language), Words.In(language, key), About);
}
