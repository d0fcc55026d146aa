using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime.Text;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Events;

/// <summary>Turns the stored shape of an older event into the shape that is stored now.</summary>
/// <param name="From">The stored name of the old shape.</param>
/// <param name="To">The stored name it is read as.</param>
public sealed record Upcaster(string From, string To, Func<JsonObject, JsonObject> Change);

/// <summary>Between coaching events and stored ones. Personal text is sealed on the way in and stays sealed on the way out.</summary>
public sealed class EventCodec
{
    private readonly Dictionary<string, Upcaster> _upcasters;

    /// <param name="upcasters">For shapes that are no longer written; none has been retired yet.</param>
    public EventCodec(params IReadOnlyList<Upcaster> upcasters) =>
        _upcasters = upcasters.ToDictionary(upcaster => upcaster.From, StringComparer.Ordinal);

    internal static readonly JsonSerializerOptions Json = Options();

    /// <summary>What is stored under each name.</summary>
    private static readonly FrozenDictionary<string, JsonTypeInfo> Shapes = Catalogue.Events.ToFrozenDictionary(known => known.Key, known => Json.GetTypeInfo(known.Value), StringComparer.Ordinal);

    /// <summary>Seals an event for its place in a stream, and tells what will be read there: the same event, or the one with its words sealed.</summary>
    /// <inheritdoc cref="ToStore"/>
    public (NewEvent Stored, CoachingEvent Read) Seal(
        CoachingEvent happened, TenantId tenant, StreamId stream, long version, DataKey? key, UserId by, Instant? enteredElsewhere = null)
    {
        var (stored, isSealed) = Write(happened, tenant, stream, version, key, by, enteredElsewhere);
        return (stored, isSealed ? FromStore(stored.Type, stored.Data, tenant, stream, version, default) : happened);
    }

    /// <summary>Seals an event for its place in a stream.</summary>
    /// <param name="key">The subject's; may be absent where the event holds no personal text.</param>
    /// <param name="enteredElsewhere">When it was written down in the system it comes from, if it comes from one.</param>
    /// <exception cref="InvalidOperationException">There is personal text and no key.</exception>
    public static NewEvent ToStore(
        CoachingEvent happened, TenantId tenant, StreamId stream, long version, DataKey? key, UserId by, Instant? enteredElsewhere = null) =>
        Write(happened, tenant, stream, version, key, by, enteredElsewhere).Stored;

    private static (NewEvent Stored, bool IsSealed) Write(CoachingEvent happened, TenantId tenant, StreamId stream, long version, DataKey? key, UserId by, Instant? enteredElsewhere)
    {
        using var scope = SealingScope.ToWrite(key, new SealedFor(tenant, stream, version, happened.Kind, ""));
        var type = happened.GetType();
        var stored = new NewEvent(
            Guid.CreateVersion7(), happened.Kind, DotNetTypes.GetOrAdd(type, static one => $"{one.FullName}, {one.Assembly.GetName().Name}"),
            JsonSerializer.SerializeToUtf8Bytes(happened, type, Json), Headers(by, enteredElsewhere));
        return (stored, scope.HasSealed);
    }

    private static readonly ConcurrentDictionary<Type, string> DotNetTypes = new();

    private static byte[] Headers(UserId by, Instant? enteredElsewhere) => Encoding.UTF8.GetBytes(
        enteredElsewhere is { } entered ? $$"""{"by":"{{by.Value}}","entered":"{{InstantPattern.ExtendedIso.Format(entered)}}"}""" : $$"""{"by":"{{by.Value}}"}""");

    /// <summary>Reads an event back; a kind that nobody here knows becomes an <see cref="UnknownEvent"/>.</summary>
    /// <exception cref="JsonException">Its data is not what its name promises.</exception>
    public CoachingEvent FromStore(string kind, ReadOnlyMemory<byte> data, TenantId tenant, StreamId stream, long version, Instant recordedAt)
    {
        // Sealed under the name it was written by, whatever it is read as.
        using var scope = SealingScope.ToRead(this, new SealedFor(tenant, stream, version, kind, ""));
        if (_upcasters.ContainsKey(kind))
        {
            using var old = JsonDocument.Parse(data);
            return Read(kind, old.RootElement) ?? new UnknownEvent(Brussels.DayOf(recordedAt), kind);
        }
        return Shapes.TryGetValue(kind, out var shape)
            ? (CoachingEvent)(JsonSerializer.Deserialize(data.Span, shape) ?? throw new JsonException("There is nothing in it."))
            : new UnknownEvent(Brussels.DayOf(recordedAt), kind);
    }

