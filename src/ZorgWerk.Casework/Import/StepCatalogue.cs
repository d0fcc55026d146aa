using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using NodaTime.Text;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Import;

/// <summary>Something is wrong with what was written, not with what was meant: which field, and a word of the catalogue for why.</summary>
/// <param name="Field">Nothing when it is the line as a whole.</param>
public sealed record FieldFault(string? Field, string Code);

/// <summary>Turns the short names in a step log into ids.</summary>
/// <param name="Kind">The kind of id, such as <c>actor</c>.</param>
public delegate Guid NameOf(string Kind, string name);

/// <summary>Every step that can be asked, with its fields: read once off the steps themselves.</summary>
public static class StepCatalogue
{
    public static readonly IReadOnlyList<StepShape> All =
        [.. typeof(CoachingStep).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CoachingStep)) && !type.IsAbstract).Select(type => new StepShape(type)).OrderBy(shape => shape.Name, StringComparer.Ordinal)];

    private static readonly FrozenDictionary<string, StepShape> ByName = All.ToFrozenDictionary(shape => shape.Name, StringComparer.Ordinal);

    public static StepShape? Find(string name) => ByName.GetValueOrDefault(name);
}

/// <summary>One step's name and fields.</summary>
public sealed class StepShape
{
    private static readonly PropertyInfo NotMedical = typeof(ParticipantStep).GetProperty(nameof(ParticipantStep.NotMedical))!;

    private readonly ConstructorInvoker _make;

    /// <summary>How many of the fields the step is made of; what is said of them comes behind.</summary>
    private readonly int _made;

    internal StepShape(Type type)
    {
        Type = type;
        Name = JsonNamingPolicy.KebabCaseLower.ConvertName(type.Name);
        var constructor = type.GetConstructors().Single();
        _make = ConstructorInvoker.Create(constructor);
        var nullability = new NullabilityInfoContext();
        Fields = [.. constructor.GetParameters().Skip(1).Select(parameter => new StepField(parameter, nullability.Create(parameter)))];
        _made = Fields.Count;
        if (StepTexts.ForWorkSide(type).ToList() is { Count: > 0 } texts) Fields = [.. Fields, new StepField(NotMedical, texts)];
    }

    public Type Type { get; }

    /// <summary>In kebab case: <c>hold-intake</c>.</summary>
    public string Name { get; }

    /// <summary>Besides the day, which every step has.</summary>
    public IReadOnlyList<StepField> Fields { get; }

    public bool IsAboutParticipant => Type.IsSubclassOf(typeof(ParticipantStep));

    /// <summary>The step these fields ask for, or every fault in them.</summary>
    public (CoachingStep? Step, IReadOnlyList<FieldFault> Faults) Read(LocalDate on, JsonElement fields, NameOf nameOf)
    {
        var faults = new List<FieldFault>();
        var values = new object?[Fields.Count + 1];
        values[0] = on;
        if (fields.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined)) return (null, [new FieldFault("fields", "field/not-an-object")]);

        var given = 0;
        for (var at = 0; at < Fields.Count; at++)
        {
            var field = Fields[at];
            var value = fields.ValueKind is JsonValueKind.Object && fields.TryGetProperty(field.Name, out var written) ? written : default;
            if (value.ValueKind is not JsonValueKind.Undefined) given++;
            values[at + 1] = field.Read(value, nameOf, faults);
        }

        if (fields.ValueKind is JsonValueKind.Object && fields.EnumerateObject().Count() > given)
        {
            foreach (var written in fields.EnumerateObject())
                if (!Fields.Any(field => field.Name == written.Name)) faults.Add(new FieldFault(Printable(written.Name), "field/unknown"));
            if (faults.Count == 0) faults.Add(new FieldFault("fields", "field/twice"));
        }
        if (faults.Count > 0) return (null, faults);
        var step = (CoachingStep)_make.Invoke(values.AsSpan(0, _made + 1));
        if (Fields.Count > _made) NotMedical.SetValue(step, values[^1]);
        return (step, faults);
    }

    /// <summary>A name from a file goes to a screen: short, and without anything that steers a terminal.</summary>
    internal static string Printable(string name)
    {
        var safe = new string([.. name.Take(40).Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]);
        return safe.Length > 0 ? safe : "?";
    }
}

/// <summary>One field: its name, whether it may be left out, and what may stand in it.</summary>
public sealed class StepField
{
    private readonly Type _type;

