namespace ZorgWerk.Coaching;

/// <summary>A label a coach holds, such as ALLEZI's.</summary>
/// <param name="Label">Which label.</param>
/// <param name="Cohort">The training the coach followed; a dimension of evaluation (S0-12).</param>
public sealed record Certificate(Code Label, Code Cohort, LocalDate IssuedOn, LocalDate ValidUntil)
{
    public LocalDate? SuspendedOn { get; init; }

    /// <summary>First and last day count; the day of suspension does not.</summary>
    public bool IsValidOn(LocalDate day) => IssuedOn <= day && day <= ValidUntil && (SuspendedOn is null || day < SuspendedOn);
}

public enum Language { Dutch, French, English, German, Arabic, Bulgarian, Turkish, Other }

/// <summary>A coach: languages, region and certificates.</summary>
public sealed partial record Coach
{
    public static readonly Coach Unknown = new();

    public bool IsRegistered { get; init; }
    public ValueList<Language> Languages { get; init; }
    public Code Region { get; init; }
    public PersonalText? Name { get; init; }
    public ValueList<Certificate> Certificates { get; init; }

    /// <summary>The training followed last, if any.</summary>
    public Code? LatestCohort => Certificates.Count > 0 ? Certificates[Certificates.Count - 1].Cohort : null;

    /// <summary>The certificate of that label that is valid on that day, the longest valid first.</summary>
    public Certificate? CertificateOn(Code label, LocalDate day) =>
        Certificates.Where(c => c.Label == label && c.IsValidOn(day)).MaxBy(c => c.ValidUntil);
}

public abstract record CoachEvent(LocalDate On) : CoachingEvent(On)
{
    public abstract Coach Evolve(Coach soFar);
}

public abstract record CoachStep(LocalDate On) : CoachingStep(On)
{
    /// <summary>How far ahead the end of a certificate may lie.</summary>
    public const int YearsAhead = 20;

    public abstract CoachId Coach { get; init; }

    public Decision DecideFor(Coach soFar, Circumstances now) =>
        RefusalOfDays(now.Today, YearsAhead) is { } no ? Refuse(no) : Decide(soFar);

    protected abstract Decision Decide(Coach soFar);
}
