namespace ZorgWerk.Coaching;

/// <summary>The giver took a consent back: at once, and for what comes after (R3).</summary>
public sealed record ConsentWithdrawn(LocalDate On, ConsentId Consent, HowGiven How) : ParticipantEvent(On)
{
    public override Participant Evolve(Participant soFar) => soFar with
    {
        Consents = soFar.Consents.Change(c => c.Id == Consent, c => c with { WithdrawnOn = Participant.Earlier(c.WithdrawnOn, On) }),
    };
}

/// <summary>
/// As easy as granting: no reason is asked. Taken back once more, it stands there once more: where the first entry was a mistake and is struck,
/// the second still holds.
/// </summary>
public sealed record WithdrawConsent(LocalDate On, ConsentId Consent, HowGiven How) : ParticipantStep(On)
{
    public static readonly Refusal UnknownConsent = new("withdraw-consent/unknown-consent", "consent");

    public override Stage Needs => Stage.Registered;

    public override Decision Decide(Participant soFar, Circumstances now) => soFar.ConsentOf(Consent) switch
    {
        null => Refuse(UnknownConsent),
        { SignedOn: var signed } when On < signed => Refuse(Refusals.EndsBeforeItStarts with { Field = "on" }),
        _ => Accept(new ConsentWithdrawn(On, Consent, How)),
    };
}
