using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Sharing;

/// <summary>One kind of information that somebody was told on a consent that was taken back.</summary>
/// <param name="On">The days it was told, the last first.</param>
/// <param name="AfterWithdrawal">Some of it was told after the withdrawal, which was written down later: it stands uncovered now.</param>
/// <param name="OrderNotKnown">Some of it was told on the day of the withdrawal or of the consent, and nothing says which came first.</param>
/// <param name="StillCoveredBy">Another consent in force that lets the same party be told the same.</param>
public sealed record AlreadyKnown(Category Category, ValueList<LocalDate> On, bool AfterWithdrawal, bool OrderNotKnown, ConsentId? StillCoveredBy);

/// <param name="Knows">Empty: the consent named this party, and it was never used for them.</param>
public sealed record InformedParty(ActorId Recipient, IReadOnlyList<AlreadyKnown> Knows)
{
    /// <summary>What they may be told no more.</summary>
    public IEnumerable<Category> Stops => Knows.Where(known => known.StillCoveredBy is null).Select(known => known.Category);
}

/// <summary>What taking consents back cannot take back: who was told what on them. Read off the trail; earlier sharing stays lawful (R3).</summary>
public sealed record WithdrawalImpact(IReadOnlyList<Coaching.Consent> Consents, IReadOnlyList<InformedParty> Parties)
{
    /// <summary>Those to be told that it stops.</summary>
    public IEnumerable<InformedParty> Informed => Parties.Where(party => party.Stops.Any());

    /// <summary>The consents of these ids, those that are known and were taken back.</summary>
    public static WithdrawalImpact Of(Participant participant, IEnumerable<ConsentId> consents, LocalDate today)
    {
        var withdrawn = consents.Distinct().Select(participant.ConsentOf).OfType<Coaching.Consent>().Where(consent => consent.WithdrawnOn is not null).ToList();
        var told = participant.Disclosures.Where(line => line is { Outcome: DisclosureOutcome.Disclosed, IsStruck: false } && withdrawn.Any(consent => consent.Id == line.Consent)).ToList();
        var parties = withdrawn.SelectMany(consent => consent.Recipients).Concat(told.Select(line => line.Recipient)).Distinct();
        return new WithdrawalImpact(withdrawn, [.. parties.Select(recipient => new InformedParty(recipient, Knows(participant, told, recipient, today)))]);
    }

    private static List<AlreadyKnown> Knows(Participant participant, List<Disclosure> told, ActorId recipient, LocalDate today) =>
        [.. told.Where(line => line.Recipient == recipient)
            .SelectMany(line => line.Categories.Select(category => (Category: category, Line: line)))
            .GroupBy(one => one.Category).OrderBy(one => one.Key)
            .Select(one => new AlreadyKnown(
                one.Key,
                one.Select(told => told.Line.On).Distinct().OrderDescending().ToValueList(),
                one.Any(told => participant.ConsentOf(told.Line.Consent!.Value)!.InForceAt(new(told.Line.On, told.Line.At, told.Line.Version)) is ConsentVerdict.Withdrawn),
                one.Any(told => participant.ConsentOf(told.Line.Consent!.Value)!.InForceAt(new(told.Line.On, told.Line.At, told.Line.Version)) is ConsentVerdict.OrderNotKnown),
                StillCovers(participant, today, one.First().Line.Giver, one.Key, recipient)))];

    private static ConsentId? StillCovers(Participant participant, LocalDate today, ActorId giver, Category category, ActorId recipient)
    {
        foreach (var purpose in Enum.GetValues<Purpose>())
            if (participant.Weigh(Occurrence.AtTheEndOf(today), giver, [category], recipient, purpose).CoveredBy is { } covering) return covering;
        return null;
    }
}
