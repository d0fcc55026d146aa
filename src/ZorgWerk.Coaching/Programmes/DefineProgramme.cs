namespace ZorgWerk.Coaching;

/// <summary>A programme was set up, with its first rules.</summary>
public sealed record ProgrammeDefined(LocalDate On, Code Programme, string Title, int? Target, LocalDate From, LocalDate? Until, ProgrammeRules Rules) : ProgrammeEvent(On)
{
    public override Programme Evolve(Programme soFar) =>
        soFar with { Id = Programme, Title = Title, Target = Target, From = From, Until = Until, Rules = Rules };
}

public sealed record DefineProgramme(
    LocalDate On, Code Programme, string Title, int? Target, LocalDate From, LocalDate? Until, Code? RequiredCertificate, ValueList<int> FollowUpMonths,
    int EmployerContactDays, int ContactDays, int MaximumConsentDays, bool NetworkBeforePlan) : ProgrammeStep(On)
{
    public static readonly Refusal AlreadyDefined = new("define-programme/already-defined", "programme");
    public static readonly Refusal TitleMissing = new("define-programme/title-missing", "title");

    public override ValueList<(string Field, LocalDate Day)> OtherDays => Until is { } until ? [("from", From), ("until", until)] : [("from", From)];

    protected override Decision Decide(Programme soFar)
    {
        var rules = new ProgrammeRules(1, RequiredCertificate, FollowUpMonths, EmployerContactDays, ContactDays, MaximumConsentDays, NetworkBeforePlan);
        var defined = new ProgrammeDefined(On, Programme, Title, Target, From, Until, rules);
        return soFar switch
        {
            { IsDefined: true } => defined.Evolve(soFar) == soFar ? NothingNew : Refuse(AlreadyDefined),
            _ when Title.Length is 0 or > 120 => Refuse(TitleMissing),
            _ when Until < From => Refuse(Refusals.EndsBeforeItStarts),
            _ when rules.Fault() is { } no => Refuse(no),
            _ => Accept(defined),
        };
    }
}

internal static class RulesBounds
{
    /// <summary>Days and months that a calendar can hold; the programme decides within them.</summary>
    public static Refusal? Fault(this ProgrammeRules rules)
    {
        if (rules.EmployerContactDays is < 1 or > 730) return Out("employerContactDays", "1", "730");
        if (rules.ContactDays is < 1 or > 730) return Out("contactDays", "1", "730");
        if (rules.MaximumConsentDays is < 1 or > 1830) return Out("maximumConsentDays", "1", "1830");
        foreach (var month in rules.FollowUpMonths)
            if (month is < 1 or > 120) return Out("followUpMonths", "1", "120");
        return null;

        static Refusal Out(string field, string least, string most) => Refusals.OutOfBounds with { Field = field, About = [least, most] };
    }
}