    /// <summary>What was stored under a name, whatever shape it has by now; nothing when nobody here knows the name.</summary>
    internal CoachingEvent? Read(string kind, JsonElement data)
    {
        JsonObject? changed = null;
        while (_upcasters.TryGetValue(kind, out var upcaster))
        {
            changed = upcaster.Change(changed ?? JsonObject.Create(data.Clone())!);
            kind = upcaster.To;
        }
        if (!Shapes.TryGetValue(kind, out var shape)) return null;
        return (CoachingEvent)((changed is null ? data.Deserialize(shape) : changed.Deserialize(shape)) ?? throw new JsonException("There is nothing in it."));
    }

    /// <exception cref="UnreadableEventException">Its data is not what its name promises.</exception>
    public CoachingEvent FromStore(StoredEvent stored)
    {
        try
        {
            return FromStore(stored.Type, stored.Data, stored.Tenant, stored.Stream, stored.Version, stored.RecordedAt);
        }
        catch (Exception broken)
        {
            throw new UnreadableEventException(stored, broken);
        }
    }

    /// <summary>Who recorded it; nobody, for events from elsewhere.</summary>
    public static UserId RecordedBy(StoredEvent stored)
    {
        if (Plain(stored.Headers.Span) is { } plain) return plain;
        var header = Header(stored, "by");
        return header.TokenType is JsonTokenType.String && header.TryGetGuid(out var by) ? new UserId(by) : default;
    }

    /// <summary>As nearly every event's headers lie in the store: this one, and nothing else.</summary>
    private static UserId? Plain(ReadOnlySpan<byte> headers)
    {
        const int IdLength = 36;
        ReadOnlySpan<byte> before = "{\"by\": \""u8, after = "\"}"u8;
        if (headers.Length != before.Length + IdLength + after.Length || !headers.StartsWith(before) || !headers.EndsWith(after)) return null;
        return Utf8Parser.TryParse(headers.Slice(before.Length, IdLength), out Guid by, out var read) && read == IdLength ? new UserId(by) : null;
    }

    /// <summary>When it was written down in the system it comes from, as that system said; nothing for what was written here.</summary>
    public static Instant? EnteredElsewhere(StoredEvent stored)
    {
        var header = Header(stored, "entered");
        return header.TokenType is JsonTokenType.String && InstantPattern.ExtendedIso.Parse(header.GetString()!) is { Success: true } entered ? entered.Value : null;
    }

    /// <summary>At the header's value; at none where there is no such header.</summary>
    private static Utf8JsonReader Header(StoredEvent stored, string name)
    {
        var reader = new Utf8JsonReader(stored.Headers.Span);
        if (stored.Headers.IsEmpty) return reader;
        while (reader.Read())
        {
            var isIt = reader.TokenType is JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals(name);
            if (isIt && reader.Read()) return reader;
        }
        return default;
    }

    private static JsonSerializerOptions Options() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        TypeInfoResolver = Catalogue.Default.WithAddedModifier(SealPersonalTexts),
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false), new LocalDateConverter(), new CodeConverter(), new ReplacementConverter(),
            new IdConverter<UserId>(), new IdConverter<CoachId>(), new IdConverter<ActorId>(), new IdConverter<ConsentId>(), new IdConverter<GoalId>(), new IdConverter<ActionId>(),
            new IdConverter<ReferralId>(), new IdConverter<WorkExperienceId>(), new IdConverter<CompanyId>(), new IdConverter<GroupSessionId>(),
            new ValueListConverter<Code>(), new ValueListConverter<string>(), new ValueListConverter<int>(), new ValueListConverter<Category>(), new ValueListConverter<ActorId>(), new ValueListConverter<Language>(),
            new ValueListConverter<ScaleScore>(), new ValueListConverter<ConsentWeighed>(),
        },
    };

    private static void SealPersonalTexts(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            if (property.PropertyType == typeof(PersonalText)) property.CustomConverter = new PersonalTextConverter(property.Name);
    }
}

/// <summary>Legal and programme days are local days in Brussels.</summary>
public static class Brussels
{
    public static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/Brussels"];

    public static LocalDate DayOf(Instant moment) => moment.InZone(Zone).Date;
}
