namespace ZorgWerk.Coaching;

/// <summary>Somebody was told what the law and the measures offer; nothing about the person was shared.</summary>
public sealed record MeasureExplained(LocalDate On, MeasureAudience Audience, MeasureTopic Topic) : ParticipantEvent(On)
{
    public override bool IsContact => Audience is MeasureAudience.Participant;

    public override Participant Evolve(Participant soFar) => soFar.WithCurrent(t => t with { MeasuresExplained = t.MeasuresExplained + 1 });
}

public enum MeasureAudience { Participant, Employer, Colleagues }

/// <summary>The topics of S0-06 and S0-07.</summary>
public enum MeasureTopic { Rights, Possibilities, WhenItWorsens, WhenItImproves, AnticipatingProblems, ObstaclesIntoChances, PreventingStigma }

public sealed partial record Trajectory
{
    public int MeasuresExplained { get; init; }
}

public sealed record ExplainMeasure(LocalDate On, MeasureAudience Audience, MeasureTopic Topic) : ParticipantStep(On)
{
    public static readonly Refusal NotForTheParticipant = new("explain-measure/not-for-the-participant", "topic");

    public override Decision Decide(Participant soFar, Circumstances now) =>
        Audience is MeasureAudience.Participant && Topic is MeasureTopic.PreventingStigma
            ? Refuse(NotForTheParticipant)
            : Accept(new MeasureExplained(On, Audience, Topic));
}
