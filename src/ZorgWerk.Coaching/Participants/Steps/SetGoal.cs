namespace ZorgWerk.Coaching;

/// <summary>The participant said where to; what gives hope stands beside it (S3-03).</summary>
public sealed record GoalSet(LocalDate On, GoalId Goal, PersonalText What, PersonalText? Hope) : ParticipantEvent(On)
{
    public override object Introduces => Goal;

    public override bool IsContact => true;

    public override Participant Evolve(Participant soFar) => soFar.WithCurrent(t => t with { Goals = t.Goals.Add(new Goal(Goal, On, What)) });
}

public sealed record Goal(GoalId Id, LocalDate SetOn, PersonalText What);

public sealed partial record Trajectory
{
    public ValueList<Goal> Goals { get; init; }
}

public sealed record SetGoal(LocalDate On, GoalId Goal, [To(Reach.WorkSide)] PersonalText What, [To(Reach.Team)] PersonalText? Hope) : ParticipantStep(On)
{
    public override Decision Decide(Participant soFar, Circumstances now) => soFar.Current!.Goals.FirstOrDefault(g => g.Id == Goal) switch
    {
        not null => Refuse(Refusals.IdInUse with { Field = "goal" }),
        null => Accept(new GoalSet(On, Goal, What, Hope)),
    };
}
