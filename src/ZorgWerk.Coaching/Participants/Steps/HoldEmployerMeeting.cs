namespace ZorgWerk.Coaching;

/// <summary>Parties of the work side sat down with the coach, with or without the participant.</summary>
public sealed record EmployerMeetingHeld(LocalDate On, ValueList<ActorId> Attendees, bool ParticipantPresent, PersonalText? Discussed, PersonalText? Agreements,
    LocalTime? At = null) : ParticipantEvent(On), IHasTimeOfDay
{
    public override ValueList<ActorId> Concerns => Attendees;

    public override bool IsContact => ParticipantPresent;

    public override Participant Evolve(Participant soFar) => soFar.WithCurrent(t => t with
    {
        FirstEmployerContactOn = Participant.Earlier(t.FirstEmployerContactOn, On),
        LastEmployerContactOn = Participant.Later(t.LastEmployerContactOn, On),
        EmployerEngagement = On < t.LastEmployerContactOn ? t.EmployerEngagement : Engagement.Obtained,
        EmployerMeetings = t.EmployerMeetings + 1,
    });
}

public sealed partial record Trajectory
{
    public int EmployerMeetings { get; init; }
}

public sealed record HoldEmployerMeeting(
    LocalDate On, ValueList<ActorId> Attendees, bool ParticipantPresent,
    [To(Reach.WorkSide)] PersonalText? Discussed, [To(Reach.WorkSide)] PersonalText? Agreements,
    LocalTime? At = null) : ParticipantStep(On), IHasTimeOfDay
{
    public static readonly Refusal NobodyThere = new("hold-employer-meeting/nobody-there", "attendees") { IsOfTyping = true };
    public static readonly Refusal NoEmployerThere = new("hold-employer-meeting/no-employer-there", "attendees");
    public static readonly Refusal NoConsentForMeeting = new("hold-employer-meeting/no-consent", "attendees", "R1");

    public override Decision Decide(Participant soFar, Circumstances now)
    {
        if (Attendees.Count == 0) return Refuse(NobodyThere);
        var employers = 0;
        foreach (var attendee in Attendees)
        {
            if (soFar.ActorOn(attendee, On) is not { } actor) return Refuse(RemoveActor.NotInTheNetwork with { Field = "attendees" });
            if (actor.Role.IsEmployer()) employers++;
            // A participant at the table speaks for themselves; without them, consent does.
            if (!ParticipantPresent && actor.Side is Side.Work && !soFar.MayContact(attendee, soFar.WhenOf(this, now))) return Refuse(NoConsentForMeeting);
        }
        return employers == 0 ? Refuse(NoEmployerThere) : Accept(new EmployerMeetingHeld(On, Attendees, ParticipantPresent, Discussed, Agreements, now.TimeOf(this)));
    }
}
