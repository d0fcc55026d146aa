using System.Collections.Concurrent;

namespace ZorgWerk.Coaching.Tests;

/// <summary>Given events, when a step, then events or a refusal. Anything else than what is named fails the spec.</summary>
public sealed class Story
{
    /// <summary>Every refusal that a spec has met and named, by its code.</summary>
    /// <summary>Every kind of step that was asked in this run.</summary>
    public static readonly ConcurrentDictionary<Type, bool> Asked = new();

    public static readonly ConcurrentDictionary<string, Refusal> Met = new(StringComparer.Ordinal);

    private readonly Func<CoachingStep, Circumstances, Decision> _decide;
    private Circumstances _now = new(People.Today, People.Lotte);
    private Decision? _decided;

    private Story(Func<CoachingStep, Circumstances, Decision> decide) => _decide = decide;

    public static Story Given(params ParticipantEvent[] events)
    {
        var soFar = Fold(events);
        return new((step, now) => soFar.Decide((ParticipantStep)step, now));
    }

    public static Story GivenCoach(params CoachEvent[] events)
    {
        var soFar = FoldCoach(events);
        return new((step, now) => ((CoachStep)step).DecideFor(soFar, now));
    }

    public static Story GivenProgramme(params ProgrammeEvent[] events)
    {
        var soFar = FoldProgramme(events);
        return new((step, now) => ((ProgrammeStep)step).DecideFor(soFar, now));
    }

    /// <summary>The record after these events, corrections applied to what they correct, as the desk folds a stream.</summary>
    public static Participant Fold(params ParticipantEvent[] events) => FoldBefore(events.Length + 1, events);

    /// <summary>The record as it stood before an entry, in the light of every correction made since.</summary>
    public static Participant FoldBefore(long entry, params ParticipantEvent[] events)
    {
        var corrections = new Dictionary<long, (EntryCorrected Correction, long Version)>();
        for (var at = 0; at < events.Length; at++)
            if (events[at] is EntryCorrected correction) corrections[correction.Entry] = (correction, at + 1);

        var soFar = Participant.Unknown;
        foreach (var happened in events.Take((int)entry - 1))
            soFar = corrections.TryGetValue(soFar.NextVersion, out var mend)
                ? soFar.Apply(happened, People.Lotte, mend.Correction, mend.Version)
                : soFar.Apply(happened, People.Lotte);
        return soFar;
    }

    public static Coach FoldCoach(params CoachEvent[] events) => events.Aggregate(Coach.Unknown, (soFar, happened) => happened.Evolve(soFar));

    public static Programme FoldProgramme(params ProgrammeEvent[] events) => events.Aggregate(Programme.Undefined, (soFar, happened) => happened.Evolve(soFar));

    /// <summary>With the programme or coach that the step names, or another day.</summary>
    public Story While(Func<Circumstances, Circumstances> change)
    {
        _now = change(_now);
        return this;
    }

    public Story When(CoachingStep step)
    {
        _decided = _decide(step, _now);
        Asked[step.GetType()] = true;
        return this;
    }

    public void Then(params CoachingEvent[] expected) =>
        _decided.ShouldBeOfType<Decision.Accepted>().Events.ShouldBe(expected);

    public TEvent ThenOne<TEvent>() where TEvent : CoachingEvent =>
        _decided.ShouldBeOfType<Decision.Accepted>().Events.ShouldHaveSingleItem().ShouldBeOfType<TEvent>();

    /// <summary>One event of a participant's record, of whatever kind.</summary>
    public ParticipantEvent ThenOne() => _decided.ShouldBeOfType<Decision.Accepted>().Events.ShouldHaveSingleItem().ShouldBeAssignableTo<ParticipantEvent>()!;

    public void ThenNothingNew() => Then();

    /// <summary>Refused, and nothing is written.</summary>
    public void Refused(Refusal because)
    {
        Because(because);
        _decided!.Writes.ShouldBeEmpty();
    }

    /// <summary>Refused, pointing at that field.</summary>
    public void RefusedAt(string field, Refusal because) => Because(because).Field.ShouldBe(field);

    public void RefusedAbout(Refusal because, params string[] about) => Because(because).About.ShouldBe(about);

    /// <summary>Refused, and the refusal itself is on the record.</summary>
    public TEvent RefusedLeaving<TEvent>(Refusal because) where TEvent : CoachingEvent
    {
        Because(because);
        return _decided!.Writes.ShouldHaveSingleItem().ShouldBeOfType<TEvent>();
    }

    private Refusal Because(Refusal expected)
    {
        var because = _decided.ShouldBeOfType<Decision.Refused>().Because;
        because.ShouldBe(expected);
        Met[because.Code] = because;
        return because;
    }
}
