namespace ZorgWerk.Coaching;

/// <summary>What should be referred and was not yet (R5, R6); stays on the dashboard until a referral is made or a reason not to is recorded.</summary>
public sealed record Indication(ReferralKind Referral, LocalDate Since);

public enum ReferralKind { SpecialisedCare, CareerGuidance, RegularGuidance, OtherEmployer, Other }

public sealed partial record Trajectory
{
    public ValueList<Indication> Indications { get; init; }

    public LocalDate? IndicatedSince(ReferralKind referral)
    {
        foreach (var indication in Indications)
            if (indication.Referral == referral) return indication.Since;
        return null;
    }
}

internal static class IndicationList
{
    public static ValueList<Indication> Indicate(this ValueList<Indication> open, ReferralKind referral, LocalDate since) =>
        open.Any(i => i.Referral == referral)
            ? open.Change(i => i.Referral == referral && since < i.Since, i => i with { Since = since })
            : open.Add(new Indication(referral, since));

    /// <summary>Without what was indicated by that day; an earlier answer, written down late, does not answer a later need.</summary>
    public static ValueList<Indication> Clear(this ValueList<Indication> open, ReferralKind referral, LocalDate on) =>
        open.Where(i => i.Referral != referral || i.Since > on).ToValueList();
}
