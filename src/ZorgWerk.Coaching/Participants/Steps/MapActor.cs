namespace ZorgWerk.Coaching;

/// <summary>A party was named and given a role around this participant.</summary>
public sealed record ActorMapped(LocalDate On, ActorId Actor, ActorRole Role, PersonalText Name, PersonalText? Organisation) : ParticipantEvent(On)
{
    public override object Introduces => Actor;

    public override ValueList<ActorId> Concerns => [Actor];

    public override Participant Evolve(Participant soFar) => soFar with { Actors = soFar.Actors.Add(new Actor(Actor, Role, On, Name, Organisation)) };
}

public sealed record MapActor(
    LocalDate On, ActorId Actor, ActorRole Role, [To(Reach.NoText)] PersonalText Name, [To(Reach.NoText)] PersonalText? Organisation) : ParticipantStep(On)
{
    public static readonly Refusal TheParticipant = new("map-actor/the-participant", "actor");

    public override Stage Needs => Stage.Registered;

    public override Decision Decide(Participant soFar, Circumstances now) => soFar.ActorOf(Actor) switch
    {
        _ when Actor == ActorId.Participant => Refuse(TheParticipant),
        not null => Refuse(Refusals.IdInUse with { Field = "actor" }),
        null => Accept(new ActorMapped(On, Actor, Role, Name, Organisation)),
    };
}
