using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime.Text;

namespace ZorgWerk.Samples;

/// <summary>One line of a step log: which step, about whom, who recorded it and when.</summary>
/// <param name="Participant">Nothing for the set-up of a programme or coach.</param>
/// <param name="Coach">Who records.</param>
public sealed record LogLine(string? Participant, Instant Entered, string Coach, CoachingStep Step)
{
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (Participant is not null) writer.WriteString("participant", Participant);
        writer.WriteString("on", LocalDatePattern.Iso.Format(Step.On));
        writer.WriteString("entered", InstantPattern.General.Format(Entered));
        writer.WriteString("coach", Coach);
        // Invented people share few names, and none of them is another one.
        if (Step is RegisterParticipant) writer.WriteBoolean("anotherPerson", true);
        StepJson.WriteStep(writer, Step);
        writer.WriteEndObject();
    }

    public static LogLine Parse(string json)
    {
        var line = JsonNode.Parse(json)!.AsObject();
        return new LogLine((string?)line["participant"], InstantPattern.General.Parse((string)line["entered"]!).Value, (string)line["coach"]!, StepJson.ReadStep(line));
    }
}
