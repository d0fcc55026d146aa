using ZorgWerk.Casework.Import;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Recording;

/// <summary>The form of a step, made from the step's own fields: a step that is added has its form with nothing more to write.</summary>
public sealed record StepForm(StepShape Shape, IReadOnlyList<FormField> Fields)
{
    public static StepForm Of(StepShape shape, FormSetting setting) => new(shape, [.. shape.Fields.Select(field => One(shape, field, setting))]);

    /// <summary>What is asked, in order; what the server makes itself is not.</summary>
    public IEnumerable<FormField> Asked => Fields.Where(one => one.Kind is not FieldKind.New);

    private static FormField One(StepShape shape, StepField field, FormSetting setting)
    {
        if (StepBehind.Introduces(shape, field)) return new FormField(field, FieldKind.New);
        if (CaseChoices.For(shape, field, setting) is { } choices) return new FormField(field, field.IsList ? FieldKind.Choices : FieldKind.Choice) { Choices = choices };
        return new FormField(field, KindOf(field))
        {
            Bounds = field.Name switch { "minutes" => (1, 600), "hoursPerWeek" => (0.5m, ResumeWork.MostHoursPerWeek), _ => null },
            Inner = field.ItemType == typeof(ParticipantStep) && setting.Corrected is { } corrected ? Of(corrected, setting with { Corrected = null }) : null,
        };
    }

    private static FieldKind KindOf(StepField field) => field.ItemType switch
    {
        var type when type == typeof(LocalDate) => FieldKind.Day,
        var type when type == typeof(bool) => FieldKind.YesNo,
        var type when type == typeof(int) || type == typeof(long) => field.IsList ? FieldKind.Wholes : FieldKind.Whole,
        var type when type == typeof(decimal) => FieldKind.Number,
        var type when type == typeof(Code) => FieldKind.Line,
        var type when type == typeof(PersonalText) => field.Name is "name" or "organisation" or "reference" ? FieldKind.Line : FieldKind.Text,
        var type when type == typeof(ScaleScore) => FieldKind.Scales,
        var type when type == typeof(ParticipantStep) => FieldKind.Step,
        var type when type == typeof(CompanyId) || type == typeof(GroupSessionId) => FieldKind.Named,
        _ => FieldKind.Line,
    };
}
