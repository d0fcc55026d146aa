using ZorgWerk.Casework.Import;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Recording;

/// <summary>How a field is asked.</summary>
public enum FieldKind
{
    Day, YesNo, Whole, Number, Line, Text, Choice, Choices, Wholes, Scales,

    /// <summary>A short name that becomes an id, the same for who writes the same: a company, a group.</summary>
    Named,

    /// <summary>The id of what this step puts on the record: made here, shown to nobody.</summary>
    New,

    /// <summary>A step within the step: what an entry should have said.</summary>
    Step,
}

/// <summary>One of the answers that a field offers.</summary>
/// <param name="Value">As it travels in the form.</param>
public sealed record FormChoice(string Value)
{
    /// <summary>Key of its words.</summary>
    public string? Word { get; init; }

    /// <summary>Whom or what it names, sealed until it is shown.</summary>
    public PersonalText? Name { get; init; }

    /// <summary>What it is called in the open: a colleague, a programme, a number.</summary>
    public string? Text { get; init; }

    /// <summary>Key of a word more: the role of a person, the state of a thing.</summary>
    public string? Also { get; init; }

    public LocalDate? Day { get; init; }

    /// <summary>Key of what the day is: since when, by when, until when.</summary>
    public string DayWord { get; init; } = "choice.since";

    public Side? Side { get; init; }
}

/// <summary>One field of a form.</summary>
public sealed record FormField(StepField Field, FieldKind Kind)
{
    public string Name => Field.Name;

    public bool IsOptional => Field.IsOptional;

    public IReadOnlyList<FormChoice> Choices { get; init; } = [];

    /// <summary>What the number is least and most, where the rules set bounds.</summary>
    public (decimal Least, decimal Most)? Bounds { get; init; }

    /// <summary>The form of the step within.</summary>
    public StepForm? Inner { get; init; }
}
