using Npgsql;
using NpgsqlTypes;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Views;

/// <summary>Writes rows of a view in PostgreSQL's binary form, as many as there are, without holding them.</summary>
internal sealed class RowCopy : IAsyncDisposable
{
    private readonly NpgsqlBinaryImporter _rows;
    private readonly IReadOnlyList<Column> _columns;

    private RowCopy(NpgsqlBinaryImporter rows, IReadOnlyList<Column> columns) => (_rows, _columns) = (rows, columns);

    /// <param name="table">The table that takes them: the view's own, or one beside it.</param>
    public static async Task<RowCopy> Begin(NpgsqlConnection connection, ParticipantView view, string table, CancellationToken cancel)
    {
        var text = Statements.Files["copy_rows"]
            .Replace("__view__", table, StringComparison.Ordinal)
            .Replace("__columns__", string.Join(", ", view.Table.Columns.Select(column => column.Name)), StringComparison.Ordinal);
        return new RowCopy(await connection.BeginBinaryImportAsync(text, cancel), view.Table.Columns);
    }

    public async Task Write(object?[] row, CancellationToken cancel)
    {
        await _rows.StartRowAsync(cancel);
        for (var at = 0; at < row.Length; at++) await Write(row[at], _columns[at], cancel);
    }

    public async Task Complete(CancellationToken cancel) => await _rows.CompleteAsync(cancel);

    public ValueTask DisposeAsync() => _rows.DisposeAsync();

    private Task Write(object? value, Column column, CancellationToken cancel) => value switch
    {
        null => _rows.WriteNullAsync(cancel),
        LocalDate day => _rows.WriteAsync(day.ToDateOnly(), NpgsqlDbType.Date, cancel),
        Instant moment => _rows.WriteAsync(moment.ToDateTimeUtc(), NpgsqlDbType.TimestampTz, cancel),
        string text => _rows.WriteAsync(text, NpgsqlDbType.Varchar, cancel),
        Guid id => _rows.WriteAsync(id, NpgsqlDbType.Uuid, cancel),
        int number => _rows.WriteAsync(number, NpgsqlDbType.Integer, cancel),
        long number => _rows.WriteAsync(number, NpgsqlDbType.Bigint, cancel),
        decimal number => _rows.WriteAsync(number, NpgsqlDbType.Numeric, cancel),
        bool flag => _rows.WriteAsync(flag, NpgsqlDbType.Boolean, cancel),
        IReadOnlyList<string> codes => _rows.WriteAsync(codes.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text, cancel),
        _ => throw new ArgumentException($"A view has no {value.GetType().Name} in {column.Name}.", nameof(value)),
    };
}
