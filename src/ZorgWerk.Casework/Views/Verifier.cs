using System.Data;
using Npgsql;
using ZorgWerk.Casework.Personal;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Views;

/// <summary>A row that is not what its stream folds to.</summary>
public sealed record ViewDifference(string View, TenantId Tenant, StreamId Stream, string What);

/// <summary>Refolds every stream and holds each view's rows against it, all as one moment of the database has them.</summary>
public sealed class Verifier(NpgsqlDataSource database, CaseReader reader, KeyRing keys)
{
    /// <summary>Participants whose rows are asked for at once.</summary>
    private const int Batch = 200;

    /// <summary>Every difference there is, and how many participants were compared.</summary>
    public async Task<long> Verify(Action<ViewDifference> onDifference, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        var views = string.Join(", ", ParticipantView.All.Select(view => view.Table.Name));
        await using (var hold = new NpgsqlCommand(Statements.Files["hold_views"].Replace("__views__", views, StringComparison.Ordinal), connection)) await hold.ExecuteNonQueryAsync(cancel);
        var last = await Number(connection, Statements.Files["last_position"], cancel);
        var positions = new Dictionary<ParticipantView, long>();
        foreach (var view in ParticipantView.All) positions[view] = view.IsInline ? last : await ViewProgress.Find(connection, view, cancel);

        var participants = 0L;
        var batch = new List<FoldedCase>(Batch);
        await foreach (var one in reader.FoldEach(last, cancel))
        {
            participants++;
            batch.Add(one);
            if (batch.Count < Batch) continue;
            await Compare(connection, positions, batch, onDifference, cancel);
            batch.Clear();
        }
        if (batch.Count > 0) await Compare(connection, positions, batch, onDifference, cancel);

        foreach (var view in ParticipantView.All)
        {
            var orphans = await Number(connection, Statements.Files["count_orphans"].Replace("__view__", view.Table.Name, StringComparison.Ordinal), cancel);
            if (orphans > 0) onDifference(new ViewDifference(view.Name, default, default, $"{orphans} rows of no stream"));
        }
        return participants;
    }

    private async Task Compare(
        NpgsqlConnection connection, Dictionary<ParticipantView, long> positions, List<FoldedCase> cases, Action<ViewDifference> onDifference, CancellationToken cancel)
    {
        foreach (var (view, position) in positions)
        {
            var expected = new Dictionary<object?[], object?[]>(RowKey.Comparer);
            foreach (var one in cases)
            {
                // A view that is still behind is right when it is right for where it is.
                var then = one.LastPosition <= position ? one.Participant : await reader.Fold(one.Tenant, one.Stream, new Moment(UpToPosition: position), cancel: cancel);
                foreach (var row in await view.Rows(one.Tenant, one.Stream, then, keys, cancel)) expected.Add(view.Key(row), row);
            }

            await foreach (var row in ViewRows.Read(connection, view, cases, cancel))
            {
                if (!expected.Remove(view.Key(row), out var wanted)) onDifference(Different(view, row, "a row too many"));
                else if (!RowKey.Same(row, wanted)) onDifference(Different(view, row, Columns(view, row, wanted)));
            }
            foreach (var missing in expected.Values.GroupBy(row => (row[0], row[1]))) onDifference(Different(view, missing.First(), $"{missing.Count()} rows missing"));
        }
    }

    private static ViewDifference Different(ParticipantView view, object?[] row, string what) =>
        new(view.Name, new TenantId((string)row[0]!), new StreamId((Guid)row[1]!), what);

    private static string Columns(ParticipantView view, object?[] row, object?[] wanted) =>
        "differs in " + string.Join(", ", view.Table.Columns.Where((_, at) => !RowKey.Same([row[at]], [wanted[at]])).Select(column => column.Name));

    private static async Task<long> Number(NpgsqlConnection connection, string text, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(text, connection) { CommandTimeout = 0 };
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }
}
