namespace ZorgWerk.Coaching;

/// <summary>It was said after all, without a consent that covered it: told honestly afterwards, with what is done about it.</summary>
/// <param name="Purpose">What it was said for; null in reports that were stored before this was kept.</param>
public sealed record DisclosureReported(
    LocalDate On, ActorId Giver, ValueList<Category> Categories, ActorId Recipient, PersonalText WhatHappened, PersonalText WhatIsDone, DecisionTrace Trace,
    Purpose? Purpose = null) : ParticipantEvent(On)
{
    public override ValueList<ActorId> Concerns => [Recipient];

    public override Participant Evolve(Participant soFar) => soFar.WithDisclosure(Row(soFar));

    public override Participant EvolveStruck(Participant soFar) => soFar.WithDisclosure(Row(soFar) with { IsStruck = true });

    private Disclosure Row(Participant soFar) => new(soFar.NextVersion, On, DisclosureOutcome.Reported, Giver, Categories, Recipient, Purpose) { Trace = Trace };
}

public sealed record ReportDisclosure(
    LocalDate On, ActorId Giver, ValueList<Category> Categories, ActorId Recipient, Purpose Purpose,
    [To(Reach.Team)] PersonalText WhatHappened, [To(Reach.Team)] PersonalText WhatIsDone) : ParticipantStep(On)
{
    public override Stage Needs => Stage.Registered;

    public override Decision Decide(Participant soFar, Circumstances now) => soFar switch
    {
        _ when Categories.Count == 0 => Refuse(GrantConsent.NothingNamed),
        _ when Giver != ActorId.Participant && soFar.ActorOf(Giver) is null => Refuse(GrantConsent.GiverIsNoParty),
        _ when Recipient != ActorId.Participant && soFar.ActorOf(Recipient) is null => Refuse(GrantConsent.RecipientUnknown with { Field = "recipient" }),
        _ => Accept(new DisclosureReported(
            On, Giver, Categories, Recipient, WhatHappened, WhatIsDone, soFar.Weigh(On, Giver, Categories, Recipient, Purpose), Purpose)),
    };
}
