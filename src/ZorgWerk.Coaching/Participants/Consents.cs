namespace ZorgWerk.Coaching;

/// <summary>A consent as it stands: given by the participant or an employer, for categories to recipients, for one purpose, from one day to another.</summary>
public sealed record Consent(
    ConsentId Id, long Version, LocalDate SignedOn, ActorId Giver, ValueList<Category> Categories, ValueList<ActorId> Recipients, Purpose Purpose,
    LocalDate From, LocalDate Until, HowGiven How)
{
    /// <summary>The time on the day it was given; null: not known.</summary>
    public LocalTime? GivenAt { get; init; }

    /// <summary>When it was taken back: from then on it covers nothing any more.</summary>
    public Occurrence? Withdrawal { get; init; }

    public LocalDate? WithdrawnOn => Withdrawal?.On;

    /// <summary>Whether it holds at the end of that day. First and last day count; the day of withdrawal does not.</summary>
    public bool IsInForceOn(LocalDate day) => InForceAt(Occurrence.AtTheEndOf(day)) is ConsentVerdict.Covers;

    /// <summary>
    /// Whether it holds at that moment: from the time it was given, if it holds from that very day, until the time it was taken back. Both
    /// first and last day count whole where nothing happened on them.
    /// </summary>
    public ConsentVerdict InForceAt(Occurrence moment)
    {
        if (moment.On < From) return ConsentVerdict.NotYetValid;
        var withdrawn = Withdrawal is { } stopped ? moment.ComparedTo(stopped) : Order.Before;
        if (withdrawn is Order.After) return ConsentVerdict.Withdrawn;
        if (moment.On > Until) return ConsentVerdict.Expired;
        var given = From == SignedOn ? moment.ComparedTo(new Occurrence(SignedOn, GivenAt, Version)) : Order.After;
        if (given is Order.Before) return ConsentVerdict.NotYetValid;
        return withdrawn is Order.NotKnown || given is Order.NotKnown ? ConsentVerdict.OrderNotKnown : ConsentVerdict.Covers;
    }

    /// <summary>The last whole day on which it covers, as far as is known now.</summary>
    public LocalDate LastDay => WithdrawnOn is { } stopped && stopped.PlusDays(-1) < Until ? stopped.PlusDays(-1) : Until;

    public bool Names(ActorId recipient)
    {
        foreach (var named in Recipients)
            if (named == recipient) return true;
        return false;
    }

    public bool Names(Category category)
    {
        foreach (var named in Categories)
            if (named == category) return true;
        return false;
    }
}

/// <summary>How one consent was weighed for one disclosure; kept with the decision, so that it can be told later why.</summary>
public sealed record ConsentWeighed(ConsentId Consent, LocalDate From, LocalDate Until, LocalDate? WithdrawnOn, ConsentVerdict Verdict);

public enum ConsentVerdict
{
    Covers, OtherGiver, OtherRecipient, OtherPurpose, CategoriesMissing, NotYetValid, Expired, Withdrawn,
    /// <summary>It was given or taken back on that very day, and nothing says which came first.</summary>
    OrderNotKnown,
}

/// <summary>The trace of a decision to share or not: which consents were weighed and how, the care partner's word where it was needed, under which rules.</summary>
/// <param name="Uncovered">Categories that no single consent covered.</param>
/// <param name="Barred">The rule that stands between these parties whatever a consent says, such as <c>medical-needs-secrecy</c>; null in traces of before it was kept.</param>
/// <param name="RulesVersion">Version of the programme's rules pinned to the trajectory; 0 outside a trajectory.</param>
public sealed partial record DecisionTrace(ValueList<ConsentWeighed> Weighed, ConsentId? CoveredBy, ValueList<Category> Uncovered, bool CarePartnerNeeded, ActorId? CarePartner, int RulesVersion,
    Code? Barred = null);

public sealed partial record Participant
{
    public ValueList<Consent> Consents { get; init; }

    public Consent? ConsentOf(ConsentId id)
    {
        foreach (var consent in Consents)
            if (consent.Id == id) return consent;
        return null;
    }

    /// <summary>Whether the participant lets this actor be told anything at all at that moment; enough to get in touch, not to share.</summary>
    public bool MayContact(ActorId actor, Occurrence moment)
    {
        foreach (var consent in Consents)
            if (consent.Giver == ActorId.Participant && consent.Names(actor) && consent.InForceAt(moment) is ConsentVerdict.Covers) return true;
        return false;
    }

    /// <summary>Weighs every consent for one disclosure: R1 asks that one alone covers giver, categories, recipient and purpose at that moment.</summary>
    /// <param name="trajectory">Number of the trajectory it belongs to; null: the latest.</param>
    public DecisionTrace Weigh(
        Occurrence moment, ActorId giver, ValueList<Category> categories, ActorId recipient, Purpose purpose, int? trajectory = null)
    {
        var weighed = new List<ConsentWeighed>(Consents.Count);
        ConsentId? covering = null;
        foreach (var consent in Consents)
        {
            var verdict = Verdict(consent, moment, giver, categories, recipient, purpose);
            weighed.Add(new ConsentWeighed(consent.Id, consent.From, consent.Until, consent.WithdrawnOn, verdict));
            if (verdict is ConsentVerdict.Covers) covering ??= consent.Id;
        }

        var within = trajectory ?? Trajectories.Count;
        var carePartnerNeeded = NeedsCarePartner(categories, recipient);
        return new DecisionTrace(
            weighed.ToValueList(), covering,
            covering is null ? Uncovered(moment, giver, categories, recipient, purpose) : [],
            carePartnerNeeded,
            carePartnerNeeded ? ConsultedCarePartner(moment.On, categories, recipient, within) : null,
            within > 0 ? Trajectories[within - 1].Rules.Version : 0,
            RefusalOfParties(giver, categories, [recipient], moment.On) is { } no ? Code.Parse(no.Code.Split('/')[1]) : null);
    }

    private static ConsentVerdict Verdict(Consent consent, Occurrence moment, ActorId giver, ValueList<Category> categories, ActorId recipient, Purpose purpose)
    {
        if (consent.Giver != giver) return ConsentVerdict.OtherGiver;
        if (!consent.Names(recipient)) return ConsentVerdict.OtherRecipient;
        if (consent.Purpose != purpose) return ConsentVerdict.OtherPurpose;
        foreach (var category in categories)
            if (!consent.Names(category)) return ConsentVerdict.CategoriesMissing;
        return consent.InForceAt(moment);
    }

    /// <summary>The categories that would be missing even if each could lean on a consent of its own; all of them when the consents only cover apart.</summary>
    private ValueList<Category> Uncovered(Occurrence moment, ActorId giver, ValueList<Category> categories, ActorId recipient, Purpose purpose)
    {
        var alone = categories
            .Where(category => !Consents.Any(consent => Verdict(consent, moment, giver, [category], recipient, purpose) is ConsentVerdict.Covers))
            .ToValueList();
        return alone.Count > 0 ? alone : categories;
    }
}
