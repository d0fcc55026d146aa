namespace ZorgWerk.Coaching;

/// <summary>Information was passed on, on a named consent.</summary>
/// <param name="Content">What the recipient was told, word for word or in short.</param>
public sealed record InformationDisclosed(
    LocalDate On, ActorId Giver, ValueList<Category> Categories, ActorId Recipient, Purpose Purpose, ConsentId Consent, PersonalText? Content, DecisionTrace Trace,
    LocalTime? At = null) : ParticipantEvent(On), IHasTimeOfDay
{
    /// <summary>The language that the letter was shared in, salutation and closing with it. null in what was shared before it was kept.</summary>
    public Language? Language { get; init; }

    public override ValueList<ActorId> Concerns => [Recipient];

    public override Participant Evolve(Participant soFar) => soFar.WithDisclosure(Row(soFar));

    public override Participant EvolveStruck(Participant soFar) => soFar.WithDisclosure(Row(soFar) with { IsStruck = true });

    private Disclosure Row(Participant soFar) =>
        new(soFar.NextVersion, On, DisclosureOutcome.Disclosed, Giver, Categories, Recipient, Purpose)
        {
            At = At, Consent = Consent, CarePartner = Trace.CarePartner, Trace = Trace, JudgedThen = Judgement.Covered,
            SaidNotMedical = NotMedical is not null, Language = Language,
        };
}

/// <summary>Information was asked to be passed on and was not; what it was is nowhere.</summary>
public sealed record DisclosureRefused(
    LocalDate On, ActorId Giver, ValueList<Category> Categories, ActorId Recipient, Purpose Purpose, Code Because, DecisionTrace Trace,
    LocalTime? At = null) : ParticipantEvent(On), IHasTimeOfDay
{
    public override ValueList<ActorId> Concerns => [Recipient];

    public override Participant Evolve(Participant soFar) => soFar.WithDisclosure(
        new Disclosure(soFar.NextVersion, On, DisclosureOutcome.Refused, Giver, Categories, Recipient, Purpose)
        {
            At = At, Because = Because, Trace = Trace,
            JudgedThen = Because.Value == Code.Parse(DiscloseInformation.OrderNotKnown.Code.Split('/')[1]).Value ? Judgement.OrderNotKnown : Judgement.NotCovered,
        });
}

public enum DisclosureOutcome { Disclosed, Refused, Reported }

/// <summary>One line of the trail of who shared what with whom.</summary>
/// <param name="Version">The entry it stands in.</param>
public sealed record Disclosure(
    long Version, LocalDate On, DisclosureOutcome Outcome, ActorId Giver, ValueList<Category> Categories, ActorId Recipient, Purpose? Purpose)
{
    /// <summary>The time of that day; null: not known.</summary>
    public LocalTime? At { get; init; }

    /// <summary>Which of the lines of its entry it is, from 1.</summary>
    public int Line { get; init; } = 1;

    /// <summary>Number of the trajectory it belongs to; 0 before the first.</summary>
    public int Trajectory { get; init; }

    public ConsentId? Consent { get; init; }

    /// <summary>Whose word was the second key, where one was needed.</summary>
    public ActorId? CarePartner { get; init; }

    /// <summary>Why it was refused.</summary>
    public Code? Because { get; init; }

    /// <summary>Of what was shared: the language of the letter, where it was kept.</summary>
    public Language? Language { get; init; }

    public DecisionTrace? Trace { get; init; }

    /// <summary>Whether it was covered as known when it was written down.</summary>
    public Judgement JudgedThen { get; init; } = Judgement.NotCovered;

    /// <summary>Words in it look medical; whoever shared it said that they are no diagnosis and no treatment.</summary>
    public bool SaidNotMedical { get; init; }

    /// <summary>Taken back as a mistake of writing: it did not happen. It stays on the trail, and says so.</summary>
    public bool IsStruck { get; init; }
}

public sealed partial record Participant
{
    /// <summary>Every disclosure, refusal and report, in the order of the record.</summary>
    public ValueList<Disclosure> Disclosures { get; init; }

    internal Participant WithDisclosure(Disclosure disclosure) => this with { Disclosures = Disclosures.Add(disclosure with { Trajectory = Trajectories.Count }) };
}

public sealed record DiscloseInformation(
    LocalDate On, ActorId Giver, ValueList<Category> Categories, ActorId Recipient, Purpose Purpose,
    [To(Reach.WorkSide)] PersonalText? Content,
    LocalTime? At = null,
    Language? Language = null) : ParticipantStep(On), IHasTimeOfDay
{
    /// <summary>What a letter can be shared in: the languages that its salutation and closing are written in.</summary>
    public static readonly ValueList<Language> LetterLanguages = [Coaching.Language.Dutch, Coaching.Language.French, Coaching.Language.English];

    public static readonly Refusal ConsentMissing = new("disclose-information/consent-missing", "categories", "R1");
    public static readonly Refusal OrderNotKnown = new("disclose-information/order-not-known", "at", "R1");
    public static readonly Refusal CarePartnerNotConsulted = new("disclose-information/care-partner-not-consulted", "recipient", "S1-15");

    public static readonly Refusal NoSuchLetter = new("disclose-information/no-such-letter", "language") { IsOfTyping = true };

    public override Stage Needs => Stage.Registered;

    /// <summary>Who hears of their own health, and who was named for medical information, may be told such words (R2).</summary>
    public override Refusal? RefusalOf(MedicalField medical, Participant soFar) =>
        Recipient == ActorId.Participant || Categories.Contains(Category.Medical) ? null : Refusals.MedicalUnderAnotherCategory;

    public override Decision Decide(Participant soFar, Circumstances now)
    {
        if (Language is { } language && !LetterLanguages.Contains(language)) return Refuse(NoSuchLetter);
        if (Categories.Count == 0) return Refuse(GrantConsent.NothingNamed);
        if (Recipient != ActorId.Participant && soFar.ActorOf(Recipient) is null) return Refuse(GrantConsent.RecipientUnknown with { Field = "recipient" });

        var trace = soFar.Weigh(soFar.WhenOf(this, now), Giver, Categories, Recipient, Purpose);
        return soFar.RefusalOfParties(Giver, Categories, [Recipient], On) switch
        {
            { } no => RefuseAndRemember(no, trace, now),
            // On the day itself the doubt is for the participant, until somebody says what came first.
            null when trace.CoveredBy is null && trace.Weighed.Any(weighed => weighed.Verdict is ConsentVerdict.OrderNotKnown) =>
                RefuseAndRemember(OrderNotKnown, trace, now),
            null when trace.CoveredBy is null => RefuseAndRemember(ConsentMissing with { About = trace.Uncovered.Select(c => c.ToString()).ToValueList() }, trace, now),
            null when trace is { CarePartnerNeeded: true, CarePartner: null } => RefuseAndRemember(CarePartnerNotConsulted, trace, now),
            null => Accept(new InformationDisclosed(On, Giver, Categories, Recipient, Purpose, trace.CoveredBy!.Value, Content, trace, now.TimeOf(this)) { Language = Language }),
        };
    }

    private Decision RefuseAndRemember(Refusal because, DecisionTrace trace, Circumstances now) => Refuse(
        because.Field is "recipients" ? because with { Field = "recipient" } : because,
        new DisclosureRefused(On, Giver, Categories, Recipient, Purpose, Code.Parse(because.Code.Split('/')[1]), trace, now.TimeOf(this)));
}
