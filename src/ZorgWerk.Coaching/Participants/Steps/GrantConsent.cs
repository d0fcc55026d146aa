namespace ZorgWerk.Coaching;

/// <summary>A party let the coach pass on information of these categories, to these recipients, for this purpose, in this period.</summary>
/// <param name="On">The day it was given or signed.</param>
/// <param name="At">The time of that day; null: not known.</param>
public sealed record ConsentGranted(
    LocalDate On, ConsentId Consent, ActorId Giver, ValueList<Category> Categories, ValueList<ActorId> Recipients, Purpose Purpose,
    LocalDate From, LocalDate Until, HowGiven How, LocalTime? At = null) : ParticipantEvent(On), IHasTimeOfDay
{
    public override object Introduces => Consent;

    public override ValueList<ActorId> Concerns => Recipients;

    public override Participant Evolve(Participant soFar) => soFar with
    {
        Consents = soFar.Consents.Add(new Consent(Consent, soFar.NextVersion, On, Giver, Categories, Recipients, Purpose, From, Until, How) { GivenAt = At }),
    };
}

/// <param name="Informed">The giver was told what it covers, that it can be taken back at any time, and that saying no changes nothing.</param>
public sealed record GrantConsent(
    LocalDate On, ConsentId Consent, ActorId Giver, ValueList<Category> Categories, ValueList<ActorId> Recipients, Purpose Purpose,
    LocalDate From, LocalDate Until, HowGiven How, bool Informed, LocalTime? At = null) : ParticipantStep(On), IHasTimeOfDay
{
    public static readonly Refusal NotInformed = new("grant-consent/not-informed", "informed", "R3") { IsOfTyping = true };
    public static readonly Refusal NothingNamed = new("grant-consent/nothing-named", "categories", "R3") { IsOfTyping = true };
    public static readonly Refusal NobodyNamed = new("grant-consent/nobody-named", "recipients", "R3") { IsOfTyping = true };
    public static readonly Refusal EverythingToEveryone = new("grant-consent/everything-to-everyone", "categories", "R3");
    public static readonly Refusal BeforeItWasGiven = new("grant-consent/before-it-was-given", "from", "R3") { IsOfTyping = true };
    public static readonly Refusal TooLong = new("grant-consent/too-long", "until", "R3") { IsOfTyping = true };
    public static readonly Refusal GiverIsNoParty = new("information/giver-is-no-party", "giver", "R4");
    public static readonly Refusal NotTheGiversToGive = new("information/not-the-givers-to-give", "categories", "R4");
    public static readonly Refusal RecipientUnknown = new("information/recipient-unknown", "recipients");
    public static readonly Refusal ToOneself = new("information/to-oneself", "recipients");
    public static readonly Refusal MedicalNeedsSecrecy = new("information/medical-needs-secrecy", "recipients", "R2");

    public override Stage Needs => Stage.Registered;

    public override ValueList<(string Field, LocalDate Day)> OtherDays => [("from", From), ("until", Until)];

    public override Decision Decide(Participant soFar, Circumstances now) => soFar switch
    {
        _ when soFar.ConsentOf(Consent) is { } known => Same(known) ? NothingNew : Refuse(Refusals.IdInUse with { Field = "consent" }),
        _ when !Informed => Refuse(NotInformed),
        _ when Categories.Count == 0 => Refuse(NothingNamed),
        _ when Recipients.Count == 0 => Refuse(NobodyNamed),
        _ when Until < From => Refuse(Refusals.EndsBeforeItStarts),
        // Nobody lets happen what happened: what was said before the giver knew of it stays uncovered.
        _ when From < On => Refuse(BeforeItWasGiven),
        _ when Period.DaysBetween(From, Until) is var days && LongestDays(soFar) is var longest && days > longest =>
            Refuse(TooLong with { About = [longest.ToString(System.Globalization.CultureInfo.InvariantCulture)] }),
        _ when Categories.Where(c => c is not Category.EmployerInformation).Distinct().Count() == 5 && Recipients.Distinct().Count() > 1 => Refuse(EverythingToEveryone),
        _ when soFar.RefusalOfParties(Giver, Categories, Recipients, On) is { } no => Refuse(no),
        _ => Accept(new ConsentGranted(On, Consent, Giver, Categories, Recipients, Purpose, From, Until, How, now.TimeOf(this))),
    };

    /// <summary>What a consent may run outside any programme.</summary>
    public const int DefaultMaximumDays = 365;

    /// <summary>How many days a consent of this participant may run.</summary>
    public static int LongestDays(Participant soFar) => soFar.Current?.Rules.MaximumConsentDays ?? DefaultMaximumDays;

    private bool Same(Consent known) =>
        Informed && (At is null || At == known.GivenAt) && known == new Consent(Consent, known.Version, On, Giver, Categories, Recipients, Purpose, From, Until, How)
        {
            GivenAt = known.GivenAt, Withdrawal = known.Withdrawal,
        };
}

public sealed partial record Participant
{
    /// <summary>What stands between these parties whatever a consent says: who may give what (R4), and who may ever be told what (R2).</summary>
    internal Refusal? RefusalOfParties(ActorId giver, ValueList<Category> categories, ValueList<ActorId> recipients, LocalDate on)
    {
        var fromEmployer = giver != ActorId.Participant;
        if (fromEmployer && ActorOf(giver) is not { } party) return GrantConsent.GiverIsNoParty;
        if (fromEmployer && !ActorOf(giver)!.Role.IsEmployer()) return GrantConsent.GiverIsNoParty;
        foreach (var category in categories)
            if (category is Category.EmployerInformation != fromEmployer) return GrantConsent.NotTheGiversToGive with { About = [category.ToString()] };
        foreach (var recipient in recipients)
        {
            if (recipient == giver) return GrantConsent.ToOneself;
            if (recipient == ActorId.Participant) continue;
            if (ActorOn(recipient, on) is not { } actor) return GrantConsent.RecipientUnknown;
            if (categories.Contains(Category.Medical) && !actor.Role.KeepsMedicalSecrecy()) return GrantConsent.MedicalNeedsSecrecy with { About = [actor.Role.ToString()] };
        }
        return null;
    }
}
