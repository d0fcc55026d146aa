namespace ZorgWerk.Coaching;

/// <summary>What should be referred and was not yet (R5, R6); stays on the dashboard until a referral is made or a reason not to is recorded.</summary>
public sealed record Indication(ReferralKind Referral, LocalDate Since);

public enum ReferralKind { SpecialisedCare, CareerGuidance, RegularGuidance, OtherEmployer, Other }

public sealed partial record Trajectory
{
    /// <summary>Every need that was found, answered or not, in the order they were written down.</summary>
    public ValueList<Indication> Needs { get; init; }

    /// <summary>Of each kind the earliest need that no referral and no waiver of that day or later answers, in whatever order they were written down.</summary>
    public ValueList<Indication> Indications =>
        Needs.Count == 0 ? [] : Needs.Where(need => !IsAnswered(need)).GroupBy(need => need.Referral).Select(needs => needs.MinBy(need => need.Since)!).ToValueList();

    public LocalDate? IndicatedSince(ReferralKind referral) => Indications.FirstOrDefault(open => open.Referral == referral)?.Since;

    internal bool IsReferred(Indication need) => Referrals.Any(made => made.Referred == need.Referral && made.MadeOn >= need.Since);

    private bool IsAnswered(Indication need) => IsReferred(need) || Waivers.Any(waived => waived.Referral == need.Referral && waived.On >= need.Since);
}
