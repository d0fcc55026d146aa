namespace ZorgWerk.Coaching;

/// <summary>A coach followed the training of a label and holds its certificate.</summary>
/// <param name="On">The first day it is valid.</param>
public sealed record CertificateIssued(LocalDate On, CoachId Coach, Code Label, Code Cohort, LocalDate ValidUntil) : CoachEvent(On)
{
    public override Coach Evolve(Coach soFar) => soFar with { Certificates = soFar.Certificates.Add(new Certificate(Label, Cohort, On, ValidUntil)) };
}

public sealed record IssueCertificate(LocalDate On, CoachId Coach, Code Label, Code Cohort, LocalDate ValidUntil) : CoachStep(On)
{
    public static readonly Refusal NotRegistered = new("coach/not-registered", "coach");

    public override ValueList<(string Field, LocalDate Day)> OtherDays => [("validUntil", ValidUntil)];

    protected override Decision Decide(Coach soFar) => soFar switch
    {
        { IsRegistered: false } => Refuse(NotRegistered),
        _ when ValidUntil < On => Refuse(Refusals.EndsBeforeItStarts with { Field = "validUntil" }),
        _ when soFar.Certificates.FirstOrDefault(c => c.Label == Label && c.IssuedOn == On) is { } known =>
            known.Cohort == Cohort && known.ValidUntil == ValidUntil ? NothingNew : Refuse(Refusals.IdInUse with { Field = "label" }),
        _ => Accept(new CertificateIssued(On, Coach, Label, Cohort, ValidUntil)),
    };
}
