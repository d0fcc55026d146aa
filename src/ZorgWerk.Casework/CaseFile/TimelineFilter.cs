using System.Collections.Frozen;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.CaseFile;

/// <summary>Which entries of a record are asked for, and in which order. Nothing of it is personal, so it may stand in an address.</summary>
/// <param name="Group">One of <see cref="Groups"/>; everything when it is none.</param>
/// <param name="ByEntered">In the order they were written down, instead of that in which they happened.</param>
/// <param name="Page">From 1, the newest entries on the first.</param>
/// <param name="PerPage">Entries a page.</param>
public sealed record TimelineFilter(string? Group = null, bool ByEntered = false, int Page = 1, int PerPage = 30)
{
    /// <summary>Only what was written down before this entry; nothing: all.</summary>
    public long? Before { get; init; }

    public static readonly IReadOnlyList<string> Groups = ["talks", "plan", "sharing", "referral", "work", "network", "file"];

    private static readonly FrozenDictionary<string, string> GroupByKind = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["talks"] = Kinds(typeof(IntakeHeld), typeof(SessionHeld), typeof(FollowUpHeld), typeof(EmployerContacted), typeof(EmployerMeetingHeld), typeof(FirstLineAssessmentRecorded), typeof(WorkSituationAnalysed), typeof(MeasureExplained), typeof(SituationChanged)),
        ["plan"] = Kinds(typeof(GoalSet), typeof(StepPlanned), typeof(StepReached), typeof(StepDropped), typeof(FollowUpPlanned)),
        ["sharing"] = Kinds(typeof(ConsentGranted), typeof(ConsentWithdrawn), typeof(CarePartnerConsulted), typeof(InformationDisclosed), typeof(DisclosureRefused), typeof(DisclosureReported)),
        ["referral"] = Kinds(typeof(ReferralMade), typeof(ReferralAnswered), typeof(ReferralCompleted), typeof(ReferralWaived)),
        ["work"] = Kinds(typeof(WorkResumed), typeof(WorkingHoursChanged), typeof(WorkResumptionEnded), typeof(WorkExperienceStarted), typeof(WorkExperienceReviewed), typeof(WorkExperienceEnded)),
        ["network"] = Kinds(typeof(ActorMapped), typeof(ActorRemoved)),
    }.SelectMany(group => group.Value.Select(kind => (kind, group.Key))).ToFrozenDictionary(pair => pair.kind, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>To which group entries of a kind belong: what is none of the others is about the file itself.</summary>
    public static string GroupOf(string kind) => GroupByKind.GetValueOrDefault(kind, "file");

    /// <summary>The entries asked for, the newest first, without their content, and how many there are over all pages.</summary>
    public (IReadOnlyList<Entry> Shown, int Found) Of(Participant participant)
    {
        // A correction stands beside what it corrects; by the time of writing it has a place of its own too.
        var found = participant.Entries
            .Where(entry => !(entry.Version >= Before) && (ByEntered || entry.Corrects is null) && (Group is null || !Groups.Contains(Group) || GroupOf(KindOf(participant, entry)) == Group))
            .ToList();
        var ordered = ByEntered ? found.OrderByDescending(entry => entry.Version) : found.OrderByDescending(entry => entry.On).ThenByDescending(entry => entry.Version);
        return ([.. ordered.Skip((Math.Clamp(Page, 1, PagesOf(found.Count)) - 1) * PerPage).Take(PerPage)], found.Count);
    }

    public int PagesOf(int found) => Math.Max(1, (found + PerPage - 1) / PerPage);

    /// <summary>A correction is about what it corrects.</summary>
    private static string KindOf(Participant participant, Entry entry) => entry.Corrects is { } corrected && corrected <= participant.Entries.Count ? participant.Entries[(int)corrected - 1].Kind : entry.Kind;

    private static string[] Kinds(params ReadOnlySpan<Type> types)
    {
        var kinds = new string[types.Length];
        for (var at = 0; at < kinds.Length; at++) kinds[at] = EventName.Of(types[at]);
        return kinds;
    }
}
