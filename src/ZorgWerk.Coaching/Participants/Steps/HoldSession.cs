namespace ZorgWerk.Coaching;

/// <summary>A session with the participant: alone, in a group, or online.</summary>
/// <param name="Group">The same in every stream of those who were there; none of them names another.</param>
public sealed record SessionHeld(LocalDate On, SessionForm Form, int Minutes, GroupSessionId? Group, PersonalText? Report) : ParticipantEvent(On)
{
    public override bool IsContact => true;

    public override Participant Evolve(Participant soFar) => soFar.WithCurrent(t => t with { Sessions = t.Sessions + 1 });
}

public enum SessionForm { Individual, Group, Online }

public sealed partial record Trajectory
{
    public int Sessions { get; init; }
}

public sealed record HoldSession(LocalDate On, SessionForm Form, int Minutes, GroupSessionId? Group, [To(Reach.Team)] PersonalText? Report) : ParticipantStep(On)
{
    public static readonly Refusal GroupUnnamed = new("hold-session/group-unnamed", "group") { IsOfTyping = true };

    public override Decision Decide(Participant soFar, Circumstances now) => this switch
    {
        { Minutes: < 1 or > 600 } => Refuse(Refusals.OutOfBounds with { Field = "minutes", About = ["1", "600"] }),
        { Form: SessionForm.Group, Group: null } => Refuse(GroupUnnamed),
        _ => Accept(new SessionHeld(On, Form, Minutes, Group, Report)),
    };
}
