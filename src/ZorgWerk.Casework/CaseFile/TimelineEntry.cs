using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.CaseFile;

/// <summary>One entry as it stands on the timeline.</summary>
/// <param name="On">The day it happened, as corrected.</param>
/// <param name="Happened">What it says by now; of a struck entry, what it said: show of it that it was there, and nothing that <see cref="Says"/> does not.</param>
/// <param name="Entered">When it was written down.</param>
/// <param name="Elsewhere">The moment of writing is another system's word.</param>
/// <param name="By">Who wrote it down; nothing when that name is not known here.</param>
/// <param name="Corrections">Of this entry, the latest first.</param>
public sealed record TimelineEntry(
    long Version, LocalDate On, ParticipantEvent Happened, Instant Entered, bool Elsewhere, string? By, bool IsStruck, bool MayBeCorrected, IReadOnlyList<Correction> Corrections)
{
    /// <summary>More days than this between happening and writing down are said.</summary>
    private const int LateAfterDays = 2;

    /// <summary>What stands in it; nothing once it was struck (R13: views show the corrected truth).</summary>
    public IReadOnlyList<Fact> Says => IsStruck ? [] : Facts.Of(Happened);

    public LocalDate EnteredOn => EnteredAt.Date;

    public LocalDateTime EnteredAt => Entered.InZone(Events.Brussels.Zone).LocalDateTime;

    /// <summary>So many days too late; nothing when it was soon enough.</summary>
    public int? DaysLate => Period.DaysBetween(On, EnteredOn) is > LateAfterDays and var days ? days : null;
}

/// <summary>That an entry was corrected, and how.</summary>
/// <param name="Reason">Opened; nothing once erased.</param>
/// <param name="Strikes">The entry was taken off the record.</param>
/// <param name="Changes">What stood there before, after earlier corrections, and what should have; nothing where the entry was struck.</param>
public sealed record Correction(long Version, LocalDate On, string? By, string? Reason, bool Strikes, IReadOnlyList<FactChange> Changes);
