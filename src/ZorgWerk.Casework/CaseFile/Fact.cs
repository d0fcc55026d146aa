using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.CaseFile;

/// <summary>One thing that an entry says: a field and what stands in it.</summary>
/// <param name="Field">In camel case, as in a step log: <c>hoursPerWeek</c>.</param>
public sealed record Fact(string Field, ValueList<FactValue> Values);

/// <summary>What stands in a field, before any language puts it into words.</summary>
public abstract record FactValue
{
    private FactValue() { }

    /// <summary>A name or free text, still sealed.</summary>
    public sealed record Text(PersonalText Words) : FactValue;

    /// <param name="Key">Of the catalogue of words: <c>category.work-ability</c>.</param>
    public sealed record Choice(string Key) : FactValue;

    public sealed record Day(LocalDate On) : FactValue;

    /// <summary>A time of day.</summary>
    public sealed record Time(LocalTime At) : FactValue;

    public sealed record YesNo(bool Yes) : FactValue;

    public sealed record Number(decimal Value) : FactValue;

    /// <summary>A code of the organisation's own.</summary>
    public sealed record Plain(string Code) : FactValue;

    public sealed record Score(string Key, decimal Value) : FactValue;

    public sealed record Party(ActorId Actor) : FactValue;

    public sealed record Coach(CoachId Id) : FactValue;

    /// <summary>Something else on the record: a consent, a goal, a step of the plan, a referral, a work experience.</summary>
    public sealed record Thing(object Id) : FactValue;
}
