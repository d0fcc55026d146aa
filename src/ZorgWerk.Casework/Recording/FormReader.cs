using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime.Text;
using ZorgWerk.Casework.Import;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Recording;

/// <summary>A form as it was read.</summary>
/// <param name="Step">Nothing when there are faults.</param>
/// <param name="Body">What was asked, for <see cref="StepCommand.Body"/>.</param>
public sealed record ReadForm(CoachingStep? Step, ReadOnlyMemory<byte> Body, IReadOnlyList<FieldFault> Faults);

/// <summary>What is needed to read a form besides what was typed into it.</summary>
/// <param name="About">Whose case; the same words in another case are another command.</param>
/// <param name="NewId">The id of what the step puts on the record.</param>
public sealed record FormReading(Guid About, Guid NewId, LocalDate Today, NameOf NameOf);

/// <summary>From what was typed to the step it asks for, by way of the very reader that step logs go through.</summary>
public static class FormReader
{
    public const string On = "on";

    /// <summary>The day that was typed, where neither quick choice is it.</summary>
    public const string OtherDay = "on.other";

    public const string ChosenOther = "other";

    public static ReadForm Read(this StepForm form, TypedForm typed, FormReading how)
    {
        using var body = new MemoryStream();
        var faults = new List<FieldFault>();
        LocalDate? on;
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteString("about", how.About);
            on = Write(writer, form, typed, "", how, faults);
            writer.WriteEndObject();
        }

