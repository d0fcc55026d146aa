using System.Collections;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ZorgWerk.Casework.Events;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Tests;

/// <summary>What was ever stored stays readable, and what is stored does not change by accident: a row of mt_events for each event, see <see cref="GoldenFile"/>.</summary>
public class EventGoldenSpecs
{
    private static readonly TenantId Tenant = new("golden");
    private static readonly StreamId Stream = new(new Guid("0c0ffee0-0000-7000-8000-000000000001"));
    private static readonly UserId By = new(new Guid("0c0ffee0-0000-7000-8000-000000000002"));
    private const long Version = 7;

    // Opens the golden files for ever; it protects nobody.
    private static readonly DataKey Key = new([.. Enumerable.Range(1, MasterKey.Length).Select(n => (byte)n)]);

    // With the upcasters that the service is put together with: none yet.
    private static readonly EventCodec Codec = new();

    private static readonly JsonSerializerOptions InTheClear = new(EventCodec.Json) { TypeInfoResolver = EventCodec.Json.TypeInfoResolver!.WithAddedModifier(ShowPersonalTexts) };

    public static TheoryData<string> Events => [.. Catalogue.Events.Keys.Order(StringComparer.Ordinal)];

    public static TheoryData<string> Files => [.. GoldenFile.All.Select(file => file.Name).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Events))]
    public void An_event_is_written_as_its_golden_file_has_it(string name)
    {
        var type = Catalogue.Events[name];
        var now = Row(Examples.Full(type));
        var texts = Sealed(now, Examples.Full(type));

        new GoldenFile(name).ShouldHold(now, stored =>
        {
            var (before, after) = (GoldenShape.Without(stored, texts), GoldenShape.Without(now, texts));
            var changes = GoldenShape.Changes(before, after, Row(Examples.Sparse(type)));
            return changes.Count == 0 && GoldenFile.Canonical(before) != GoldenFile.Canonical(after) ? ["the order or the number of items changed."] : changes;
        });
    }

    [Theory, MemberData(nameof(Files))]
    public void What_was_once_written_is_read_with_its_words_and_nothing_is_lost_or_made_up(string file)
    {
        var row = new GoldenFile(file).Read();
        var stored = (string)row["type"]!;
        file.Split('.')[0].ShouldBe(stored, "a golden file is called after the name it is stored under");

        var read = Read(row);
        read.ShouldNotBeOfType<UnknownEvent>($"Nobody reads {stored} any more. What was stored stays: bring the event back, or upcast it to the one that took its place.");
        var clear = Clear(read);
        if (!Catalogue.Events.TryGetValue(stored, out var type)) return;

        GoldenShape.Lost(row["data"]!, clear).ShouldBeEmpty(file);
        GoldenShape.NewlyRequired(row["data"]!, clear).Union(GoldenShape.NewlyRequired(row["data"]!, Clear(Examples.Sparse(type)))).ShouldBeEmpty(file);
        GoldenShape.Altered(Clear(Examples.Full(type)), clear).ShouldBeEmpty(file);
    }

    [Theory, MemberData(nameof(Files))]
    public void Who_recorded_it_stands_in_the_header_by(string file) =>
        EventCodec.RecordedBy(Stored(new GoldenFile(file).Read())).ShouldBe(By);

    [Theory, MemberData(nameof(Events))]
    public void An_event_without_anything_optional_reads_back_the_same(string name)
    {
        var sparse = Examples.Sparse(Catalogue.Events[name]);

        GoldenFile.Canonical(Clear(Read(Row(sparse)))).ShouldBe(GoldenFile.Canonical(Clear(sparse)));
    }

    [Theory, MemberData(nameof(Events))]
    public void What_is_told_to_be_read_is_what_the_store_will_give(string name)
    {
        foreach (var happened in new[] { Examples.Sparse(Catalogue.Events[name]), Examples.Full(Catalogue.Events[name]) })
        {
            var (stored, read) = Codec.Seal(happened, Tenant, Stream, Version, Key, By);

            read.ShouldBe(Codec.FromStore(stored.Type, stored.Data, Tenant, Stream, Version, default));
        }
    }

    [Theory]
    [InlineData("2026-02-28", true)]
    [InlineData("2024-02-29", true)]
    [InlineData("0001-01-01", true)]
    [InlineData("9999-12-31", true)]
    [InlineData("2026-02-29", false)]
    [InlineData("2026-13-01", false)]
    [InlineData("2026-00-01", false)]
    [InlineData("2026-01-00", false)]
    [InlineData("20-6-01-011", false)]
    [InlineData("2-26--1-01", false)]
    [InlineData("20-6-01-01", false)]
    [InlineData("-202-12-31", false)]
    [InlineData("2011--1-01", false)]
    [InlineData("+026-01-01", false)]
    [InlineData("2026/01/01", false)]
    [InlineData("", false)]
    public void A_day_is_read_as_it_is_written_or_not_at_all(string text, bool isDay)
    {
        var json = JsonSerializer.Serialize(text);
        if (isDay) JsonSerializer.Serialize(JsonSerializer.Deserialize<LocalDate>(json, EventCodec.Json), EventCodec.Json).ShouldBe(json);
        else Should.Throw<JsonException>(() => JsonSerializer.Deserialize<LocalDate>(json, EventCodec.Json));
    }

    [Fact]
    public void Names_are_those_that_Marten_would_give()
    {
        var stored = EventCodec.ToStore(Examples.Full(typeof(FollowUpHeld)), Tenant, Stream, Version, Key, By);

        stored.Type.ShouldBe("follow_up_held");
        stored.DotNetType.ShouldBe("ZorgWerk.Coaching.FollowUpHeld, ZorgWerk.Coaching");
        Encoding.UTF8.GetString(stored.Headers.Span).ShouldBe("""{"by":"0c0ffee0-0000-7000-8000-000000000002"}""");
        EventName.Of(typeof(FollowUpHeldV2)).ShouldBe("follow_up_held_v2");
    }

    [Fact]
    public void Every_choice_that_an_entry_may_hold_keeps_its_name()
    {
        var now = ChoicesOf(Catalogue.Events.Values)
            .SelectMany(type => Enum.GetValues(type).Cast<object>().Select(choice => $"{type.Name} {(string)JsonSerializer.SerializeToNode(choice, type, EventCodec.Json)!}")).Order(StringComparer.Ordinal).ToList();
        var file = Path.Combine(GoldenFile.Folder, "choices.txt");
        var stored = File.Exists(file) ? File.ReadAllLines(file) : [];

        stored.Except(now).ShouldBeEmpty("Entries hold these choices, and nobody could read them any more.");
        if (GoldenFile.Accepts)
        {
            File.WriteAllLines(file, now);
            return;
        }
        now.Except(stored).ShouldBeEmpty($"Once stored, a choice keeps its name. Run once with ZORGWERK_ACCEPT_GOLDEN=1, or add these lines to {file}.");
    }

    [Fact]
    public void A_reason_inside_a_correction_is_not_the_reason_of_the_correction()
    {
        var paused = new TrajectoryPaused(new LocalDate(2026, 3, 2), PersonalText.Of("Operatie"));
        var row = Row(new EntryCorrected(paused.On, 3, paused, PersonalText.Of("Verkeerde dag")));
        var (outer, inner) = ((string)row["data"]!["reason"]!, (string)row["data"]!["replacement"]!["data"]!["reason"]!);
        row["data"]!["reason"] = inner;
        row["data"]!["replacement"]!["data"]!["reason"] = outer;

        var swapped = (EntryCorrected)Read(row);

        Should.Throw<System.Security.Cryptography.CryptographicException>(() => swapped.Reason.Open(text => Key.Open((SealedText)text)));
    }

    [Theory]
    [InlineData("note_scribbled", "note_written")]
    [InlineData("note_nobody_knows", "note_nobody_knows")]
    public void A_correction_that_holds_an_older_or_unknown_event_is_read(string stored, string read)
    {
        var row = Row(new EntryCorrected(new LocalDate(2026, 3, 3), 3, new NoteWritten(new LocalDate(2026, 3, 2), PersonalText.Of("Noor belde")), PersonalText.Of("Verkeerde dag")));
        row["data"]!["replacement"]!["type"] = stored;

        var correction = (EntryCorrected)new EventCodec(new Upcaster("note_scribbled", "note_written", data => data)).FromStore(Stored(row));

        correction.Replacement!.Kind.ShouldBe(read);
        correction.Replacement.On.ShouldBe(new LocalDate(2026, 3, 2));
    }

    [Fact]
    public void Words_of_an_older_shape_open_as_sealed_for_the_name_they_were_stored_under()
    {
        var place = new SealedFor(Tenant, Stream, Version, "note_written_v0", "text");
        var old = new JsonObject { ["on"] = "2026-03-02", ["text"] = Convert.ToBase64String(Key.Seal("Noor", place)), ["colour"] = "green" };
        var codec = new EventCodec(new Upcaster("note_written_v0", "note_written", shape =>
        {
            shape.Remove("colour");
            return shape;
        }));

        var read = codec.FromStore("note_written_v0", Encoding.UTF8.GetBytes(old.ToJsonString()), Tenant, Stream, Version, default);

        read.ShouldBeOfType<NoteWritten>().Text.Open(text => Key.Open((SealedText)text)).ShouldBe("Noor");
    }

    [Theory]
    [InlineData("""{"on":"2026-03-02","minutes":50}""", """{"on":"2026-03-02","duration":50}""", """{"on":"2026-03-02","duration":50}""", "'minutes' is stored and no longer known", "'duration' is new and required")]
    [InlineData("""{"on":"2026-03-02"}""", """{"on":"2026-03-02","mood":"good"}""", """{"on":"2026-03-02"}""", "'mood' is new and optional")]
    [InlineData("""{"form":"online"}""", """{"form":"on-line"}""", """{"form":"on-line"}""", "'form' was \"online\" and is \"on-line\"")]
    [InlineData("""{"weighed":[{"from":1},{"from":2}]}""", """{"weighed":[{"since":1},{"since":2}]}""", """{"weighed":[]}""", "'weighed[].from' is stored and no longer known", "'weighed[].since' is new and optional")]
    public void A_change_of_shape_is_told_in_words(string stored, string now, string required, params string[] told) =>
        GoldenShape.Changes(JsonNode.Parse(stored)!, JsonNode.Parse(now)!, JsonNode.Parse(required)!).Zip(told).ShouldAllBe(pair => pair.First.StartsWith(pair.Second));

    private sealed record FollowUpHeldV2;

    /// <summary>The columns of mt_events that tell what an entry is.</summary>
    private static JsonObject Row(CoachingEvent happened)
    {
        var stored = EventCodec.ToStore(happened, Tenant, Stream, Version, Key, By);
        return new JsonObject { ["type"] = stored.Type, ["mt_dotnet_type"] = stored.DotNetType, ["data"] = JsonNode.Parse(stored.Data.Span), ["headers"] = JsonNode.Parse(stored.Headers.Span) };
    }

    private static StoredEvent Stored(JsonObject row) => new()
    {
        Position = 1, Tenant = Tenant, Stream = Stream, Version = Version, Id = Guid.Empty, RecordedAt = Instant.FromUtc(2026, 3, 2, 12, 0),
        Type = (string)row["type"]!, Data = Encoding.UTF8.GetBytes(row["data"]!.ToJsonString()), Headers = Encoding.UTF8.GetBytes(row["headers"]!.ToJsonString()),
    };

    private static CoachingEvent Read(JsonObject row) => Codec.FromStore(Stored(row));

    /// <summary>The data of an event with its words in the clear, whether they were sealed or not.</summary>
    private static JsonNode Clear(CoachingEvent happened)
    {
        using var scope = SealingScope.ToWrite(Key, new SealedFor(Tenant, Stream, Version, happened.Kind, ""));
        return JsonSerializer.SerializeToNode(happened, happened.GetType(), InTheClear)!;
    }

    /// <summary>Where in a row sealed words stand: what differs from the words themselves.</summary>
    private static HashSet<string> Sealed(JsonObject row, CoachingEvent happened)
    {
        var clear = GoldenShape.Values(Clear(happened));
        return [.. GoldenShape.Values(row["data"]).Where(value => clear[value.Key] != value.Value).Select(value => $"data.{value.Key}")];
    }

    private static HashSet<Type> ChoicesOf(IEnumerable<Type> types)
    {
        var (seen, found) = (new HashSet<Type>(), new HashSet<Type>());
        void Look(Type type)
        {
            type = Nullable.GetUnderlyingType(type) ?? type;
            if (type.IsEnum) found.Add(type);
            if (type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable))) Look(type.GetGenericArguments()[0]);
            if (type.Namespace != typeof(CoachingEvent).Namespace || !seen.Add(type)) return;
            foreach (var part in type.GetConstructors().SelectMany(make => make.GetParameters())) Look(part.ParameterType);
        }
        foreach (var type in types) Look(type);
        return found;
    }

    private static void ShowPersonalTexts(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            if (property.PropertyType == typeof(PersonalText)) property.CustomConverter = new Showing();
    }

    private sealed class Showing : JsonConverter<PersonalText>
    {
        public override PersonalText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => PersonalText.Of(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, PersonalText value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Open(text => Key.Open((SealedText)text)));
    }
}
