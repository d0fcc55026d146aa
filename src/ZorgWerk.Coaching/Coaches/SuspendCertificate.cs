namespace ZorgWerk.Coaching;

/// <summary>A label was taken from a coach; from this day it opens no new trajectory.</summary>
public sealed record CertificateSuspended(LocalDate On, CoachId Coach, Code Label) : CoachEvent(On)
{
    public override Coach Evolve(Coach soFar) =>
        soFar with { Certificates = soFar.Certificates.Change(c => c.Label == Label && c.IsValidOn(On), c => c with { SuspendedOn = On }) };
}

public sealed record SuspendCertificate(LocalDate On, CoachId Coach, Code Label) : CoachStep(On)
{
    public static readonly Refusal NoneValid = new("suspend-certificate/none-valid", "label");

    protected override Decision Decide(Coach soFar) => soFar switch
    {
        { IsRegistered: false } => Refuse(IssueCertificate.NotRegistered),
        _ when soFar.Certificates.Any(c => c.Label == Label && c.SuspendedOn == On) => NothingNew,
        _ when soFar.CertificateOn(Label, On) is null => Refuse(NoneValid),
        _ => Accept(new CertificateSuspended(On, Coach, Label)),
    };
}
