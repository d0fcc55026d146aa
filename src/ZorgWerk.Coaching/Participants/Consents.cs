namespace ZorgWerk.Coaching;

/// <summary>A consent as it stands: given by the participant or an employer, for categories to recipients, for one purpose, from one day to another.</summary>
public sealed record Consent(
    ConsentId Id, long Version, LocalDate SignedOn, ActorId Giver, ValueList<Category> Categories, ValueList<ActorId> Recipients, Purpose Purpose,
    LocalDate From, LocalDate Until, HowGiven How)
{
    /// <summary>From this day on it covers nothing any more.</summary>
    public LocalDate? WithdrawnOn { get; init; }

    /// <summary>First and last day count; the day of withdrawal does not (R3: it works at once).</summary>
    public bool IsInForceOn(LocalDate day) => From <= day && day <= Until && (WithdrawnOn is null || day < WithdrawnOn);

    /// <summary>The last day on which it covers, as far as is known now.</summary>
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

public enum ConsentVerdict { Covers, OtherGiver, OtherRecipient, OtherPurpose, CategoriesMissing, NotYetValid, Expired, Withdrawn }

/// <summary>The trace of a decision to share or not: which consents were weighed and how, the care partner's word where it was needed, under which rules.</summary>
/// <param name="Uncovered">Categories that no single consent covered.</param>
/// <param name="RulesVersion">Version of the programme's rules pinned to the trajectory; 0 outside a trajectory.</param>
public sealed record DecisionTrace(ValueList<ConsentWeighed> Weighed, ConsentId? CoveredBy, ValueList<Category> Uncovered, bool CarePartnerNeeded, ActorId? CarePartner, int RulesVersion);

public sealed partial record Participant
{
    public ValueList<Consent> Consents { get; init; }

    public Consent? ConsentOf(ConsentId id)
    {
        foreach (var consent in Consents)
            if (consent.Id == id) return consent;
        return null;
    }

    /// <summary>Whether the participant lets this actor be told anything at all on that day; enough to get in touch, not to share.</summary>
    public bool MayContact(ActorId actor, LocalDate day)
    {
        foreach (var consent in Consents)
            if (consent.Giver == ActorId.Participant && consent.Names(actor) && consent.IsInForceOn(day)) return true;
        return false;
    }

    /// <summary>Weighs every consent for one disclosure: R1 asks that one alone covers giver, categories, recipient and purpose on that day.</summary>
    public DecisionTrace Weigh(LocalDate on, ActorId giver, ValueList<Category> categories, ActorId recipient, Purpose purpose)
    {
        var weighed = new List<ConsentWeighed>(Consents.Count);
        ConsentId? covering = null;
        foreach (var consent in Consents)
        {
            var verdict = Verdict(consent, on, giver, categories, recipient, purpose);
            weighed.Add(new ConsentWeighed(consent.Id, consent.From, consent.Until, consent.WithdrawnOn, verdict));
            if (verdict is ConsentVerdict.Covers) covering ??= consent.Id;
        }

        var carePartnerNeeded = NeedsCarePartner(categories, recipient);
        return new DecisionTrace(
            weighed.ToValueList(), covering,
            covering is null ? Uncovered(on, giver, categories, recipient, purpose) : [],
            carePartnerNeeded,
            carePartnerNeeded ? ConsultedCarePartner(on, categories, recipient) : null,
            Current?.Rules.Version ?? 0);
    }

    private static ConsentVerdict Verdict(Consent consent, LocalDate on, ActorId giver, ValueList<Category> categories, ActorId recipient, Purpose purpose)
    {
        if (consent.Giver != giver) return ConsentVerdict.OtherGiver;
        if (!consent.Names(recipient)) return ConsentVerdict.OtherRecipient;
        if (consent.Purpose != purpose) return ConsentVerdict.OtherPurpose;
        foreach (var category in categories)
            if (!consent.Names(category)) return ConsentVerdict.CategoriesMissing;
        if (on < consent.From) return ConsentVerdict.NotYetValid;
        if (consent.WithdrawnOn is { } stopped && on >= stopped) return ConsentVerdict.Withdrawn;
        return on > consent.Until ? ConsentVerdict.Expired : ConsentVerdict.Covers;
    }

    /// <summary>The categories that would be missing even if each could lean on a consent of its own; all of them when the consents only cover apart.</summary>
    private ValueList<Category> Uncovered(LocalDate on, ActorId giver, ValueList<Category> categories, ActorId recipient, Purpose purpose)
    {
        var alone = categories.Where(category => !Consents.Any(consent => Verdict(consent, on, giver, [category], recipient, purpose) is ConsentVerdict.Covers)).ToValueList();
        return alone.Count > 0 ? alone : categories;
    }
}
