namespace ZorgWerk.Coaching;

/// <summary>The giver took a consent back: at once, and for what comes after (R3).</summary>
public sealed record ConsentWithdrawn(LocalDate On, ConsentId Consent, HowGiven How, LocalTime? At = null) : ParticipantEvent(On), IHasTimeOfDay
{
    public override Participant Evolve(Participant soFar) => soFar with
    {
        Consents = soFar.Consents.Change(consent => consent.Id == Consent, consent => consent with { Withdrawal = Sooner(consent.Withdrawal, soFar.NextVersion) }),
    };

    /// <summary>Of two withdrawals the sooner one holds; of one day, one whose time is known says more.</summary>
    private Occurrence Sooner(Occurrence? known, long version) =>
        new Occurrence(On, At, version) is var told && known is { } before && !told.IsSoonerThan(before) ? before : told;
}

/// <summary>
/// As easy as granting: no reason is asked. Taken back once more, it stands there once more: where the first entry was a mistake and is struck,
/// the second still holds.
/// </summary>
public sealed record WithdrawConsent(LocalDate On, ConsentId Consent, HowGiven How, LocalTime? At = null) : ParticipantStep(On), IHasTimeOfDay
{
    public static readonly Refusal UnknownConsent = new("withdraw-consent/unknown-consent", "consent");

    public override Stage Needs => Stage.Registered;

    public override Decision Decide(Participant soFar, Circumstances now) => soFar.ConsentOf(Consent) switch
    {
        null => Refuse(UnknownConsent),
        { SignedOn: var signed } when On < signed => Refuse(Refusals.EndsBeforeItStarts with { Field = "on" }),
        { SignedOn: var signed, GivenAt: { } given } when On == signed && now.TimeOf(this) < given => Refuse(Refusals.EndsBeforeItStarts with { Field = "at" }),
        _ => Accept(new ConsentWithdrawn(On, Consent, How, now.TimeOf(this))),
    };
}
