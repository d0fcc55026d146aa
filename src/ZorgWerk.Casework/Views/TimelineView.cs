using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Views;

/// <summary>One row per entry of the record, without its content.</summary>
public sealed class TimelineView() : ParticipantView(new Table("zw_timeline", 3,
    new("tenant_id", ColumnKind.Text), new("participant_id", ColumnKind.Uuid), new("version", ColumnKind.Long), new("kind", ColumnKind.Text),
    new("happened_on", ColumnKind.Date), new("recorded_by", ColumnKind.Uuid), new("trajectory", ColumnKind.Int), new("concerns", ColumnKind.Codes),
    new("corrects", ColumnKind.Long), new("corrected_by", ColumnKind.Long), new("struck", ColumnKind.Bool)))
{
    public override IEnumerable<object?[]> Rows(TenantId tenant, StreamId stream, Participant participant) =>
        participant.Entries.Select(entry => Row(tenant, stream, entry));

    /// <summary>Most steps add an entry and leave the others as they are, however many there are.</summary>
    protected override (IEnumerable<object?[]> Before, IEnumerable<object?[]> After) Compared(TenantId tenant, StreamId stream, Participant before, Participant after)
    {
        var same = 0;
        while (same < before.Entries.Count && same < after.Entries.Count && ReferenceEquals(before.Entries[same], after.Entries[same])) same++;
        return (before.Entries.Skip(same).Select(entry => Row(tenant, stream, entry)), after.Entries.Skip(same).Select(entry => Row(tenant, stream, entry)));
    }

    private static object?[] Row(TenantId tenant, StreamId stream, Entry entry) =>
    [
        tenant.Value, stream.Value, entry.Version, entry.Kind, entry.On, entry.By.Value, entry.Trajectory,
        entry.Concerns.Select(actor => actor.Value.ToString()).ToArray(), entry.Corrects, entry.CorrectedBy, entry.IsStruck,
    ];
}
