using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Import;

/// <summary>
/// A step log as a sheet, one row a step: each row becomes the JSON line it stands for. The first row names the columns: those of every
/// step, then fields of steps. A field that is called as one of those (<c>coach</c>, <c>step</c>) has its column under <c>fields.coach</c>.
/// </summary>
public static class CsvLog
{
    private const string FieldPrefix = "fields.";

    private static readonly string[] Required = ["participant", "on", "coach", "step"];
    private static readonly string[] OfEveryStep = [.. Required, "entered"];
    private static readonly FrozenSet<string> OfSomeStep = StepCatalogue.All.SelectMany(step => step.Fields).Select(field => field.Name).ToFrozenSet(StringComparer.Ordinal);

    public static async IAsyncEnumerable<LogLine> Read(Stream file, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        var rows = new CsvRows(file);
        string[]? columns = null;
        await foreach (var row in rows.Read(cancel))
        {
            if (columns is null)
            {
                columns = [.. row.Cells.Select(cell => cell.Trim())];
                var faults = row.Fault is { } unreadable ? [new FieldFault(null, unreadable)] : HeaderFaults(columns);
                if (faults.Count == 0) continue;
                // Without its header the rest of a sheet means nothing.
                yield return LogLine.Unread(row.Number, row.BytesRead, faults);
                yield break;
            }
            if (row.Fault is { } fault) yield return LogLine.Unread(row.Number, row.BytesRead, new FieldFault(null, fault));
            else if (!row.Cells.All(string.IsNullOrWhiteSpace)) yield return Line(columns, row, rows.Separator);
        }
    }

    private static LogLine Line(string[] columns, CsvRow row, char? separator) => (row.Cells.Count - columns.Length) switch
    {
        < 0 => LogLine.Unread(row.Number, row.BytesRead, new FieldFault(null, "line/too-few-cells")),
        > 0 => LogLine.Unread(row.Number, row.BytesRead, new FieldFault(null, "line/too-many-cells")),
        0 => new LogLine(row.Number, Json(columns, row.Cells, separator), row.BytesRead),
    };

    private static IReadOnlyList<FieldFault> HeaderFaults(string[] columns)
    {
        if (!columns.Intersect(Required).Any()) return [new FieldFault(null, "line/no-header")];
        return
        [
            .. Required.Except(columns).Select(column => new FieldFault(column, "field/no-column")),
            .. columns.Where(column => !IsKnown(column)).Select(column => new FieldFault(StepShape.Printable(column), "field/unknown-column")),
            .. columns.CountBy(FieldOf).Where(count => count.Value > 1).Select(count => new FieldFault(StepShape.Printable(count.Key), "field/twice")),
        ];
    }

    private static bool IsKnown(string column) => OfEveryStep.Contains(column) || OfSomeStep.Contains(FieldOf(column)[FieldPrefix.Length..]);

    /// <summary>With its prefix, which is left out in most columns.</summary>
    private static string FieldOf(string column) => OfEveryStep.Contains(column) || column.StartsWith(FieldPrefix, StringComparison.Ordinal) ? column : FieldPrefix + column;

    private static byte[] Json(string[] columns, IReadOnlyList<string> cells, char? separator)
    {
        using var line = new MemoryStream();
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            var given = columns.Zip(cells).Where(cell => !string.IsNullOrWhiteSpace(cell.Second)).ToLookup(cell => OfEveryStep.Contains(cell.First));
            foreach (var (column, cell) in given[true]) writer.WriteString(column, cell.Trim());
            if (given[false].Any())
            {
                var step = StepCatalogue.Find(given[true].FirstOrDefault(cell => cell.First == "step").Second?.Trim() ?? "");
                writer.WriteStartObject("fields");
                foreach (var (column, cell) in given[false])
                {
                    var name = FieldOf(column)[FieldPrefix.Length..];
                    writer.WritePropertyName(name);
                    Write(writer, step?.Fields.FirstOrDefault(field => field.Name == name), cell, separator);
                }
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
        }
        return line.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, StepField? field, string cell, char? separator)
    {
        if ((field?.ItemType == typeof(ScaleScore) || field?.ItemType == typeof(ParticipantStep)) && IsJson(cell)) writer.WriteRawValue(cell, skipInputValidation: true);
        else if (field is { IsList: true })
        {
            writer.WriteStartArray();
            foreach (var item in cell.Split('|', StringSplitOptions.TrimEntries)) WriteOne(writer, field.ItemType, item, separator);
            writer.WriteEndArray();
        }
        else WriteOne(writer, field?.ItemType, cell, separator);
    }

    /// <summary>What does not read as its kind is passed on as it is written, for the field itself to say so.</summary>
    private static void WriteOne(Utf8JsonWriter writer, Type? type, string cell, char? separator)
    {
        var text = cell.Trim();
        if (type == typeof(PersonalText) || type == typeof(string)) writer.WriteStringValue(cell);
        else if (type == typeof(bool) && YesOrNo(text) is { } yes) writer.WriteBooleanValue(yes);
        else if ((type == typeof(int) || type == typeof(long) || type == typeof(decimal)) && Number(text, separator) is { } number) writer.WriteNumberValue(number);
        else writer.WriteStringValue(text);
    }

    // As spreadsheets in the three languages write them.
    private static bool? YesOrNo(string text) => text.ToLowerInvariant() switch
    {
        "true" or "waar" or "vrai" => true,
        "false" or "onwaar" or "faux" => false,
        _ => null,
    };

    // Who separates cells by semicolons writes decimals with a comma.
    private static decimal? Number(string text, char? separator) =>
        decimal.TryParse(separator is ';' ? text.Replace(',', '.') : text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsJson(string cell)
    {
        try
        {
            using var parsed = JsonDocument.Parse(cell);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
