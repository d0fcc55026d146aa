using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.CaseFile;

/// <summary>What an entry says, read off the event itself: an event that is yet to be written is described without a line of code.</summary>
public static class Facts
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Known = new();

    /// <summary>In the order of the event, without the day and without what is empty.</summary>
    public static IReadOnlyList<Fact> Of(ParticipantEvent happened)
    {
        var facts = new List<Fact>();
        foreach (var property in Properties(happened.GetType()))
        {
            if (property.GetValue(happened) is not { } value) continue;
            var values = Values(value).ToValueList();
            if (values.Count > 0) facts.Add(new Fact(Camel(property.Name), values));
        }
        if (happened.NotMedical is { } confirmed) facts.Add(new Fact(Camel(nameof(happened.NotMedical)), confirmed.Select(FactValue (field) => new FactValue.Choice($"field.{field}")).ToValueList()));
        return facts;
    }

    /// <summary>What differs between an entry as it was written and as it should have been, its day included.</summary>
    /// <param name="open">Opens personal text; two sealings of the same words say the same.</param>
    public static IReadOnlyList<FactChange> Changes(ParticipantEvent was, ParticipantEvent better, Func<PersonalText, string?> open)
    {
        var (before, after) = (WithDay(was), WithDay(better));
        return [.. before.Select(fact => fact.Field).Union(after.Select(fact => fact.Field))
            .Select(field => new FactChange(field, In(before, field), In(after, field)))
            .Where(change => !change.Was.Select(Comparable).SequenceEqual(change.Is.Select(Comparable)))];

        object? Comparable(FactValue value) => value is FactValue.Text text ? open(text.Words) : value;
    }

    private static List<Fact> WithDay(ParticipantEvent happened) => [new Fact("on", [new FactValue.Day(happened.On)]), .. Of(happened)];

    private static ValueList<FactValue> In(List<Fact> facts, string field) => facts.FirstOrDefault(fact => fact.Field == field)?.Values ?? [];

    /// <summary>Those of the constructor, which are what was recorded; the day stands apart, and rules and traces are for auditors.</summary>
    private static PropertyInfo[] Properties(Type type) => Known.GetOrAdd(type, static type =>
        [.. type.GetConstructors().Single().GetParameters().Select(parameter => type.GetProperty(parameter.Name!)!)
            .Where(property => property.Name is not nameof(ParticipantEvent.On) && property.PropertyType != typeof(DecisionTrace) && property.PropertyType != typeof(ProgrammeRules))]);

    private static IEnumerable<FactValue> Values(object value) => value switch
    {
        PersonalText text => [new FactValue.Text(text)],
        LocalDate day => [new FactValue.Day(day)],
        bool yes => [new FactValue.YesNo(yes)],
        int number => [new FactValue.Number(number)],
        long number => [new FactValue.Number(number)],
        decimal number => [new FactValue.Number(number)],
        ScaleScore score => [new FactValue.Score(KeyOf(score.Scale), score.Score)],
        ActorId actor => [new FactValue.Party(actor)],
        CoachId coach => [new FactValue.Coach(coach)],
        ConsentId or GoalId or ActionId or ReferralId or WorkExperienceId => [new FactValue.Thing(value)],
        // Which company, and which of the group's sessions, no name says here.
        CompanyId or GroupSessionId => [],
        Code code => [new FactValue.Plain(code.Value)],
        string text => [new FactValue.Plain(text)],
        Enum choice => [new FactValue.Choice(KeyOf(choice))],
        System.Collections.IEnumerable list => list.Cast<object>().SelectMany(Values),
        _ => [],
    };

    /// <summary>A choice as the catalogue of words has it: <c>purpose.work-resumption</c>.</summary>
    public static string KeyOf(Enum choice) => $"{Kebab(choice.GetType().Name)}.{Kebab(choice.ToString())}";

    private static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}

/// <summary>A field that was corrected: what stood there, and what should have.</summary>
public sealed record FactChange(string Field, ValueList<FactValue> Was, ValueList<FactValue> Is);
