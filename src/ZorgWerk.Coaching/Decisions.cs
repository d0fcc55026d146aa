namespace ZorgWerk.Coaching;

/// <summary>What the rules answer to a step.</summary>
public abstract record Decision
{
    private Decision() { }

    /// <summary>Put these on the record. None: it was there already.</summary>
    public sealed record Accepted(ValueList<CoachingEvent> Events) : Decision;

    /// <summary>No, and why. A refused disclosure leaves an entry of its own; most refusals leave none.</summary>
    public sealed record Refused(Refusal Because, ValueList<CoachingEvent> Leaves) : Decision;

    /// <summary>What is written, whatever the answer was.</summary>
    public ValueList<CoachingEvent> Writes => this switch
    {
        Accepted yes => yes.Events,
        Refused no => no.Leaves,
        _ => [],
    };
}

/// <summary>
/// A rule said no. The code is stable: a key in Words.csv and the tail of the problem type's URI.
/// <paramref name="Field"/> names what to look at in the step, <paramref name="Rule"/> the rule of the house (R1–R16), if it is one of them.
/// </summary>
public sealed record Refusal(string Code, string? Field = null, string? Rule = null)
{
    /// <summary>What the words of this refusal are about, as codes: categories that lack a consent, the day a certificate ended.</summary>
    public ValueList<string> About { get; init; }

    /// <summary>
    /// It is about what was typed, and typing it otherwise mends it: a form says it beside the field. Any other refusal asks what really happened, and which
    /// way leads on. What is asked again under its id knows the code alone; <see cref="Refusals.IsOfTyping"/> says it then.
    /// </summary>
    public bool IsOfTyping { get; init; }

    /// <summary>Refusals are the same when they say the same thing, whatever they say it about.</summary>
    public bool Equals(Refusal? other) => other is not null && Code == other.Code;

    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);
}

/// <summary>Something that happened. Its name and shape are stored: change them only by adding.</summary>
/// <param name="On">The day it happened, as the coach says; local, in Europe/Brussels.</param>
public abstract record CoachingEvent(LocalDate On)
{
    /// <summary>The stored name, by Marten's convention.</summary>
    public virtual string Kind => EventName.Of(GetType());
}

/// <summary>Something a person wants to put on the record.</summary>
/// <param name="On">The day it happened; today or before.</param>
public abstract record CoachingStep(LocalDate On)
{
    /// <summary>The days that the step names besides the one it happened on, each with its field: the rules keep every one of them within bounds.</summary>
    public virtual ValueList<(string Field, LocalDate Day)> OtherDays => [];

    /// <summary>Why one of its days cannot be meant: a year that was mistyped, mostly.</summary>
    /// <param name="yearsAhead">How far ahead days of this kind may lie.</param>
    public Refusal? RefusalOfDays(LocalDate today, int yearsAhead)
    {
        if (On > today) return Refusals.InTheFuture;
        if (On < Participant.Earliest) return Refusals.TooLongAgo;
        var last = today.PlusYears(yearsAhead);
        foreach (var (field, day) in OtherDays)
        {
            if (day < Participant.Earliest) return Refusals.TooLongAgo with { Field = field };
            if (day > last) return Refusals.TooFarAhead with { Field = field, About = [Participant.Iso(last)] };
        }
        return null;
    }

    protected static readonly Decision NothingNew = new Decision.Accepted([]);

    protected static Decision Accept(CoachingEvent happened) => new Decision.Accepted([happened]);

    protected static Decision Refuse(Refusal because) => new Decision.Refused(because, []);

    protected static Decision Refuse(Refusal because, CoachingEvent leaves) => new Decision.Refused(because, [leaves]);
}
