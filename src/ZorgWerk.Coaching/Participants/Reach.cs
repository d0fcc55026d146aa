using System.Collections.Concurrent;
using System.Reflection;

namespace ZorgWerk.Coaching;

/// <summary>Whom a text of a step can reach, besides the participant.</summary>
public enum Reach
{
    /// <summary>A name or a reference: it goes everywhere, and says nothing about anybody's health.</summary>
    NoText,

    /// <summary>Coach, team lead and auditor.</summary>
    Team,

    /// <summary>The work side as well: told to it, agreed with it, or written for it.</summary>
    WorkSide,
}

/// <summary>Says of a text of a step whom it can reach. Every text says it; a spec fails for one that does not.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ToAttribute(Reach reach) : Attribute
{
    public Reach Reach { get; } = reach;
}

/// <summary>A text of a step that can reach the work side and holds words that look medical.</summary>
/// <param name="Field">In camel case, as in a step log.</param>
public sealed record MedicalField(string Field, PersonalText Text, IReadOnlyList<MedicalWord> Found);

/// <summary>The texts of steps by whom they can reach.</summary>
public static class StepTexts
{
    private static readonly ConcurrentDictionary<Type, (string Field, PropertyInfo Property)[]> Known = new();

    /// <summary>Texts that can reach the work side, in the order of the step.</summary>
    public static IEnumerable<string> ForWorkSide(Type step) => Of(step).Select(one => one.Field);

    /// <summary>Of each text that can reach the work side, what in it looks medical; texts in which nothing does are left out.</summary>
    public static IReadOnlyList<MedicalField> Medical(this ParticipantStep step) =>
        [.. from text in Of(step.GetType())
            let words = text.Property.GetValue(step) as PersonalText
            let clear = words?.Open(_ => null)
            where clear is not null
            let found = MedicalWords.In(clear)
            where found.Count > 0
            select new MedicalField(text.Field, words, found)];

    private static (string Field, PropertyInfo Property)[] Of(Type step) => Known.GetOrAdd(step, static type =>
        [.. from parameter in type.GetConstructors().Single().GetParameters()
            where parameter.GetCustomAttribute<ToAttribute>()?.Reach is Reach.WorkSide
            select (char.ToLowerInvariant(parameter.Name![0]) + parameter.Name[1..], type.GetProperty(parameter.Name)!)]);
}
