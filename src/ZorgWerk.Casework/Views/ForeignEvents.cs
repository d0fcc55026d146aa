using System.Security.Cryptography;
using Npgsql;
using ZorgWerk.Casework.Personal;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Views;

/// <summary>
/// Brings the inline views up to date with events that did not come through the desk: those that a Marten application appended to our streams. Who
/// follows by position sees such an event anyhow. Rows are written only while the stream is at the version they were folded from, as the desk's are.
/// </summary>
/// <param name="database">As the service.</param>
public sealed class ForeignEvents(NpgsqlDataSource database, IEventStore store, CaseReader reader, KeyRing keys)
{
    /// <summary>How far it has looked, beside the progressions of the views.</summary>
    private const string Progress = "Foreign:All";

    /// <summary>Events looked at in one go.</summary>
    private const int Page = 2000;

    private static readonly BodyHash NothingAsked = new(SHA256.HashData("foreign events"u8));

    /// <summary>Looks through all that is new.</summary>
    /// <returns>The position reached.</returns>
    /// <exception cref="Events.UnreadableEventException">A foreign event that nobody here can read; what came before it is shown.</exception>
    public async Task<long> CatchUp(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        while (true)
        {
            var from = await ViewProgress.Find(connection, Progress, cancel);
            var page = await store.ReadAll(from, Page, cancel).ToListAsync(cancel);
            if (page.Count == 0) return from;
            foreach (var (tenant, stream) in await Foreign(page, cancel)) await Adopt(connection, tenant, stream, cancel);
            // Who was overtaken has done what the other did, and it is the same.
            await ViewProgress.Move(connection, Progress, from, page[^1].Position, cancel);
        }
    }

    /// <summary>The streams of events that belong to no command of ours.</summary>
    private async Task<IReadOnlySet<(TenantId Tenant, StreamId Stream)>> Foreign(List<CommittedEvent> page, CancellationToken cancel)
    {
        var foreign = new HashSet<(TenantId, StreamId)>();
        foreach (var events in page.GroupBy(one => one.Tenant))
        {
            var answers = await store.FindAnswers(events.Key, events.Select(CommandOf).OfType<CommandId>().ToHashSet(), cancel);
            foreign.UnionWith(events.Where(one => CommandOf(one) is not { } command || !answers.ContainsKey(command)).Select(one => (one.Tenant, one.Stream)));
        }
        return foreign;
    }

    private static CommandId? CommandOf(CommittedEvent stored) => Guid.TryParse(stored.CorrelationId, out var id) ? new CommandId(id) : null;

    private async Task Adopt(NpgsqlConnection connection, TenantId tenant, StreamId stream, CancellationToken cancel)
    {
        while (true)
        {
            var folded = await reader.Fold(tenant, stream, Moment.Now, cancel: cancel);
            if (folded.Version == 0) return;
            var changes = new List<RowChange>();
            foreach (var view in ParticipantView.Inline) changes.AddRange(await Changes(connection, view, new FoldedCase(tenant, stream, folded, 0), cancel));
            if (changes.Count == 0) return;
            var append = new Append(tenant, new CommandId(Guid.CreateVersion7()), NothingAsked) { Streams = [new StreamAppend(stream, folded.Version, [])], Rows = changes };
            if (await store.Append(append, cancel) is AppendResult.Appended) return;
        }
    }

    private async Task<IEnumerable<RowChange>> Changes(NpgsqlConnection connection, ParticipantView view, FoldedCase one, CancellationToken cancel)
    {
        var there = await ViewRows.Read(connection, view, [one], cancel).ToDictionaryAsync(view.Key, RowKey.Comparer, cancel);
        var rows = one.Participant.IsRegistered ? await view.Rows(one.Tenant, one.Stream, one.Participant, keys, cancel) : [];
        var changes = rows.Where(row => !there.Remove(view.Key(row), out var was) || !RowKey.Same(was, row)).Select(row => new RowChange(view.Table, row)).ToList();
        return changes.Concat(there.Keys.Select(key => new RowChange(view.Table, key, Remove: true)));
    }
}
