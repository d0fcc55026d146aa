using ZorgWerk.Casework.Import;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Recording;

/// <summary>What a form holds before anything is typed: today, the only one there is to choose, and what was answered the last time where that is likely to hold again.</summary>
public static class UsualAnswers
{
    /// <summary>
    /// What seldom changes from one time to the next of what the coach does alone. Who was there, who began, who was told and what came of it are
    /// never among them: left as they stand they would put on the record what nobody said.
    /// </summary>
    private static readonly Dictionary<Type, string[]> Lasting = new()
    {
        [typeof(HoldSession)] = ["form", "minutes"],
    };

    /// <param name="last">The last step of this kind in this case, as answers.</param>
    public static TypedForm For(StepForm form, Participant participant, CoachId me, LocalDate today, TypedForm? last)
    {
        var typed = TypedForm.Empty.With(FormReader.On, NodaTime.Text.LocalDatePattern.Iso.Format(today));
        foreach (var field in form.Fields)
        {
            if (field is { Kind: FieldKind.Choice, IsOptional: false, Choices: [var only] } && field.Field.ItemType != typeof(CoachId)) typed = typed.With(field.Name, only.Value);
            if (field.Field.ItemType == typeof(CoachId) && form.Shape.Type == typeof(AssignCoach) && field.Choices.Any(choice => choice.Value == me.Value.ToString())) typed = typed.With(field.Name, me.Value.ToString());
        }

        typed = typed.Under(Standing(form.Shape, participant.Current, today));
        foreach (var name in Lasting.GetValueOrDefault(form.Shape.Type) ?? [])
            if (form.Fields.Single(field => field.Name == name) is var field && last?.All(name) is { Count: > 0 } answers && answers.All(answer => field.Choices.Count == 0 || field.Choices.Any(choice => choice.Value == answer)))
                typed = typed.With(name, answers);
        return typed;
    }

    /// <summary>What follows from where the case stands.</summary>
    private static TypedForm Standing(StepShape shape, Trajectory? current, LocalDate today)
    {
        var typed = TypedForm.Empty;
        if (shape.Type == typeof(HoldSession)) typed = typed.With("form", "individual");
        if (shape.Type == typeof(PlanStep))
        {
            typed = typed.With("by", "participant");
            if (current is { Goals: { Count: > 0 } goals }) typed = typed.With("goal", goals[goals.Count - 1].Id.Value.ToString());
        }
        if (shape.Type == typeof(HoldFollowUp) && current is not null)
        {
            if (DueMonth(current, today) is { } month) typed = typed.With("month", month.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        if (shape.Type == typeof(WaiveReferral) && current is { Indications: [var indicated] }) typed = typed.With("referral", CaseChoices.Kebab(indicated.Referral.ToString()));
        if (shape.Type == typeof(MakeReferral) && current is { Indications: [var toMake] }) typed = typed.With("referred", CaseChoices.Kebab(toMake.Referral.ToString()));
        return typed;
    }

    /// <summary>The first of the programme's moments that is due and was not held.</summary>
    internal static int? DueMonth(Trajectory current, LocalDate today)
    {
        if (current.FollowUpsCountFrom is not { } start) return null;
        foreach (var month in current.Rules.FollowUpMonths.Order())
            if (start.PlusMonths(month) <= today && !current.MomentsHeld.Any(held => held.Month == month && held.On >= start)) return month;
        return null;
    }
}
