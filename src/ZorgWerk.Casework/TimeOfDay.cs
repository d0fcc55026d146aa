using NodaTime.Text;

namespace ZorgWerk.Casework;

/// <summary>Times of day to the minute, as they are stored and written everywhere: <c>09:05</c>.</summary>
public static class TimeOfDay
{
    private static readonly LocalTimePattern Pattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>As JSON Schema has it.</summary>
    public const string SchemaPattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

    public static string Format(LocalTime time) => Pattern.Format(time);

    /// <summary>null when it is none.</summary>
    public static LocalTime? Parse(string? written) => written is not null && Pattern.Parse(written) is { Success: true } time ? time.Value : null;
}
