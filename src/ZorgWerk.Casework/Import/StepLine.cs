using System.Text.Json;
using NodaTime.Text;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Import;

/// <summary>A line of a step log as the step it asks for.</summary>
internal sealed record StepLine(long Number, StepCommand Command)
{
    /// <summary>The member that says which time this is, of lines that are equal in everything else: 2 for the second.</summary>
    public const string Times = "occurrence";

    private const int MostTimes = 1000;

    /// <summary>Which time this is; 1 where the line does not say.</summary>
    public int Occurrence { get; private init; } = 1;

    /// <summary>Whoever is registered is not the one of almost the same name: <see cref="SimilarCases.Answer"/>.</summary>
    public bool IsAnotherPerson { get; private init; }

    /// <summary>The step, or nothing after every fault of the line was said.</summary>
    public static StepLine? Read(TenantId tenant, LogLine logged, References references, Instant now, Action<ImportError> onError)
    {
        StepLine? Fault(string? field, string code)
        {
            onError(new ImportError(logged.Number, field, code, null, []));
            return null;
        }

        foreach (var (field, code) in logged.Faults) Fault(field, code);
        if (logged.Faults.Count > 0) return null;
        var (parsed, body, unreadable) = CanonicalLine.Parse(logged.Json);
        if (parsed is null) return Fault(unreadable!.Field, unreadable.Code);

        using (parsed)
        {
            var root = parsed.RootElement;
            foreach (var property in root.EnumerateObject())
                if (property.Name is not ("participant" or "on" or "entered" or "coach" or "step" or "fields" or Times or SimilarCases.Answer))
                    return Fault(StepShape.Printable(property.Name), "field/unknown");

            if (StepBody.Text(root, "step") is not { } name) return Fault("step", "field/missing");
            if (StepCatalogue.Find(name) is not { } shape) return Fault("step", "step/unknown");
            if (StepBody.Text(root, "coach") is not { } coach) return Fault("coach", "field/missing");
            if (StepBody.Text(root, "on") is not { } day) return Fault("on", "field/missing");
            if (LocalDatePattern.Iso.Parse(day) is not { Success: true } on) return Fault("on", "field/not-a-date");
            if (TimesIn(root) is not { } times) return Fault(Times, "occurrence/not-a-count");
            var (isAnotherPerson, noAnswer) = StepBody.Answered(root, shape);
            if (noAnswer is not null) return Fault(noAnswer.Field, noAnswer.Code);
            var (entered, notAnInstant) = EnteredElsewhere.Read(root, now);
            if (notAnInstant is not null) return Fault(notAnInstant.Field, notAnInstant.Code);
            var participant = StepBody.Text(root, "participant");
            if (shape.IsAboutParticipant && participant is null) return Fault("participant", "field/missing");
            var isRegistration = shape.Type == typeof(RegisterParticipant);
            if (isRegistration && SheetDamage.In(participant!) is { } damaged) return Fault("participant", damaged);

            var stream = participant is null ? default : references.ParticipantStream(tenant, participant);
            var names = references.NamesIn(tenant, stream);

            // A registration needs the reference it is made under; the file says it once.
            var fields = root.TryGetProperty("fields", out var given) ? given : default;
            var (step, faults) = isRegistration
                ? StepBody.Registration(shape, on.Value, fields, participant!, names) : shape.Read(on.Value, fields, names);
            foreach (var fault in faults) Fault(fault.Field, fault.Code);
            if (step is null) return null;

            if (step is ProgrammeStep programme) stream = references.ProgrammeStream(tenant, programme.Programme);
            if (step is CoachStep about) stream = references.CoachStream(tenant, about.Coach);
            var id = references.CommandOf(tenant, body);
            var by = references.User(tenant, coach);
            var command = new StepCommand(tenant, id, by, stream, step, body) { EnteredElsewhere = entered, IsFromLog = true };
            return new StepLine(logged.Number, command) { Occurrence = times, IsAnotherPerson = isAnotherPerson };
        }
    }

    /// <summary>null where it is no count.</summary>
    private static int? TimesIn(JsonElement root)
    {
        if (!root.TryGetProperty(Times, out var written) || written.ValueKind is JsonValueKind.Null) return 1;
        if (written.ValueKind is not JsonValueKind.Number || !written.TryGetInt32(out var times)) return null;
        return times is >= 1 and <= MostTimes ? times : null;
    }
}
