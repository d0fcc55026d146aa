namespace ZorgWerk.Coaching;

/// <summary>A coach took the participant on, with the certificate that allowed it.</summary>
public sealed record CoachAssigned(LocalDate On, CoachId Coach, Code? Cohort, LocalDate? CertificateValidUntil) : ParticipantEvent(On)
{
    public override Participant Evolve(Participant soFar) =>
        soFar.WithCurrent(t => t with { Coach = Coach, Cohort = Cohort, CertificateValidUntil = CertificateValidUntil });
}

public sealed partial record Trajectory
{
    /// <summary>Whose caseload it stands on.</summary>
    public CoachId? Coach { get; init; }

    /// <summary>Training cohort of the first coach's certificate, for evaluation (S0-12).</summary>
    public Code? Cohort { get; init; }

    /// <summary>Later than this the certificate no longer holds; a warning, never a lock (R9).</summary>
    public LocalDate? CertificateValidUntil { get; init; }
}

public sealed record AssignCoach(LocalDate On, CoachId Coach) : ParticipantStep(On), INamesCoach
{
    public static readonly Refusal UnknownCoach = new("assign-coach/unknown-coach", "coach");
    public static readonly Refusal AlreadyAssigned = new("assign-coach/already-assigned", "coach");
    public static readonly Refusal NoValidCertificate = new("assign-coach/no-valid-certificate", "coach", "R9");

    public override Decision Decide(Participant soFar, Circumstances now) => soFar.Current! switch
    {
        { Coach: not null } => Refuse(AlreadyAssigned),
        _ when now.Coach is not { IsRegistered: true } => Refuse(UnknownCoach),
        { Rules.RequiredCertificate: { } label } => now.Coach.CertificateOn(label, On) is { } certificate
            ? Accept(new CoachAssigned(On, Coach, certificate.Cohort, certificate.ValidUntil))
            : Refuse(NoValidCertificate with { About = [label.Value] }),
        _ => Accept(new CoachAssigned(On, Coach, now.Coach.LatestCohort, null)),
    };
}
