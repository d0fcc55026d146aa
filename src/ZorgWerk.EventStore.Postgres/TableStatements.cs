using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;

namespace ZorgWerk.EventStore.Postgres;

/// <summary>
/// The statements of a view's table: one puts any number of rows at once, one removes them, and one puts a single row, for which PostgreSQL
/// needs no more than half the time.
/// Made once per <see cref="Table"/>, so that they stay prepared.
/// </summary>
internal sealed class TableStatements
{
    private static readonly ConcurrentDictionary<Table, TableStatements> Known = new();

    private readonly ColumnWriter[] _columns;
    private readonly string _put;
    private readonly string _putOne;
    private readonly string _remove;

    private TableStatements(Table table)
    {
        if (table.KeyColumns < 1 || table.KeyColumns > table.Columns.Count)
            throw new ArgumentException($"Table {table.Name} says {table.KeyColumns} of its {table.Columns.Count} columns are its key.", nameof(table));

        Table = table;
        _columns = [.. table.Columns.Select(column => ColumnWriter.For(table, column))];
        _put = PutStatement(table, $"select {string.Join(", ", _columns.Select((column, n) => $"v.c{n}{column.Cast}"))} from {Unnested(_columns)}");
        _putOne = PutStatement(table, $"values ({string.Join(", ", _columns.Select((column, n) => $"${n + 1}::{column.ArrayType[..^2]}{column.Cast}"))})");
        _remove = RemoveStatement(table, _columns);
    }

    public Table Table { get; }

    public static TableStatements For(Table table) => Known.GetOrAdd(table, static t => new TableStatements(t));

    /// <summary>A change with its values as PostgreSQL will get them.</summary>
    /// <exception cref="ArgumentException">A value is missing, too many, of the wrong kind, or a key is null.</exception>
    public TableRow Row(RowChange change)
    {
        var expected = change.Remove ? Table.KeyColumns : Table.Columns.Count;
        if (change.Values.Count != expected)
            throw new ArgumentException($"A {(change.Remove ? "removal from" : "row of")} {Table.Name} has {expected} values, not {change.Values.Count}.", nameof(change));

        var values = new object?[expected];
        for (var n = 0; n < expected; n++)
        {
            values[n] = _columns[n].ToWire(change.Values[n]);
            if (values[n] is null && n < Table.KeyColumns)
                throw new ArgumentException($"Key column {Table.Columns[n].Name} of {Table.Name} is null.", nameof(change));
        }

        return new TableRow(this, values, change.Remove);
    }

    public NpgsqlBatchCommand Put(IReadOnlyList<object?[]> rows)
    {
        if (rows is not [var row]) return Command(_put, rows, _columns.Length);
        var command = new NpgsqlBatchCommand(_putOne);
        for (var n = 0; n < row.Length; n++) command.Parameters.Add(_columns[n].Parameter(row[n]));
        return command;
    }

    public NpgsqlBatchCommand Remove(IReadOnlyList<object?[]> keys) => Command(_remove, keys, Table.KeyColumns);

    private NpgsqlBatchCommand Command(string text, IReadOnlyList<object?[]> rows, int columns)
    {
        var command = new NpgsqlBatchCommand(text);
        for (var n = 0; n < columns; n++) command.Parameters.Add(_columns[n].Parameter(rows, n));
        return command;
    }

    private static string PutStatement(Table table, string rows)
    {
        var names = table.Columns.Select(column => Quoted(column.Name)).ToList();
        var replaced = names.Skip(table.KeyColumns).Select(name => $"{name} = excluded.{name}").ToList();
        var onConflict = replaced.Count == 0 ? "nothing" : $"update set {string.Join(", ", replaced)}";
        return $"""
            insert into {Quoted(table.Name)} ({string.Join(", ", names)})
            {rows}
            on conflict ({string.Join(", ", names.Take(table.KeyColumns))}) do {onConflict}
            """;
    }

    private static string RemoveStatement(Table table, ColumnWriter[] columns)
    {
        var keys = columns.Take(table.KeyColumns).ToArray();
        var matches = keys.Select((column, n) => $"t.{Quoted(table.Columns[n].Name)} = v.c{n}{column.Cast}");
        return $"delete from {Quoted(table.Name)} as t using {Unnested(keys)} where {string.Join(" and ", matches)}";
    }

    private static string Unnested(ColumnWriter[] columns) =>
        string.Create(CultureInfo.InvariantCulture,
            $"unnest({string.Join(", ", columns.Select((column, n) => $"${n + 1}::{column.ArrayType}"))}) as v ({string.Join(", ", columns.Select((_, n) => $"c{n}"))})");

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <summary>A row to put, or the key of one to remove, in the types Npgsql writes.</summary>
internal readonly record struct TableRow(TableStatements Statements, object?[] Values, bool Remove)
{
    public RowKey Key => new(Statements.Table, Values);
}

/// <summary>Two rows with equal keys in one table are the same row.</summary>
internal readonly struct RowKey(Table table, object?[] values) : IEquatable<RowKey>
{
    private readonly Table _table = table;
    private readonly object?[] _values = values;

    public bool Equals(RowKey other)
    {
        if (!ReferenceEquals(_table, other._table)) return false;
        for (var n = 0; n < _table.KeyColumns; n++)
        {
            var same = _values[n] is byte[] bytes ? other._values[n] is byte[] others && bytes.AsSpan().SequenceEqual(others) : Equals(_values[n], other._values[n]);
            if (!same) return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is RowKey other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(_table.Name);
        for (var n = 0; n < _table.KeyColumns; n++)
        {
            if (_values[n] is byte[] bytes) hash.AddBytes(bytes);
            else hash.Add(_values[n]);
        }

        return hash.ToHashCode();
    }
}
