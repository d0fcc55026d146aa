namespace ZorgWerk.Coaching;

/// <summary>The case went from one coach to another.</summary>
public sealed record CaseHandedOver(LocalDate On, CoachId From, CoachId To, LocalDate? CertificateValidUntil, PersonalText Reason) : ParticipantEvent(On)
{
    public override Participant Evolve(Participant soFar) =>
        soFar.WithCurrent(t => t with { Coach = To, CertificateValidUntil = CertificateValidUntil, HandOvers = t.HandOvers + 1 });
}

public sealed partial record Trajectory
{
    /// <summary>How often the coach changed; fewer is a steadier bond (S1-24).</summary>
    public int HandOvers { get; init; }
}

public sealed record HandOverCase(LocalDate On, CoachId Coach, [To(Reach.Team)] PersonalText Reason) : ParticipantStep(On), INamesCoach
{
    public static readonly Refusal NobodyToHandOver = new("hand-over-case/no-coach-yet", "coach");
    public static readonly Refusal SameCoach = new("hand-over-case/same-coach", "coach");

    public override Stage Needs => Stage.AnyTrajectory;

    public override Decision Decide(Participant soFar, Circumstances now) => soFar.Current! switch
    {
        { Coach: null } => Refuse(NobodyToHandOver),
        { Coach: { } coach } when coach == Coach => Refuse(SameCoach),
        _ when now.Coach is not { IsRegistered: true } => Refuse(AssignCoach.UnknownCoach),
        { Rules.RequiredCertificate: { } label } current => now.Coach.CertificateOn(label, On) is { } certificate
            ? Accept(new CaseHandedOver(On, current.Coach!.Value, Coach, certificate.ValidUntil, Reason))
            : Refuse(AssignCoach.NoValidCertificate with { About = [label.Value] }),
        var current => Accept(new CaseHandedOver(On, current.Coach!.Value, Coach, null, Reason)),
    };
}