        using var whole = JsonDocument.Parse(body.ToArray());
        var (step, unread) = form.Shape.Read(on ?? how.Today, whole.RootElement.GetProperty("fields"), how.NameOf);
        foreach (var fault in unread)
            if (!faults.Any(known => known.Field == fault.Field || known.Field?.StartsWith(fault.Field + ".", StringComparison.Ordinal) is true)) faults.Add(fault);
        List<string> order = [.. InOrder(form, "")];
        return new ReadForm(faults.Count == 0 ? step : null, body.ToArray(), [.. faults.OrderBy(fault => order.FindIndex(name => fault.Field == name || fault.Field?.StartsWith(name + ".", StringComparison.Ordinal) is true))]);
    }

    /// <summary>Fields as the eye meets them; faults are listed likewise.</summary>
    private static IEnumerable<string> InOrder(StepForm form, string prefix) =>
        [prefix + On, .. form.Fields.SelectMany(field => field.Inner is { } inner ? InOrder(inner, $"{prefix}{field.Name}.") : [prefix + field.Name])];

    /// <summary>The day a form says it happened. A day that was typed beats the choice that stood there; against another choice it asks.</summary>
    private static (LocalDate? Day, string? Fault) DayOf(TypedForm typed, string prefix, FormReading how)
    {
        var (chosen, written) = (typed[prefix + On], typed[prefix + OtherDay]);
        var quick = chosen is null or ChosenOther ? default : DayReader.Typed(chosen, how.Today, DayDirection.Past);
        if (written is null) return quick is { Day: null, Fault: null } ? (null, "field/missing") : (quick.Day, quick.Fault);
        var read = DayReader.Typed(written, how.Today, DayDirection.Past);
        if (read.Day is not { } other) return (null, read.Fault);
        return quick.Day is null || quick.Day == how.Today || quick.Day == other ? (other, null) : (null, "field/two-days");
    }

    private static LocalDate? Write(Utf8JsonWriter writer, StepForm form, TypedForm typed, string prefix, FormReading how, List<FieldFault> faults)
    {
        var (on, wrong) = DayOf(typed, prefix, how);
        if (wrong is not null) faults.Add(new FieldFault(prefix + On, wrong));
        writer.WriteString("step", form.Shape.Name);
        writer.WriteString("on", LocalDatePattern.Iso.Format(on ?? how.Today));
        writer.WriteStartObject("fields");
        foreach (var field in form.Fields) Write(writer, field, typed, prefix, how, faults);
        writer.WriteEndObject();
        return on;
    }

    private static void Write(Utf8JsonWriter writer, FormField field, TypedForm typed, string prefix, FormReading how, List<FieldFault> faults)
    {
        var name = prefix + field.Name;
        void Fault(string code) => faults.Add(new FieldFault(name, code));
        var value = typed[name]?.Trim();
        switch (field.Kind)
        {
            case FieldKind.New:
                writer.WriteString(field.Name, typed[name] is { } kept && Guid.TryParse(kept, out var id) ? id : how.NewId);
                break;
            case FieldKind.Step when field.Inner is { } inner:
                writer.WriteStartObject(field.Name);
                Write(writer, inner, typed, name + ".", how, faults);
                writer.WriteEndObject();
                break;
            case FieldKind.Step:
                break;
            case FieldKind.Choices:
                var chosen = typed.All(name).Where(one => one.Length > 0).Distinct(StringComparer.Ordinal).ToList();
                if (chosen.Any(one => !Offers(field, one))) Fault("field/not-a-choice");
                else WriteList(writer, field.Name, chosen);
                break;
            case FieldKind.Wholes when value is not null && PersonalText.Fault(value) is not null:
                Fault("field/not-readable");
                break;
            case FieldKind.Wholes:
                WriteList(writer, field.Name, [.. (value ?? "").Split([',', ';', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)]);
                break;
            case FieldKind.Scales:
                WriteScales(writer, field, typed, name, faults);
                break;
            case FieldKind.Named when value is null && typed[name + ".kept"] is { } before:
                writer.WriteString(field.Name, before);
                break;
            case var _ when value is null:
                break;
            case FieldKind.Choice when !Offers(field, value):
                Fault("field/not-a-choice");
                break;
            case FieldKind.Day:
                var read = DayReader.Typed(value, how.Today, field.Field.Direction);
                if (read.Day is { } day) writer.WriteString(field.Name, LocalDatePattern.Iso.Format(day));
                else Fault(read.Fault!);
                break;
            case FieldKind.Whole or FieldKind.Number:
                if (Number(value) is { } number) writer.WriteNumber(field.Name, number);
                else Fault("field/not-a-number");
                break;
            case var _ when PersonalText.Fault(value) is { } fault:
                Fault($"text/{CaseChoices.Kebab(fault.ToString())}");
                break;
            case FieldKind.Line when field.Field.ItemType == typeof(Code):
                writer.WriteString(field.Name, AsCode(value));
                break;
            default:
                writer.WriteString(field.Name, value.ReplaceLineEndings("\n"));
                break;
        }
    }

    private static void WriteList(Utf8JsonWriter writer, string name, List<string> values)
    {
        if (values.Any(value => PersonalText.Fault(value) is not null)) values = ["?"];
        writer.WriteStartArray(name);
        foreach (var value in values) writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    private static void WriteScales(Utf8JsonWriter writer, FormField field, TypedForm typed, string name, List<FieldFault> faults)
    {
        writer.WriteStartArray(field.Name);
        foreach (var scale in Enum.GetValues<Scale>())
        {
            var key = CaseChoices.Kebab(scale.ToString());
            if (typed[$"{name}.{key}"] is not { } written) continue;
            if (Number(written) is not { } score)
            {
                faults.Add(new FieldFault($"{name}.{key}", "field/not-a-number"));
                continue;
            }
            if (!new ScaleScore(scale, score).IsWithinBounds) faults.Add(new FieldFault($"{name}.{key}", RecordFirstLineAssessment.ScaleOutOfBounds.Code));
            writer.WriteStartObject();
            writer.WriteString("scale", key);
            writer.WriteNumber("score", score);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static bool Offers(FormField field, string value) => field.Choices.Any(choice => choice.Value == value);

    /// <summary>With a comma or a point before the decimals, as people do.</summary>
    private static decimal? Number(string written) =>
        decimal.TryParse(written.Trim().Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A place as people write it, as a code: La Louvière is la-louviere.</summary>
    private static string AsCode(string written)
    {
        var code = new StringBuilder(written.Length);
        foreach (var c in written.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark) continue;
            code.Append(char.IsWhiteSpace(c) || c is '’' or '\'' ? '-' : char.ToLowerInvariant(c));
        }
        return code.ToString();
    }
}
