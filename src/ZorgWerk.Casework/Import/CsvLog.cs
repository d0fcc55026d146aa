using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text.Json;
using NodaTime.Text;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Import;

/// <summary>
/// A step log as a sheet, one row a step: each row becomes the JSON line it stands for. The first row names the columns: those
/// of every
/// step, then fields of steps. A field that is called as one of those (<c>coach</c>, <c>step</c>) has its column under
/// <c>fields.coach</c>.
/// What a spreadsheet damaged is not read: it is said of which cell.
/// </summary>
public static class CsvLog
{
    private const string FieldPrefix = "fields.";

    private static readonly string[] Required = ["participant", "on", "coach", "step"];
    private static readonly string[] OfEveryStep = [.. Required, "entered", StepLine.Times, SimilarCases.Answer];

    /// <summary>Columns by how they may be written, in whatever capitals.</summary>
    private static readonly FrozenDictionary<string, string> Known = StepCatalogue.All.SelectMany(step => step.Fields)
        .SelectMany(field => new[] { field.Name, FieldPrefix + field.Name }).Except(OfEveryStep)
        .Select(column => (Written: column, Key: FieldOf(column)))
        .Concat(OfEveryStep.Select(column => (Written: column, Key: column)))
        .ToFrozenDictionary(pair => pair.Written, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    /// <param name="file">Gone through once before the first row to see how it was saved, so it must be able to be gone back
    /// in.</param>
    public static async IAsyncEnumerable<LogLine> Read(Stream file, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        Column[]? columns = null;
        await foreach (var row in new CsvRows(await SheetText.AsUtf8(file, cancel)).Read(cancel))
        {
            if (columns is null)
            {
                columns = [.. row.Cells.Select((cell, at) => new Column(at, TypedText.Clean(cell)))];
                List<FieldFault> faults =
                    row.Fault is null ? HeaderFaults(columns) : [new FieldFault(Column.Letters(row.FaultyCell), row.Fault)];
                if (faults.Count == 0) continue;
                // Without its header the rest of a sheet means nothing.
                yield return LogLine.Unread(row.Number, row.BytesRead, faults);
                yield break;
            }
            if (row.Fault is { } fault)
            {
                var label = row.FaultyCell < columns.Length ? columns[row.FaultyCell].Label : Column.Letters(row.FaultyCell);
                yield return LogLine.Unread(row.Number, row.BytesRead, new FieldFault(label, fault));
            }
            else if (row.Cells.Any(cell => !IsBlank(cell))) yield return Line(columns, row);
        }
    }

    private static LogLine Line(Column[] columns, CsvRow row)
    {
        LogLine Unread(params IReadOnlyList<FieldFault> faults) => LogLine.Unread(row.Number, row.BytesRead, faults);

        // Cells at the end of a row that are empty may be there or not: spreadsheets write some of them, and not for every row.
        var given = new List<(string Key, string Text)>();
        for (var at = 0; at < row.Cells.Count; at++)
        {
            if (IsBlank(row.Cells[at])) continue;
            if (at >= columns.Length) return Unread(new FieldFault(Column.Letters(at), "line/too-many-cells"));
            if (columns[at].Key is not { } key) return Unread(new FieldFault(columns[at].Label, "field/column-without-name"));
            given.Add((key, row.Cells[at]));
        }

        var step = StepCatalogue.Find(TypedText.Clean(given.Find(cell => cell.Key == "step").Text ?? ""));
        StepField? FieldIn(string key) => IsField(key) ? step?.Fields.FirstOrDefault(field => field.Name == NameOf(key)) : null;
        var faults = new List<FieldFault>();
        foreach (var (key, text) in given)
            if (Damage(key, FieldIn(key), TypedText.Clean(text)) is { } damage) faults.Add(new FieldFault(NameOf(key), damage));
        return faults.Count > 0 ? Unread(faults) : new LogLine(row.Number, Json(given, FieldIn), row.BytesRead);
    }

    private static bool IsField(string key) => key.StartsWith(FieldPrefix, StringComparison.Ordinal);

    private static string NameOf(string key) => IsField(key) ? key[FieldPrefix.Length..] : key;

    private static string? Damage(string key, StepField? field, string cell) => key switch
    {
        _ when key == "on" || field?.ItemType == typeof(LocalDate) => SheetDamage.InDay(cell) ?? SheetDay.Read(Typed(cell)).Fault,
        "participant" or "coach" => SheetDamage.InName(cell),
        _ when field is { IsShort: true } =>
            cell.Split('|', StringSplitOptions.TrimEntries).Select(SheetDamage.InName).FirstOrDefault(why => why is not null),
        _ => SheetDamage.In(cell),
    };

    private static List<FieldFault> HeaderFaults(Column[] columns)
    {
        var named = columns.Where(column => column.Name.Length > 0).ToList();
        if (!named.Exists(column => Required.Contains(column.Key))) return [new FieldFault(null, "line/no-header")];
        return
        [
            .. Required.Except(named.Select(column => column.Key)).Select(column => new FieldFault(column, "field/no-column")),
            .. named.Where(column => column.Key is null).Select(column => new FieldFault(column.Label, "field/unknown-column")),
            .. named.Where(column => column.Key is not null).GroupBy(column => column.Key).Where(same => same.Count() > 1)
                .Select(same => new FieldFault(same.Last().Label, "field/twice")),
        ];
    }

    private static bool IsBlank(string cell) => TypedText.Clean(cell).Length == 0;

    /// <summary>With its prefix, which is left out in most columns.</summary>
    private static string FieldOf(string column) => IsField(column) ? column : FieldPrefix + column;

    private static byte[] Json(List<(string Key, string Text)> given, Func<string, StepField?> fieldIn)
    {
        using var line = new MemoryStream();
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            foreach (var (column, cell) in given.Where(cell => OfEveryStep.Contains(cell.Key)))
            {
                writer.WritePropertyName(column);
                WriteOne(writer, KindOf(column), cell);
            }
            if (given.Exists(cell => !OfEveryStep.Contains(cell.Key)))
            {
                writer.WriteStartObject("fields");
                foreach (var (column, cell) in given.Where(cell => !OfEveryStep.Contains(cell.Key)))
                {
                    writer.WritePropertyName(NameOf(column));
                    Write(writer, fieldIn(column), cell);
                }
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
        }
        return line.ToArray();
    }

    private static Type? KindOf(string column) =>
        column switch { "on" => typeof(LocalDate), StepLine.Times => typeof(int), SimilarCases.Answer => typeof(bool), _ => null };

    private static void Write(Utf8JsonWriter writer, StepField? field, string cell)
    {
        var isJson = (field?.ItemType == typeof(ScaleScore) || field?.ItemType == typeof(ParticipantStep)) && IsJson(cell);
        if (isJson) writer.WriteRawValue(cell, skipInputValidation: true);
        else if (field is { IsList: true })
        {
            writer.WriteStartArray();
            foreach (var item in cell.Split('|', StringSplitOptions.TrimEntries)) WriteOne(writer, field.ItemType, item);
            writer.WriteEndArray();
        }
        else WriteOne(writer, field?.ItemType, cell);
    }

    /// <summary>What does not read as its kind is passed on as it is written, for the field itself to say so.</summary>
    private static void WriteOne(Utf8JsonWriter writer, Type? type, string cell)
    {
        var text = cell.Trim();
        if (type == typeof(PersonalText) || type == typeof(string)) writer.WriteStringValue(cell);
        else if (type == typeof(bool) && YesOrNo(Typed(text)) is { } yes) writer.WriteBooleanValue(yes);
        else if (IsNumber(type) && TypedNumber.Read(Typed(text)).Number is { } number) writer.WriteNumberValue(number);
        else if (type == typeof(LocalDate) && SheetDay.Read(Typed(text)).Day is { } day)
            writer.WriteStringValue(LocalDatePattern.Iso.Format(day));
        else if (type is { IsEnum: true }) writer.WriteStringValue(Typed(text).ToLowerInvariant());
        else writer.WriteStringValue(text);
    }

    private static bool IsNumber(Type? type) => type == typeof(int) || type == typeof(long) || type == typeof(decimal);

    /// <summary>Without the apostrophe by which a spreadsheet is told to leave a number or a day alone.</summary>
    private static string Typed(string text) => TypedText.Clean(text).TrimStart('\'');

    // As spreadsheets in the three languages write them, and people.
    private static bool? YesOrNo(string text) => text.ToLowerInvariant() switch
    {
        "true" or "waar" or "vrai" or "yes" or "ja" or "oui" or "1" => true,
        "false" or "onwaar" or "faux" or "no" or "nee" or "non" or "0" => false,
        _ => null,
    };

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

    /// <summary>A column of the sheet.</summary>
    private sealed record Column(int At, string Name)
    {
        /// <summary>What it holds; nothing where no step has it, or it has no name.</summary>
        public string? Key { get; } = Known.GetValueOrDefault(Name);

        /// <summary>By which it is found in the sheet.</summary>
        public string Label => StepShape.Printable(Name) ?? Letters(At);

        /// <summary>As a spreadsheet calls it: A to Z, then AA.</summary>
        public static string Letters(int at) => (at >= 26 ? Letters((at / 26) - 1) : "") + (char)('A' + (at % 26));
    }
}
