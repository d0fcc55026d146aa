using ZorgWerk.Casework.Caseload;

namespace ZorgWerk.Web.Today;

/// <summary>What to do about a need: where that is done, below the case's own address, and where one does something else instead.</summary>
internal sealed record Way(string Do, string? OrElse = null)
{
    /// <summary>Nothing when all there is to do is to look at the case.</summary>
    public static Way? Of(AttentionKind kind) => kind switch
    {
        AttentionKind.FollowUp => new("record/hold-follow-up", "record/plan-follow-up"),
        AttentionKind.Employer => new("record/contact-employer"),
        AttentionKind.Consent => new("consent"),
        AttentionKind.SpecialisedCare => new("record/make-referral", "record/waive-referral"),
        AttentionKind.CareerGuidance or AttentionKind.RegularGuidance => new("record/make-referral"),
        AttentionKind.Action => new("record/reach-step", "record/drop-step"),
        AttentionKind.PlanReview => new("record/plan-step"),
        AttentionKind.Contact => new("record/hold-session"),
        _ => null,
    };
}
