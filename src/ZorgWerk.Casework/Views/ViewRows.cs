using Npgsql;
using ZorgWerk.Casework.Personal;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Views;

/// <summary>Reads and replaces all rows that some participants have in a view.</summary>
internal static class ViewRows
{
    /// <summary>Puts the rows that these records fold to in the place of those that stand there.</summary>
    /// <param name="table">The view's own table, or one beside it.</param>
    public static async Task Replace(NpgsqlConnection connection, ParticipantView view, string table, IReadOnlyCollection<FoldedCase> cases, KeyRing keys, CancellationToken cancel)
    {
        await Bring(connection, view, table, cases, keys, cancel);
        await TakeIn(connection, view, table, cases, cancel);
    }

    /// <summary>Brings the rows in beside the table: the slow part, which locks nothing that others wait for. Until the transaction ends, <see cref="TakeIn"/> finds them.</summary>
    /// <inheritdoc cref="Replace"/>
    public static async Task Bring(NpgsqlConnection connection, ParticipantView view, string table, IReadOnlyCollection<FoldedCase> cases, KeyRing keys, CancellationToken cancel)
    {
        // PostgreSQL copies nothing into a table with row-level security but for its owner, so the rows come in beside it.
        await using (var open = On(connection, "open_incoming", table, view)) await open.ExecuteNonQueryAsync(cancel);
        await using var copy = await RowCopy.Begin(connection, view, "zw_incoming", cancel);
        foreach (var one in cases)
            foreach (var row in await view.Rows(one.Tenant, one.Stream, one.Participant, keys, cancel)) await copy.Write(row, cancel);
        await copy.Complete(cancel);
    }

    /// <summary>Puts the rows that were brought in the place of those that stand there.</summary>
    /// <inheritdoc cref="Replace"/>
    public static async Task TakeIn(NpgsqlConnection connection, ParticipantView view, string table, IReadOnlyCollection<FoldedCase> cases, CancellationToken cancel)
    {
        await using (var remove = Of(connection, "remove_rows_of", table, view, cases)) await remove.ExecuteNonQueryAsync(cancel);
        await using var take = On(connection, "take_incoming", table, view);
        await take.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Every row these participants have, each with its values in the table's column order.</summary>
    public static async IAsyncEnumerable<object?[]> Read(
        NpgsqlConnection connection, ParticipantView view, IReadOnlyCollection<FoldedCase> cases, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var columns = view.Table.Columns;
        await using var command = Of(connection, "read_rows_of", view.Table.Name, view, cases);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            var values = new object?[columns.Count];
            for (var at = 0; at < values.Length; at++) values[at] = row.IsDBNull(at) ? null : Value(row, at, columns[at].Kind);
            yield return values;
        }
    }

    private static NpgsqlCommand On(NpgsqlConnection connection, string statement, string table, ParticipantView view) => new(
        Statements.Files[statement]
            .Replace("__view__", table, StringComparison.Ordinal)
            .Replace("__columns__", string.Join(", ", view.Table.Columns.Select(column => column.Name)), StringComparison.Ordinal), connection);

    private static NpgsqlCommand Of(NpgsqlConnection connection, string statement, string table, ParticipantView view, IReadOnlyCollection<FoldedCase> cases)
    {
        var command = On(connection, statement, table, view);
        command.Parameters.Add(new() { Value = cases.Select(one => one.Tenant.Value).ToArray() });
        command.Parameters.Add(new() { Value = cases.Select(one => one.Stream.Value).ToArray() });
        return command;
    }

    private static object Value(NpgsqlDataReader row, int at, ColumnKind kind) => kind switch
    {
        ColumnKind.Date => LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(at)),
        ColumnKind.Instant => Instant.FromDateTimeUtc(row.GetDateTime(at)),
        ColumnKind.Codes => row.GetFieldValue<string[]>(at),
        _ => row.GetValue(at),
    };
}
