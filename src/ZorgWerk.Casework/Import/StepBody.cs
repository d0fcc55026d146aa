using System.Text.Json;
using NodaTime.Text;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Import;

/// <summary>
/// A step as JSON: what a line of a step log says besides who recorded it and in whose record, which whoever takes it knows already.
/// <c>{"on":"2026-11-03","fields":{"form":"individual","minutes":50}}</c>; a registration says <c>participant</c> too.
/// </summary>
/// <param name="Step">Nothing when there are faults.</param>
/// <param name="Canonical">The same words in another order are the same bytes.</param>
/// <param name="IsJson">Otherwise there was nothing to read fields from.</param>
public sealed record StepBody(CoachingStep? Step, StreamId Stream, ReadOnlyMemory<byte> Canonical, IReadOnlyList<FieldFault> Faults, bool IsJson)
{
    public const int Longest = LineReader.LongestLine;

    private const int LongestReference = 60;

    /// <summary>A registration says that it is not the one of almost the same name; no part of <see cref="Canonical"/>.</summary>
    public bool IsAnotherPerson { get; init; }

    /// <summary>A step in a record that is there.</summary>
    public static StepBody Read(ReadOnlyMemory<byte> json, StepShape shape, TenantId tenant, StreamId stream, References references) =>
        Read(json, [], (on, root) =>
        {
            var (step, faults) = shape.Read(on, root.TryGetProperty("fields", out var fields) ? fields : default, references.NamesIn(tenant, stream));
            return (step, stream, faults);
        });

    /// <summary>The registration that begins a record, under the reference it names.</summary>
    public static StepBody ReadRegistration(ReadOnlyMemory<byte> json, TenantId tenant, References references) =>
        Read(json, ["participant", SimilarCases.Answer], (on, root) =>
        {
            // An id in its place would be taken for the stream of that id, which may be anybody's.
            if (Text(root, "participant") is not { Length: <= LongestReference } reference || Guid.TryParse(reference, out _))
                return (null, default, [new FieldFault("participant", root.TryGetProperty("participant", out _) ? "field/not-readable" : "field/missing")]);
            if (SheetDamage.In(reference) is { } damaged) return (null, default, [new FieldFault("participant", damaged)]);
            var stream = references.ParticipantStream(tenant, reference);
            var shape = StepCatalogue.Find("register-participant")!;
            if (Answered(root, shape).Fault is { } noAnswer) return (null, default, [noAnswer]);
            var (step, faults) = Registration(shape, on, root.TryGetProperty("fields", out var fields) ? fields : default, reference, references.NamesIn(tenant, stream));
            return (step, stream, faults);
        });

    private static StepBody Read(ReadOnlyMemory<byte> json, string[] also, Func<LocalDate, JsonElement, (CoachingStep? Step, StreamId Stream, IReadOnlyList<FieldFault> Faults)> read)
    {
        var (parsed, canonical, unreadable) = CanonicalLine.Parse(json);
        if (parsed is null) return new StepBody(null, default, default, [unreadable!], unreadable!.Field is not null);
        using (parsed)
        {
            var root = parsed.RootElement;
            List<FieldFault> faults = [.. root.EnumerateObject().Where(member => member.Name is not ("on" or "fields") && !also.Contains(member.Name)).Select(member => new FieldFault(StepShape.Printable(member.Name), "field/unknown"))];
            LocalDate? on = Text(root, "on") is { } day && LocalDatePattern.Iso.Parse(day) is { Success: true } parsedDay ? parsedDay.Value : null;
            if (on is null) faults.Add(new FieldFault("on", root.TryGetProperty("on", out _) ? "field/not-a-date" : "field/missing"));
            var (step, stream, inFields) = read(on ?? Participant.Earliest, root);
            faults.AddRange(inFields.Select(fault => fault.Field is { } field and not ("participant" or "fields" or SimilarCases.Answer) ? fault with { Field = $"fields.{field}" } : fault));
            return new StepBody(faults.Count == 0 ? step : null, stream, canonical, faults, true) { IsAnotherPerson = root.TryGetProperty(SimilarCases.Answer, out var answer) && answer.ValueKind is JsonValueKind.True };
        }
    }

    /// <summary>A registration needs the reference it is made under; what is written says it once.</summary>
    internal static (CoachingStep? Step, IReadOnlyList<FieldFault> Faults) Registration(StepShape shape, LocalDate on, JsonElement fields, string reference, NameOf nameOf)
    {
        using var whole = new MemoryStream();
        using (var writer = new Utf8JsonWriter(whole))
        {
            writer.WriteStartObject();
            if (fields.ValueKind is JsonValueKind.Object)
                foreach (var field in fields.EnumerateObject())
                    if (field.Name != "reference") field.WriteTo(writer);
            writer.WriteString("reference", reference);
            writer.WriteEndObject();
        }
        using var merged = JsonDocument.Parse(whole.ToArray());
        return shape.Read(on, merged.RootElement, nameOf);
    }

    /// <summary>What a registration says to the question whether it is somebody of almost the same name. No other step is asked it.</summary>
    internal static (bool IsAnotherPerson, FieldFault? Fault) Answered(JsonElement root, StepShape shape)
    {
        if (!root.TryGetProperty(SimilarCases.Answer, out var answer) || answer.ValueKind is JsonValueKind.Null) return (false, null);
        if (shape.Type != typeof(RegisterParticipant)) return (false, new FieldFault(SimilarCases.Answer, "field/unknown"));
        return answer.ValueKind is JsonValueKind.True or JsonValueKind.False ? (answer.GetBoolean(), null) : (false, new FieldFault(SimilarCases.Answer, "field/not-yes-or-no"));
    }

    internal static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 and <= 200 } text && PersonalText.Fault(text) is null ? TypedText.Clean(text) : null;
}
