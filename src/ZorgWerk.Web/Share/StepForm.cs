using System.Text.Json;
using System.Text.Json.Nodes;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Import;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Record;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Share;

/// <summary>A step as a form asks for it, its fields read by the same catalogue that reads step logs.</summary>
internal sealed record StepForm(ParticipantStep? Step, IReadOnlyList<FormFault> Faults, ReadOnlyMemory<byte> Body)
{
    public static StepForm Read(string name, Filled typed, LocalDate today)
    {
        var shape = StepCatalogue.Find(name)!;
        var (fields, wrong) = (new JsonObject(), new List<FormFault>());
        foreach (var field in shape.Fields)
            if (Value(field, [.. typed.All(field.Name).Select(Clean).Where(value => value.Length > 0)], today, wrong) is { } value) fields[field.Name] = value;

        var on = DayReader.Typed(typed.One("on"), today, DayDirection.Past);
        var body = JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["step"] = name, ["on"] = on.Day is { } happened ? NodaTime.Text.LocalDatePattern.Iso.Format(happened) : typed.One("on"), ["fields"] = fields,
        });
        using var read = JsonDocument.Parse(body);
        var (step, faults) = shape.Read(on.Day ?? default, read.RootElement.GetProperty("fields"), IdOf);
        List<FormFault> all = [.. wrong, .. faults.Where(fault => !wrong.Any(known => known.Field == fault.Field)).Select(fault => new FormFault(fault.Field ?? "", fault.Code))];
        // A step that names no category or nobody is for the rules to refuse; a form says so together with what else is missing.
        all.AddRange(shape.Fields.Where(field => field is { IsList: true, IsAboutTexts: false } && !fields.ContainsKey(field.Name)).Select(field => new FormFault(field.Name, "field/missing")));
        if (on.Fault is { } fault) all.Insert(0, new FormFault("on", typed.One("on").Length == 0 ? "field/missing" : fault));
        return new StepForm(all.Count == 0 ? (ParticipantStep?)step : null, all, body);
    }

    /// <summary>The step as a command that asks first, unless whoever typed it said that it happened twice.</summary>
    public StepCommand AskingFirst(CaseLook look, Filled typed, Guid id) =>
        Command(look.Context.User!, look.Stream, id) with { AsksFirst = !typed.Has(TwiceQuestion.Again, TwiceQuestion.Yes) };

    public StepCommand Command(SignedInUser user, StreamId stream, Guid id) => new(user.Tenant, new CommandId(id), user.Id, stream, Step!, Body);

    private static JsonNode? Value(StepField field, string[] values, LocalDate today, List<FormFault> wrong) => values switch
    {
        _ when field.ItemType == typeof(bool) => values is ["true", ..],
        [] => null,
        _ when field.IsList => new JsonArray([.. values.Distinct(StringComparer.Ordinal).Select(value => (JsonNode)value)]),
        _ when field.ItemType == typeof(LocalDate) => Day(field, values[0], today, wrong),
        _ => values[0],
    };

    private static string Day(StepField field, string typed, LocalDate today, List<FormFault> wrong)
    {
        var read = DayReader.Typed(typed, today, field.Direction);
        if (read.Fault is { } fault) wrong.Add(new FormFault(field.Name, fault));
        return read.Day is { } day ? NodaTime.Text.LocalDatePattern.Iso.Format(day) : typed;
    }

    /// <summary>Browsers end lines their own way; what is kept is the text.</summary>
    private static string Clean(string typed) => typed.ReplaceLineEndings("\n").Trim();

    /// <summary>What is no id of ours names nobody, and the rules say so.</summary>
    private static Guid IdOf(string kind, string text) => Guid.TryParse(text, out var id) ? id : Guid.NewGuid();
}

/// <summary>What is to be typed otherwise.</summary>
/// <param name="Code">A key of the words, or a refusal's code.</param>
/// <param name="About">What goes in the place of <c>{0}</c>.</param>
public sealed record FormFault(string Field, string Code, ValueList<string> About = default)
{
    public FormFault(Refusal because) : this(because.Field ?? "", because.Code, because.About) { }
}