    /// <summary>From a <see cref="Guid"/> to the id that the field takes; nothing for a field that takes none.</summary>
    private readonly MethodInvoker? _toId;

    private readonly string? _kindOfId;

    /// <summary>The values of a choice, by how they are written.</summary>
    private readonly FrozenDictionary<string, object>? _choices;

    /// <summary>From an array of values to the list of them.</summary>
    private readonly MethodInvoker? _toList;

    internal StepField(ParameterInfo parameter, NullabilityInfo nullability)
    {
        Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
        var underlying = Nullable.GetUnderlyingType(parameter.ParameterType);
        _type = underlying ?? parameter.ParameterType;
        IsList = _type.IsGenericType && _type.GetGenericTypeDefinition() == typeof(ValueList<>);
        ItemType = IsList ? _type.GetGenericArguments()[0] : _type;
        if (IsList) _toList = MethodInvoker.Create(typeof(ValueList).GetMethod(nameof(ValueList.ToValueList))!.MakeGenericMethod(ItemType));
        if (ItemType.GetMethod("From", [typeof(Guid)]) is { } from)
        {
            _toId = MethodInvoker.Create(from);
            _kindOfId = ItemType == typeof(CoachId) || ItemType == typeof(UserId) ? "user" : JsonNamingPolicy.KebabCaseLower.ConvertName(ItemType.Name[..^2]);
        }
        Choices = ItemType.IsEnum ? [.. Enum.GetNames(ItemType).Select(JsonNamingPolicy.KebabCaseLower.ConvertName)] : [];
        if (ItemType.IsEnum) _choices = Enum.GetNames(ItemType).ToFrozenDictionary(JsonNamingPolicy.KebabCaseLower.ConvertName, name => Enum.Parse(ItemType, name), StringComparer.Ordinal);
        IsOptional = underlying is not null || IsList || (!_type.IsValueType && nullability.WriteState is NullabilityState.Nullable);
    }

    /// <summary>Of texts of the same step, by their names, something is said.</summary>
    internal StepField(PropertyInfo said, IReadOnlyList<string> texts)
    {
        Name = JsonNamingPolicy.CamelCase.ConvertName(said.Name);
        (_type, ItemType, IsList, IsOptional) = (typeof(ValueList<string>), typeof(string), true, true);
        _toList = MethodInvoker.Create(typeof(ValueList).GetMethod(nameof(ValueList.ToValueList))!.MakeGenericMethod(ItemType));
        _choices = texts.ToFrozenDictionary(text => text, object (text) => text, StringComparer.Ordinal);
        Choices = texts;
        IsAboutTexts = true;
    }

    /// <summary>Says something of texts of the same step, which nobody is asked before there is reason to.</summary>
    public bool IsAboutTexts { get; }

    /// <summary>In camel case: <c>absentSince</c>.</summary>
    public string Name { get; }

    public bool IsOptional { get; }

    public bool IsList { get; }

    /// <summary>The type of the value, or of each value of a list.</summary>
    public Type ItemType { get; }

    /// <summary>What may stand in it, for a choice; of an enumeration in kebab case. Empty otherwise.</summary>
    public IReadOnlyList<string> Choices { get; }

    /// <summary>Of a day: which one is meant when somebody leaves its year out.</summary>
    public DayDirection Direction => Name switch
    {
        "absentSince" => DayDirection.Past,
        "from" => DayDirection.Nearest,
        _ => DayDirection.Future,
    };

