using ZorgWerk.Casework.Import;
using ZorgWerk.Coaching;

namespace ZorgWerk.Web.Record;

/// <summary>Where a step is asked.</summary>
internal static class StepPages
{
    /// <summary>Steps with a page of their own.</summary>
    public static string? Elsewhere(Guid id, StepShape shape) => shape.Type switch
    {
        var type when type == typeof(GrantConsent) || type == typeof(WithdrawConsent) => $"/cases/{id}/consent",
        var type when type == typeof(DiscloseInformation) => $"/cases/{id}/share",
        _ => null,
    };

    public static string Of(Guid id, StepShape shape) => Elsewhere(id, shape) ?? $"/cases/{id}/record/{shape.Name}";
}
