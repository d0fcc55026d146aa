using System.Text.Json;
using NodaTime.Text;

namespace ZorgWerk.Casework.Import;

/// <summary>When a step was written down in the system that a log comes from: kept beside the event, and never in the place of our own clock.</summary>
internal static class EnteredElsewhere
{
    /// <summary>The instant that <c>entered</c> tells, if the line has one; with <c>Z</c> or an offset.</summary>
    public static (Instant? At, FieldFault? Fault) Read(JsonElement line, Instant now)
    {
        if (!line.TryGetProperty("entered", out var written) || written.ValueKind is JsonValueKind.Null) return (null, null);
        if (written.ValueKind is not JsonValueKind.String || OffsetDateTimePattern.Rfc3339.Parse(written.GetString()!) is not { Success: true } told || !DayReader.Holds(told.Value.ToInstant()))
            return (null, new FieldFault("entered", "field/not-an-instant"));
        var at = told.Value.ToInstant();
        return at > now ? (null, new FieldFault("entered", "field/in-the-future")) : (at, null);
    }
}
