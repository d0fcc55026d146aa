namespace ZorgWerk.Coaching;

/// <summary>Coach and employer were in touch; the earlier in the trajectory, the better (R7).</summary>
public sealed record EmployerContacted(LocalDate On, ActorId Employer, Initiative Initiative, Engagement Engagement, PersonalText? About) : ParticipantEvent(On)
{
    public override ValueList<ActorId> Concerns => [Employer];

    public override Participant Evolve(Participant soFar) => soFar.WithCurrent(t => t with
    {
        FirstEmployerContactOn = Participant.Earlier(t.FirstEmployerContactOn, On),
        LastEmployerContactOn = Participant.Later(t.LastEmployerContactOn, On),
        EmployerEngagement = On < t.LastEmployerContactOn ? t.EmployerEngagement : Engagement,
    });
}

public enum Initiative { Coach, Participant, Employer }

/// <summary>Whether the employer takes part (S1-03).</summary>
public enum Engagement { Sought, Obtained, Refused }

public sealed partial record Trajectory
{
    public LocalDate? FirstEmployerContactOn { get; init; }
    public LocalDate? LastEmployerContactOn { get; init; }

    /// <summary>As of the last contact, in whatever order contacts were written down.</summary>
    public Engagement? EmployerEngagement { get; init; }

    /// <summary>From this day on the employer is late in being involved, by the programme's rules; nothing once involved or before intake.</summary>
    public LocalDate? EmployerContactDueOn => FirstEmployerContactOn is null ? IntakeOn?.PlusDays(Rules.EmployerContactDays) : null;
}

public sealed record ContactEmployer(
    LocalDate On, ActorId Employer, Initiative Initiative, Engagement Engagement, [To(Reach.WorkSide)] PersonalText? About) : ParticipantStep(On)
{
    public static readonly Refusal NotAnEmployer = new("contact-employer/not-an-employer", "employer");
    public static readonly Refusal NoConsentForContact = new("contact-employer/no-consent", "employer", "R1");

    public override Decision Decide(Participant soFar, Circumstances now) => soFar.ActorOn(Employer, On) switch
    {
        null => Refuse(RemoveActor.NotInTheNetwork with { Field = "employer" }),
        { } actor when !actor.Role.IsEmployer() => Refuse(NotAnEmployer),
        // That a coach calls at all tells an employer something; an employer who calls knows it already.
        _ when Initiative is Initiative.Coach && !soFar.MayContact(Employer, On) => Refuse(NoConsentForContact),
        _ => Accept(new EmployerContacted(On, Employer, Initiative, Engagement, About)),
    };
}
