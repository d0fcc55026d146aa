using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime.Text;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Events;

internal sealed class IdConverter<T> : JsonConverter<T> where T : struct, IId<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.From(reader.GetGuid());

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed class LocalDateConverter : JsonConverter<LocalDate>
{
    public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (!reader.HasValueSequence && Plain(reader.ValueSpan) is { } plain) return plain;
        return LocalDatePattern.Iso.Parse(reader.GetString() ?? "") is { Success: true } day ? day.Value : throw new JsonException("Not a date.");
    }

    public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) => writer.WriteStringValue(LocalDatePattern.Iso.Format(value));

    /// <summary>Four digits, two and two: nearly every date of every event, read without a string of its own.</summary>
    private static LocalDate? Plain(ReadOnlySpan<byte> text)
    {
        if (text is not [_, _, _, _, (byte)'-', _, _, (byte)'-', _, _]) return null;
        var number = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (at is 4 or 7) continue;
            if (!char.IsAsciiDigit((char)text[at])) return null;
            number = (number * 10) + text[at] - '0';
        }
        var (year, month, day) = (number / 10000, number / 100 % 100, number % 100);
        return year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new LocalDate(year, month, day) : null;
    }
}

/// <summary>A time of day to the minute: <c>12:49</c>.</summary>
internal sealed class LocalTimeConverter : JsonConverter<LocalTime>
{
    public override LocalTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TimeOfDay.Parse(reader.GetString()) ?? throw new JsonException("Not a time of day.");

    public override void Write(Utf8JsonWriter writer, LocalTime value, JsonSerializerOptions options) => writer.WriteStringValue(TimeOfDay.Format(value));
}

internal sealed class CodeConverter : JsonConverter<Code>
{
    public override Code Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Code.TryParse(reader.GetString(), out var code) ? code : throw new JsonException("Not a code.");

    public override void Write(Utf8JsonWriter writer, Code value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed class ValueListConverter<T> : JsonConverter<ValueList<T>>
{
    public override ValueList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.StartArray) throw new JsonException("Not a list.");
        var items = new List<T>();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray) items.Add(JsonSerializer.Deserialize<T>(ref reader, options)!);
        return items.ToValueList();
    }

    public override void Write(Utf8JsonWriter writer, ValueList<T> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var one in value) JsonSerializer.Serialize(writer, one, options);
        writer.WriteEndArray();
    }
}

/// <summary>Personal text on its way through JSON: sealed under the key and for the place that <see cref="SealingScope"/> tells, never in the clear.</summary>
internal sealed class PersonalTextConverter(string field) : JsonConverter<PersonalText>
{
    public override PersonalText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        PersonalText.Sealed(new SealedText(reader.GetBytesFromBase64(), SealingScope.Current.Place(field)));

    public override void Write(Utf8JsonWriter writer, PersonalText value, JsonSerializerOptions options)
    {
        var words = value.Open(_ => throw new InvalidOperationException("A sealed text belongs to the entry it was sealed for."))!;
        writer.WriteBase64StringValue(SealingScope.Current.Seal(words, field));
    }
}

/// <summary>The event inside a correction, with its stored name beside it; it is older or unknown just as one that stands alone may be.</summary>
internal sealed class ReplacementConverter : JsonConverter<ParticipantEvent>
{
    public override ParticipantEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var whole = JsonDocument.ParseValue(ref reader);
        var (kind, data) = (whole.RootElement.GetProperty("type").GetString()!, whole.RootElement.GetProperty("data"));
        using var inside = SealingScope.Current.Inside("replacement");
        return inside.Codec.Read(kind, data) as ParticipantEvent ?? new UnknownEvent(data.GetProperty("on").Deserialize<LocalDate>(options), kind);
    }

    public override void Write(Utf8JsonWriter writer, ParticipantEvent value, JsonSerializerOptions options)
    {
        using var inside = SealingScope.Current.Inside("replacement");
        writer.WriteStartObject();
        writer.WriteString("type", value.Kind);
        writer.WritePropertyName("data");
        JsonSerializer.Serialize(writer, value, value.GetType(), options);
        writer.WriteEndObject();
    }
}

/// <summary>For which entry, under whose key, texts are being written or read on this thread. Serialising is never asynchronous here.</summary>
internal sealed class SealingScope : IDisposable
{
    [ThreadStatic]
    private static SealingScope? _current;

    private readonly DataKey? _key;
    private readonly SealedFor _place;
    private readonly EventCodec? _codec;
    private readonly SealingScope? _outer;

    private SealingScope(DataKey? key, SealedFor place, EventCodec? codec) => (_key, _place, _codec, _outer, _current) = (key, place, codec, _current, this);

    public static SealingScope Current => _current ?? throw new InvalidOperationException("Personal text is only written or read for an entry of a stream.");

    public static SealingScope ToWrite(DataKey? key, SealedFor place) => new(key, place, null);

    public static SealingScope ToRead(EventCodec codec, SealedFor place) => new(null, place, codec);

    /// <summary>For what stands within the entry: a text there and one of the same name outside are sealed for different places.</summary>
    public SealingScope Inside(string property) => new(_key, Place(property), _codec);

    /// <summary>Whether a text was sealed in it, or in what stands within the entry.</summary>
    public bool HasSealed { get; private set; }

    public byte[] Seal(string words, string field)
    {
        for (var scope = this; scope is not null; scope = scope._outer) scope.HasSealed = true;
        var key = _key ?? throw new InvalidOperationException("There is no key to seal personal text under.");
        return key.Seal(words, Place(field));
    }

    public EventCodec Codec => _codec ?? throw new InvalidOperationException("Nothing is being read.");

    public SealedFor Place(string field) => _place with { Field = _place.Field.Length == 0 ? field : $"{_place.Field}/{field}" };

    public void Dispose() => _current = _outer;
}
