using Npgsql;
using ZorgWerk.Casework.Events;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Views;

/// <summary>A row that is not what its stream folds to.</summary>
public sealed record ViewDifference(string View, TenantId Tenant, StreamId Stream, string What);

/// <summary>Refolds every stream and holds each view's rows against it, all as one moment of the database has them.</summary>
public sealed class Verifier(NpgsqlDataSource database, CaseReader reader, IEventStore store, EventCodec codec)
{
    /// <summary>Every difference there is, and how many streams were compared.</summary>
    public async Task<long> Verify(Action<ViewDifference> onDifference, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var moment = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        var position = (long)(await new NpgsqlCommand(Statements.Files["last_position"], connection, moment).ExecuteScalarAsync(cancel))!;

        long streams = 0;
        (TenantId Tenant, StreamId Stream) current = default;
        await foreach (var stored in store.ReadByStream(position, cancel: cancel))
        {
            if ((stored.Tenant, stored.Stream) == current || codec.FromStore(stored) is not ParticipantEvent) continue;
            current = (stored.Tenant, stored.Stream);
            streams++;
            await Compare(connection, moment, current.Tenant, current.Stream, position, onDifference, cancel);
        }
        foreach (var view in ParticipantView.All)
        {
            await using var orphans = new NpgsqlCommand(Statements.Files["count_orphans"].Replace("__view__", view.Table.Name, StringComparison.Ordinal), connection, moment);
            if ((long)(await orphans.ExecuteScalarAsync(cancel))! is > 0 and var count) onDifference(new ViewDifference(view.Name, default, default, $"{count} rows of no stream"));
        }
        return streams;
    }

    private async Task Compare(
        NpgsqlConnection connection, NpgsqlTransaction moment, TenantId tenant, StreamId stream, long position, Action<ViewDifference> onDifference, CancellationToken cancel)
    {
        var folded = await reader.Fold(tenant, stream, new Moment(UpToPosition: position), cancel: cancel);
        foreach (var view in ParticipantView.All)
        {
            var expected = view.Rows(tenant, stream, folded).ToDictionary(view.Key, RowKey.Comparer);
            await foreach (var row in RowsOf(view, connection, moment, tenant, stream, cancel))
            {
                if (!expected.Remove(view.Key(row), out var wanted)) onDifference(new ViewDifference(view.Name, tenant, stream, "a row too many"));
                else if (!RowKey.Same(row, wanted)) onDifference(new ViewDifference(view.Name, tenant, stream, Columns(view, row, wanted)));
            }
            if (expected.Count > 0) onDifference(new ViewDifference(view.Name, tenant, stream, $"{expected.Count} rows missing"));
        }
    }

    private static string Columns(ParticipantView view, object?[] row, object?[] wanted) =>
        "differs in " + string.Join(", ", view.Table.Columns.Where((_, at) => !RowKey.Same([row[at]], [wanted[at]])).Select(column => column.Name));

    private static async IAsyncEnumerable<object?[]> RowsOf(
        ParticipantView view, NpgsqlConnection connection, NpgsqlTransaction moment, TenantId tenant, StreamId stream, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var columns = view.Table.Columns;
        var text = Statements.Files["read_rows"]
            .Replace("__columns__", string.Join(", ", columns.Select(column => column.Name)), StringComparison.Ordinal)
            .Replace("__view__", view.Table.Name, StringComparison.Ordinal);
        await using var command = new NpgsqlCommand(text, connection, moment);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = stream.Value });
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            var values = new object?[columns.Count];
            for (var at = 0; at < values.Length; at++) values[at] = await row.IsDBNullAsync(at, cancel) ? null : Value(row, at, columns[at].Kind);
            yield return values;
        }
    }

    private static object Value(NpgsqlDataReader row, int at, ColumnKind kind) => kind switch
    {
        ColumnKind.Date => LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(at)),
        ColumnKind.Instant => Instant.FromDateTimeUtc(row.GetDateTime(at)),
        ColumnKind.Codes => row.GetFieldValue<string[]>(at),
        _ => row.GetValue(at),
    };
}
