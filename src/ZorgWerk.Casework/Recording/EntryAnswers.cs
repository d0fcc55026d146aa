using System.Collections;
using System.Globalization;
using NodaTime.Text;
using ZorgWerk.Casework.Import;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Recording;

/// <summary>From an entry back to the form it could have been typed into.</summary>
public static class EntryAnswers
{
    /// <param name="said">The event, or the step: whatever carries the fields by their names.</param>
    /// <param name="open">Opens personal texts; what does not open stays empty.</param>
    public static TypedForm Of(object said, StepShape shape, Func<PersonalText?, string?> open)
    {
        var typed = TypedForm.Empty.With(FormReader.On, Text(Value(said, "On"), open) is { } day ? [day] : []);
        foreach (var field in shape.Fields)
        {
            var value = Value(said, char.ToUpperInvariant(field.Name[0]) + field.Name[1..]);
            if (field.ItemType == typeof(ScaleScore))
            {
                foreach (var score in value as IEnumerable ?? Array.Empty<object>())
                    if (score is ScaleScore(var scale, var mark)) typed = typed.With($"{field.Name}.{CaseChoices.Kebab(scale.ToString())}", mark.ToString(CultureInfo.InvariantCulture));
            }
            else if (field.ItemType == typeof(CompanyId) || field.ItemType == typeof(GroupSessionId))
            {
                // The name it goes by was never kept, only the id that follows from it.
                if (Text(value, open) is { } kept) typed = typed.With($"{field.Name}.kept", kept);
            }
            else if (field.IsList)
            {
                var items = (value as IEnumerable ?? Array.Empty<object>()).Cast<object>().Select(item => Text(item, open)).OfType<string>().ToList();
                typed = typed.With(field.Name, field.ItemType == typeof(int) ? items.Count > 0 ? [string.Join(", ", items)] : [] : items);
            }
            else if (Text(value, open) is { } text) typed = typed.With(field.Name, text);
        }
        // Who gave a consent was told what it was for, else it would not be there.
        return shape.Type == typeof(GrantConsent) && typed["informed"] is null ? typed.With("informed", "true") : typed;
    }

    private static object? Value(object said, string property) => said.GetType().GetProperty(property)?.GetValue(said);

    private static string? Text(object? value, Func<PersonalText?, string?> open) => value switch
    {
        null => null,
        PersonalText personal => open(personal),
        LocalTime time => TimeOfDay.Format(time),
        LocalDate day => LocalDatePattern.Iso.Format(day),
        bool yes => yes ? "true" : "false",
        Enum choice => CaseChoices.Kebab(choice.ToString()),
        Code code => code.Value,
        ActorId actor => actor == ActorId.Participant ? "participant" : actor.Value.ToString(),
        IFormattable number when value is int or long or decimal => number.ToString(null, CultureInfo.InvariantCulture),
        string text => text,
        _ => value.GetType().GetProperty("Value")?.GetValue(value)?.ToString(),
    };
}
