using System.Globalization;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace ZorgWerk.EventStore.Postgres;

/// <summary>Turns the values of one column into one array parameter, or a single value into one of its own.</summary>
internal abstract class ColumnWriter
{
    /// <summary>PostgreSQL's name of the array that carries the values.</summary>
    public abstract string ArrayType { get; }

    /// <summary>What the statement does to each value that does not travel as what it is.</summary>
    public string Cast { get; private init; } = "";

    /// <exception cref="ArgumentException">The value is not of the column's kind.</exception>
    public abstract object? ToWire(object? value);

    public abstract NpgsqlParameter Parameter(IReadOnlyList<object?[]> rows, int column);

    /// <param name="value">As <see cref="ToWire"/> made it.</param>
    public abstract NpgsqlParameter Parameter(object? value);

    public static ColumnWriter For(Table table, Column column) => column.Kind switch
    {
        ColumnKind.Text => new Of<string, string?>(table, column, NpgsqlDbType.Text, "text[]", text => text),
        ColumnKind.Uuid => new Of<Guid, Guid?>(table, column, NpgsqlDbType.Uuid, "uuid[]", id => id),
        ColumnKind.Int => new Of<int, int?>(table, column, NpgsqlDbType.Integer, "integer[]", number => number),
        ColumnKind.Long => new Of<long, long?>(table, column, NpgsqlDbType.Bigint, "bigint[]", number => number),
        ColumnKind.Bool => new Of<bool, bool?>(table, column, NpgsqlDbType.Boolean, "boolean[]", flag => flag),
        ColumnKind.Decimal => new Of<decimal, decimal?>(table, column, NpgsqlDbType.Numeric, "numeric[]", number => number),
        ColumnKind.Date => new Of<LocalDate, DateOnly?>(table, column, NpgsqlDbType.Date, "date[]", date => date.ToDateOnly()),
        ColumnKind.Instant => new Of<Instant, DateTime?>(table, column, NpgsqlDbType.TimestampTz, "timestamptz[]", instant => instant.ToDateTimeUtc()),
        ColumnKind.Bytes => new Of<ReadOnlyMemory<byte>, byte[]?>(table, column, NpgsqlDbType.Bytea, "bytea[]", bytes => bytes.ToArrayOrNull() ?? []),
        ColumnKind.Json => new Of<ReadOnlyMemory<byte>, byte[]?>(table, column, NpgsqlDbType.Jsonb, "jsonb[]", json => json.ToArrayOrNull()),
        ColumnKind.Codes => new Of<IReadOnlyList<string>, string?>(table, column, NpgsqlDbType.Text, "text[]", ArrayLiteral) { Cast = "::text[]" },
        _ => throw new ArgumentException($"Column {column.Name} of {table.Name} is of no known kind ({(int)column.Kind}).", nameof(column)),
    };

    // unnest flattens arrays of arrays, so each list travels as PostgreSQL's own text form. Quoted, or a code NULL would be a null.
    private static string ArrayLiteral(IReadOnlyList<string> codes)
    {
        foreach (var code in codes)
        {
            if (code.Any(letter => !char.IsLetterOrDigit(letter) && letter is not ('-' or '_' or '.')))
                throw new ArgumentException($"'{code}' is not a code: only letters, digits, '-', '_' and '.' are.", nameof(codes));
        }

        return string.Create(CultureInfo.InvariantCulture, $"{{{string.Join(',', codes.Select(code => $"\"{code}\""))}}}");
    }

    private sealed class Of<TValue, TWire>(Table table, Column column, NpgsqlDbType type, string arrayType, Func<TValue, TWire> toWire) : ColumnWriter
    {
        public override string ArrayType => arrayType;

        public override object? ToWire(object? value) => value switch
        {
            null => null,
            TValue typed => toWire(typed),
            _ => throw new ArgumentException($"Column {column.Name} of {table.Name} holds {typeof(TValue).Name}, not {value.GetType().Name}.", nameof(value)),
        };

        public override NpgsqlParameter Parameter(IReadOnlyList<object?[]> rows, int column)
        {
            var values = new TWire[rows.Count];
            for (var n = 0; n < values.Length; n++) values[n] = (TWire)rows[n][column]!;
            return Wire.Many(type, values);
        }

        public override NpgsqlParameter Parameter(object? value) => Wire.One(type, (TWire)value!);
    }
}
