using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime.Text;

namespace ZorgWerk.Samples;

/// <summary>A step of the rules as the JSON of a step log, and back: the log follows the step records, so that the two cannot drift apart.</summary>
public static class StepJson
{
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private static readonly Dictionary<string, Type> Steps = typeof(CoachingStep).Assembly.GetExportedTypes()
        .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(CoachingStep)))
        .ToDictionary(NameOf, StringComparer.Ordinal);

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = Encoder,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatIsNoField } },
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false),
            new DayConverter(), new TimeConverter(), new TextConverter(), new CodeConverter(), new ReplacementConverter(), new GenericConverters(),
        },
    };

    /// <summary><c>HoldIntake</c> is <c>hold-intake</c>.</summary>
    public static string NameOf(Type step) => JsonNamingPolicy.KebabCaseLower.ConvertName(step.Name);

    /// <summary>Writes step, day and fields into the object that is open.</summary>
    public static void WriteStep(Utf8JsonWriter writer, CoachingStep step)
    {
        writer.WriteString("step", NameOf(step.GetType()));
        writer.WritePropertyName("fields");
        JsonSerializer.Serialize(writer, step, step.GetType(), Options);
    }

    public static CoachingStep ReadStep(JsonObject line)
    {
        var fields = line["fields"]!.DeepClone().AsObject();
        fields["on"] = (string?)line["on"];
        return (CoachingStep)fields.Deserialize(Steps[(string)line["step"]!], Options)!;
    }

    /// <summary>A field is what the constructor asks; the day stands on the line itself.</summary>
    private static void LeaveOutWhatIsNoField(JsonTypeInfo type)
    {
        if (type.Type.IsAbstract || type.Type.Assembly != typeof(CoachingStep).Assembly || type.Type.GetConstructors() is not [var only]) return;
        var asked = only.GetParameters().Select(p => p.Name!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var property in type.Properties)
            if (property.Name == "on" || !asked.Contains(property.Name)) property.ShouldSerialize = static (_, _) => false;
    }

    private sealed class DayConverter : JsonConverter<LocalDate>
    {
        public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            LocalDatePattern.Iso.Parse(reader.GetString()!).Value;

        public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) =>
            writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
    }

    private sealed class TimeConverter : JsonConverter<LocalTime>
    {
        private static readonly LocalTimePattern Pattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

        public override LocalTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Pattern.Parse(reader.GetString()!).Value;

        public override void Write(Utf8JsonWriter writer, LocalTime value, JsonSerializerOptions options) => writer.WriteStringValue(Pattern.Format(value));
    }

    private sealed class TextConverter : JsonConverter<PersonalText>
    {
        public override PersonalText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => PersonalText.Of(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, PersonalText value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Open(static _ => null));
    }

    private sealed class CodeConverter : JsonConverter<Code>
    {
        public override Code Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Code.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Code value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }

    /// <summary>The step inside a correction brings its own name and day.</summary>
    private sealed class ReplacementConverter : JsonConverter<ParticipantStep>
    {
        public override ParticipantStep Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            (ParticipantStep)ReadStep(JsonNode.Parse(ref reader)!.AsObject());

        public override void Write(Utf8JsonWriter writer, ParticipantStep value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteString("on", LocalDatePattern.Iso.Format(value.On));
            WriteStep(writer, value);
            writer.WriteEndObject();
        }
    }

    private sealed class IdConverter<TId> : JsonConverter<TId> where TId : struct, IId<TId>
    {
        public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ShortName.Id<TId>(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(ShortName.Of(value));
    }

    private sealed class ListConverter<T> : JsonConverter<ValueList<T>>
    {
        public override ValueList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<List<T>>(ref reader, options)!.ToValueList();

        public override void Write(Utf8JsonWriter writer, ValueList<T> value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var item in value) JsonSerializer.Serialize(writer, item, options);
            writer.WriteEndArray();
        }
    }

    private sealed class GenericConverters : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => IsList(typeToConvert) || IsId(typeToConvert);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => (JsonConverter)Activator.CreateInstance(
            IsList(typeToConvert)
                ? typeof(ListConverter<>).MakeGenericType(typeToConvert.GenericTypeArguments)
                : typeof(IdConverter<>).MakeGenericType(typeToConvert))!;

        private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>);

        private static bool IsId(Type type) => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));
    }
}
