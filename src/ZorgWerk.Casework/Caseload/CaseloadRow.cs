using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Caseload;

/// <summary>One case as its coach sees it in the list, names opened.</summary>
public sealed record CaseloadRow(
    StreamId Participant, string? Name, string? Reference, string Phase, string? Programme, CoachId? Coach, LocalDate? OpenedOn, LocalDate? IntakeOn, LocalDate? LastContactOn,
    LocalDate? NextFollowUpOn, LocalDate? NextActionDueOn, LocalDate? ConsentEndsOn, bool AtWork, decimal? HoursPerWeek, IReadOnlyList<Attention> Attention)
{
    /// <summary>The first day that something is planned for.</summary>
    public LocalDate? NextOn => NextActionDueOn is { } action && (NextFollowUpOn is not { } followUp || action < followUp) ? action : NextFollowUpOn;

    /// <summary>Nothing where it is not known yet.</summary>
    public SharingWithEmployer? WithEmployer { get; init; }

    /// <summary>What is most pressing; nothing when nothing is.</summary>
    public Attention? First => Attention.Count > 0 ? Attention[0] : null;
}

/// <summary>Whether the participant lets an employer be told anything.</summary>
/// <param name="Exists">There is an employer on the map.</param>
/// <param name="From">From when on without a gap, up to <paramref name="Until"/>.</param>
/// <param name="Until">The last day of the consent that lasts longest; nothing when there is none that was not taken back.</param>
/// <param name="WithdrawnOn">When one was last taken back.</param>
public sealed record SharingWithEmployer(bool Exists, LocalDate? From, LocalDate? Until, LocalDate? WithdrawnOn);

/// <summary>Why a case needs its coach.</summary>
/// <param name="Day">The day it is due, or since when it stands.</param>
public sealed record Attention(AttentionKind Kind, AttentionLevel Level, LocalDate Day);

public enum AttentionKind { FollowUp, Employer, Consent, SpecialisedCare, CareerGuidance, RegularGuidance, Action, Contact, Certificate, PlanReview }

/// <summary>In the order in which they are put before the coach: what is late, what goes wrong within a week, what is planned for today.</summary>
public enum AttentionLevel { Late, Soon, Today }
