using ZorgWerk.Casework.Personal;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Views;

/// <summary>What a case is found by: one row for each part of its name and reference, as <see cref="NameTokens"/>. None once it is erased.</summary>
public sealed class NamesView() : ParticipantView(Names)
{
    private static readonly Table Names = new("zw_names", 3, new("tenant_id", ColumnKind.Text), new("participant_id", ColumnKind.Uuid), new("token", ColumnKind.Long));

    /// <summary>1 was the empty table that came into databases with cases in them; 2 held how words begin; 3 holds any part.</summary>
    public override int Form => 3;

    /// <summary>Nothing follows from facts alone.</summary>
    public override IEnumerable<object?[]> Rows(TenantId tenant, StreamId stream, Participant participant) => [];

    public override async ValueTask<IEnumerable<object?[]>> Rows(TenantId tenant, StreamId stream, Participant participant, KeyRing keys, CancellationToken cancel) =>
        HasNames(participant) ? Rows(tenant, stream, participant, await keys.Find(tenant, stream, cancel), keys) : [];

    /// <summary>What has to be written to bring it from one record to the next.</summary>
    /// <param name="key">The participant's, which a name in either record is under.</param>
    public static IEnumerable<RowChange> Changes(TenantId tenant, StreamId stream, Participant before, Participant after, DataKey? key, KeyRing keys)
    {
        if (Equals(before.Name, after.Name) && Equals(before.Reference, after.Reference) && HasNames(before) == HasNames(after)) return [];
        var (was, becomes) = (Of(before), Of(after));
        return [.. becomes.Except(was).Select(token => new RowChange(Names, [tenant.Value, stream.Value, token])), .. was.Except(becomes).Select(token => new RowChange(Names, [tenant.Value, stream.Value, token], Remove: true))];

        List<object?> Of(Participant participant) => HasNames(participant) ? [.. Rows(tenant, stream, participant, key, keys).Select(row => row[2])] : [];
    }

    private static bool HasNames(Participant participant) => participant is { IsRegistered: true, IsErased: false };

    private static IEnumerable<object?[]> Rows(TenantId tenant, StreamId stream, Participant participant, DataKey? key, KeyRing keys)
    {
        string? Open(PersonalText? text) => text?.Open(one => key?.Open((SealedText)one));
        return keys.NameTokens(tenant, Open(participant.Name), Open(participant.Reference)).Select(token => new object?[] { tenant.Value, stream.Value, token });
    }
}