    internal object? Read(JsonElement value, NameOf nameOf, List<FieldFault> faults)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            if (!IsOptional) faults.Add(new FieldFault(Name, "field/missing"));
            return IsList ? Activator.CreateInstance(_type) : null;
        }
        if (!IsList) return One(value, nameOf, faults);
        if (value.ValueKind is not JsonValueKind.Array || value.GetArrayLength() > 1000)
        {
            faults.Add(new FieldFault(Name, "field/not-a-list"));
            return null;
        }

        var items = Array.CreateInstance(ItemType, value.GetArrayLength());
        var at = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (One(item, nameOf, faults) is { } read) items.SetValue(read, at);
            at++;
        }
        return _toList!.Invoke(null, items);
    }

    private object? One(JsonElement value, NameOf nameOf, List<FieldFault> faults)
    {
        var text = value.ValueKind is JsonValueKind.String ? TextOf(value) : null;
        object? read = ItemType switch
        {
            _ when ItemType == typeof(LocalDate) => text is not null && LocalDatePattern.Iso.Parse(text) is { Success: true } day ? day.Value : null,
            _ when ItemType == typeof(bool) => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : text is "true" ? true : text is "false" ? false : null,
            _ when ItemType == typeof(int) => Number(value, text) is { } number && number == decimal.Truncate(number) && Math.Abs(number) <= int.MaxValue ? (int)number : null,
            _ when ItemType == typeof(long) => Number(value, text) is { } number && number == decimal.Truncate(number) && Math.Abs(number) <= long.MaxValue ? (long)number : null,
            _ when ItemType == typeof(decimal) => Number(value, text),
            _ when _choices is not null => text is not null ? _choices.GetValueOrDefault(text) : null,
            _ when ItemType == typeof(string) => text,
            _ when ItemType == typeof(Code) => Code.TryParse(text, out var code) ? code : null,
            _ when ItemType == typeof(PersonalText) => Personal(text, faults),
            _ when ItemType == typeof(ScaleScore) => Score(value),
            _ when ItemType == typeof(ParticipantStep) => Step(value, nameOf, faults),
            _ when ItemType == typeof(ActorId) && text is "participant" => ActorId.Participant,
            _ => Named(text, nameOf),
        };
        if (read is null && !faults.Any(fault => fault.Field == Name || fault.Field?.StartsWith(Name + ".", StringComparison.Ordinal) is true)) faults.Add(new FieldFault(Name, FaultCode()));
        return read;
    }

    private string FaultCode() => ItemType switch
    {
        _ when ItemType == typeof(LocalDate) => "field/not-a-date",
        _ when ItemType == typeof(bool) => "field/not-yes-or-no",
        _ when ItemType == typeof(int) || ItemType == typeof(long) || ItemType == typeof(decimal) => "field/not-a-number",
        _ when ItemType == typeof(Code) => "field/not-a-code",
        _ when _choices is not null => "field/not-a-choice",
        _ => "field/not-readable",
    };

    /// <summary>A string with half a character in it cannot be read as text at all.</summary>
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static decimal? Number(JsonElement value, string? text) =>
        value.ValueKind is JsonValueKind.Number && value.TryGetDecimal(out var number) ? number
        : text is not null && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) ? number : null;

    private PersonalText? Personal(string? text, List<FieldFault> faults)
    {
        if (text is null) return null;
        if (PersonalText.Fault(text) is not { } fault) return PersonalText.Of(text);
        faults.Add(new FieldFault(Name, $"text/{JsonNamingPolicy.KebabCaseLower.ConvertName(fault.ToString())}"));
        return null;
    }

    private static ScaleScore? Score(JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.Object || !value.TryGetProperty("scale", out var scale) || !value.TryGetProperty("score", out var score) ||
            value.EnumerateObject().Count() > 2) return null;
        foreach (var known in Enum.GetValues<Scale>())
            if (scale.ValueKind is JsonValueKind.String && scale.ValueEquals(JsonNamingPolicy.KebabCaseLower.ConvertName(known.ToString())) && Number(score, null) is { } number)
                return new ScaleScore(known, number);
        return null;
    }

    private ParticipantStep? Step(JsonElement value, NameOf nameOf, List<FieldFault> faults)
    {
        if (value.ValueKind is not JsonValueKind.Object || !value.TryGetProperty("step", out var name) || name.ValueKind is not JsonValueKind.String ||
            StepCatalogue.Find(TextOf(name) ?? "") is not { IsAboutParticipant: true } shape || shape.Type == typeof(CorrectEntry)) return null;
        if (!value.TryGetProperty("on", out var on) || on.ValueKind is not JsonValueKind.String || LocalDatePattern.Iso.Parse(TextOf(on) ?? "") is not { Success: true } day) return null;
        foreach (var member in value.EnumerateObject())
            if (member.Name is not ("step" or "on" or "fields")) faults.Add(new FieldFault($"{Name}.{StepShape.Printable(member.Name)}", "field/unknown"));
        var (step, inner) = shape.Read(day.Value, value.TryGetProperty("fields", out var fields) ? fields : default, nameOf);
        faults.AddRange(inner.Select(fault => fault with { Field = $"{Name}.{fault.Field}" }));
        return step as ParticipantStep;
    }

    private object? Named(string? text, NameOf nameOf)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 200) return null;
        return _toId!.Invoke(null, nameOf(_kindOfId!, text));
    }
}
