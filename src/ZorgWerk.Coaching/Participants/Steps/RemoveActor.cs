namespace ZorgWerk.Coaching;

/// <summary>A party left the network around the participant; what it was told stays on the trail.</summary>
public sealed record ActorRemoved(LocalDate On, ActorId Actor) : ParticipantEvent(On)
{
    public override ValueList<ActorId> Concerns => [Actor];

    public override Participant Evolve(Participant soFar) => soFar with { Actors = soFar.Actors.Change(a => a.Id == Actor, a => a with { RemovedOn = Participant.Earlier(a.RemovedOn, On) }) };
}

public sealed record RemoveActor(LocalDate On, ActorId Actor) : ParticipantStep(On)
{
    public static readonly Refusal NotInTheNetwork = new("actor/not-in-the-network", "actor");

    public override Stage Needs => Stage.Registered;

    public override Decision Decide(Participant soFar, Circumstances now) => soFar.ActorOf(Actor) switch
    {
        null => Refuse(NotInTheNetwork),
        { RemovedOn: { } known } when known == On => NothingNew,
        { RemovedOn: { } known } when known < On => Refuse(NotInTheNetwork),
        { MappedOn: var mapped } when On < mapped => Refuse(Refusals.EndsBeforeItStarts with { Field = "on" }),
        _ => Accept(new ActorRemoved(On, Actor)),
    };
}
