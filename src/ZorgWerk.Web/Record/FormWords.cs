using NodaTime.Text;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Import;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Record;

/// <summary>What a form says in its reader's language: labels, hints, answers, faults.</summary>
internal static class FormWords
{
    public static string Id(string field) => PostedForm.Prefix + field.Replace('.', '-');

    /// <summary>A field may mean something of its own in one step: "employer" is a person here and a question there.</summary>
    public static string Label(this PageContext context, string step, string field) =>
        context.Say(PageWords.Has($"label.{step}.{field}") ? $"label.{step}.{field}" : $"field.{field}");

    public static string? Hint(this PageContext context, string step, FormField field)
    {
        foreach (var key in new[] { $"hint.{step}.{field.Name}", $"hint.{field.Name}" })
            if (PageWords.Has(key)) return context.Say(key);
        return field switch
        {
            { Bounds: var (least, most) } => context.Say("record.bounds", Number(least), Number(most)),
            { Kind: FieldKind.Day } => context.Say("record.day-hint", Dates.ToType(context.Today)),
            _ => null,
        };
    }

    public static string Answer(this PageContext context, FormChoice choice, Unsealing words)
    {
        var name = words.Open(choice.Name) ?? choice.Text ?? (choice.Word is { } key ? context.Say(key) : context.Say("case.erased"));
        if (choice.Also is { } also) name += $", {(also.Contains('.', StringComparison.Ordinal) ? context.Say(also).ToLowerInvariant() : context.Say(also))}";
        return choice.Day is { } day ? $"{name} ({context.Say(choice.DayWord, context.Short(day))})" : name;
    }

    /// <summary>What stands in a field, in words.</summary>
    public static string? Said(this PageContext context, FormField field, TypedForm typed, string name, Unsealing words) => field.Kind switch
    {
        FieldKind.Choice or FieldKind.Choices => string.Join(", ", field.Choices.Where(choice => typed.All(name).Contains(choice.Value)).Select(choice => context.Answer(choice, words))),
        FieldKind.YesNo => typed[name] is { } yes ? context.Say(yes is "true" ? "record.yes" : "record.no") : null,
        FieldKind.Day => DayReader.Typed(typed[name], context.Today, field.Field.Direction).Day is { } day ? context.Day(day) : null,
        _ => null,
    };

    public static string Fault(this PageContext context, ShownFault fault)
    {
        if (fault.Refused is { } because) return context.Why(because);
        return context.Say(PageWords.Has($"record.{fault.Code}") ? $"record.{fault.Code}" : fault.Code, "");
    }

    /// <summary>Why, with days as people read them.</summary>
    public static string Why(this PageContext context, Refusal because) => context.Say(because with
    {
        About = because.About.Select(about => LocalDatePattern.Iso.Parse(about) is { Success: true } day ? context.Day(day.Value) : about).ToValueList(),
    });

    public static string Rule(this PageContext context, string rule) => context.Say("record.rule", rule.TrimStart('R'));

    /// <summary>What a step becomes: "Contact with the employer".</summary>
    public static string Event(this PageContext context, StepShape shape) => context.Say(StepBehind.EventOf(shape) ?? "entry_corrected");

    /// <summary>A number of things: <c>20 000</c>.</summary>
    public static string Count(int count) => count.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture).Replace(',', '\u00a0');

    private static string Number(decimal number) => number.ToString("0.#", System.Globalization.CultureInfo.GetCultureInfo("nl-BE"));
}
