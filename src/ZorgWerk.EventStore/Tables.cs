namespace ZorgWerk.EventStore;

/// <summary>
/// A table of a view, as far as an append needs to know it: names, kinds, and how many of the first columns make its key.
/// The table itself is made by a migration; a test holds the two together.
/// </summary>
public sealed record Table(string Name, int KeyColumns, params IReadOnlyList<Column> Columns);

public readonly record struct Column(string Name, ColumnKind Kind);

/// <summary>The kinds of value a row may hold, with the .NET type of each.</summary>
public enum ColumnKind
{
    /// <summary><see cref="string"/></summary>
    Text,
    /// <summary><see cref="System.Guid"/></summary>
    Uuid,
    /// <summary><see cref="int"/></summary>
    Int,
    /// <summary><see cref="long"/></summary>
    Long,
    /// <summary><see cref="bool"/></summary>
    Bool,
    /// <summary><see cref="decimal"/></summary>
    Decimal,
    /// <summary><see cref="NodaTime.LocalDate"/></summary>
    Date,
    /// <summary><see cref="NodaTime.Instant"/></summary>
    Instant,
    /// <summary><see cref="ReadOnlyMemory{T}"/> of bytes</summary>
    Bytes,
    /// <summary>A JSON value in UTF-8, as <see cref="ReadOnlyMemory{T}"/> of bytes</summary>
    Json,
    /// <summary>A <c>text[]</c> of codes, as <see cref="IReadOnlyList{T}"/> of <see cref="string"/>; codes hold only letters, digits, '-', '_' and '.'</summary>
    Codes,
}

/// <summary>A row to put (insert, or replace the one with the same key) or to remove.</summary>
/// <param name="Values">One per column, in the table's order; for a removal only the key's.</param>
public sealed record RowChange(Table Table, IReadOnlyList<object?> Values, bool Remove = false);
