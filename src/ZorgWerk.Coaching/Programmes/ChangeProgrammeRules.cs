namespace ZorgWerk.Coaching;

/// <summary>The programme goes on under other rules; trajectories that are open keep theirs (S0-12).</summary>
public sealed record ProgrammeRulesChanged(LocalDate On, Code Programme, ProgrammeRules Rules) : ProgrammeEvent(On)
{
    public override Programme Evolve(Programme soFar) => soFar with { Rules = Rules };
}

public sealed record ChangeProgrammeRules(
    LocalDate On, Code Programme, Code? RequiredCertificate, ValueList<int> FollowUpMonths,
    int EmployerContactDays, int ContactDays, int MaximumConsentDays, bool NetworkBeforePlan) : ProgrammeStep(On)
{
    public static readonly Refusal NotDefined = new("programme/not-defined", "programme");

    protected override Decision Decide(Programme soFar)
    {
        if (soFar.Rules is not { } current) return Refuse(NotDefined);
        var changed = new ProgrammeRules(current.Version + 1, RequiredCertificate, FollowUpMonths, EmployerContactDays, ContactDays, MaximumConsentDays, NetworkBeforePlan);
        if (changed.Fault() is { } no) return Refuse(no);
        return changed with { Version = current.Version } == current ? NothingNew : Accept(new ProgrammeRulesChanged(On, Programme, changed));
    }
}
