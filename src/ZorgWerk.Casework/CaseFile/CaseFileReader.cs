using ZorgWerk.Casework.Access;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.CaseFile;

/// <summary>One participant's file as it is shown, its words opened, one page of its timeline with it.</summary>
/// <param name="Day">The day that <paramref name="Knowing"/> is about.</param>
public sealed record CaseFileShown(
    CaseHeader Header, CaseNames Names, Timeline Timeline, PlanOfAction Plan, IReadOnlyList<NextMoment> Moments, IReadOnlyList<Indication> Indications,
    LocalDate? CountedFrom, WorkSpell? Work, LocalDate Day, IReadOnlyList<KnowingRow> Knowing, long Version);

public static class CaseFileReader
{
    /// <returns>Nothing when there is no such case or it is not for this visitor; the look is recorded either way.</returns>
    public static async Task<CaseFileShown?> Read(
        Reading reading, References references, StreamId id, string page, LocalDate today, LocalDate day, TimelineFilter filter, CancellationToken cancel = default)
    {
        if (!await reading.MayShow(id, page, cancel)) return null;
        var participant = await reading.Cases.Fold(reading.Visitor.Tenant, id, Moment.Now, cancel: cancel);
        var header = await CaseHeader.Read(reading, references, id, today, participant, cancel);
        var current = participant.IsErased ? null : participant.Current;
        return new CaseFileShown(
            header, CaseNames.Of(participant, reading.Words),
            await Timeline.Read(reading, references, id, participant, filter, cancel),
            await PlanOfAction.Read(reading, id, participant, cancel),
            current is null ? [] : [.. ComingMoments.Of(current).Where(moment => moment.Kind is not MomentKind.Action).Select(moment => new NextMoment(moment.Kind, moment.On, moment.Month, null))],
            current?.IsOpen is true ? current.Indications : [],
            current?.FollowUpsCountFrom, participant.Current?.LastSpell, day, WhoKnowsWhat.On(participant, day), participant.Version);
    }
}
