using System.Text.Json;

namespace ZorgWerk.Casework.Outcomes;

/// <summary>One table of an extract. A cell is a code or a number of ours, nothing, or <see cref="Hidden"/>.</summary>
internal sealed record Sheet(string Name, IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows)
{
    /// <summary>A number that may not be told; nothing at all is a number that there is not.</summary>
    public static readonly object Hidden = "hidden";

    public int HiddenCells => Rows.Sum(row => row.Count(cell => ReferenceEquals(cell, Hidden)));

    public IEnumerable<string> Lines() => Rows.Select(row => Csv.Line(row)).Prepend(Csv.Line(Columns));

    /// <summary>Each row with the table it is of; what is hidden is null, what there is not is left out.</summary>
    public void WriteJson(Stream into)
    {
        foreach (var row in Rows)
        {
            using (var json = new Utf8JsonWriter(into))
            {
                json.WriteStartObject();
                json.WriteString("table", Name);
                foreach (var (column, cell) in Columns.Zip(row))
                {
                    if (ReferenceEquals(cell, Hidden)) json.WriteNull(column);
                    else if (cell is int number) json.WriteNumber(column, number);
                    else if (cell is decimal share) json.WriteNumber(column, share);
                    else if (cell is string text) json.WriteString(column, text);
                }
                json.WriteEndObject();
            }
            into.WriteByte((byte)'\n');
        }
    }
}
