namespace ZorgWerk.Coaching.Tests;

/// <summary>Given events, when a step, then events or a refusal. Anything else than what is named fails the spec.</summary>
public sealed class Story
{
    private readonly Participant _soFar;
    private Circumstances _now = new(People.Today, People.Lotte);
    private Decision? _decided;

    private Story(Participant soFar) => _soFar = soFar;

    public static Story Given(params ParticipantEvent[] events) => new(Fold(events));

    /// <summary>The record after these events, corrections applied to what they correct, as the desk folds a stream.</summary>
    public static Participant Fold(params ParticipantEvent[] events)
    {
        var corrections = new Dictionary<long, (EntryCorrected Correction, long Version)>();
        for (var at = 0; at < events.Length; at++)
            if (events[at] is EntryCorrected correction) corrections[correction.Entry] = (correction, at + 1);

        var soFar = Participant.Unknown;
        foreach (var happened in events)
            soFar = corrections.TryGetValue(soFar.NextVersion, out var mend)
                ? soFar.Apply(happened, People.Lotte, mend.Correction, mend.Version)
                : soFar.Apply(happened, People.Lotte);
        return soFar;
    }

    /// <summary>With the programme or coach that the step names, or another day.</summary>
    public Story While(Func<Circumstances, Circumstances> change)
    {
        _now = change(_now);
        return this;
    }

    public Story When(ParticipantStep step)
    {
        _decided = _soFar.Decide(step, _now);
        return this;
    }

    public void Then(params CoachingEvent[] expected) =>
        _decided.ShouldBeOfType<Decision.Accepted>().Events.ShouldBe(expected);

    public TEvent ThenOne<TEvent>() where TEvent : CoachingEvent =>
        _decided.ShouldBeOfType<Decision.Accepted>().Events.ShouldHaveSingleItem().ShouldBeOfType<TEvent>();

    public void ThenNothingNew() => Then();

    public void Refused(Refusal because) => Because().ShouldBe(because);

    public void RefusedAbout(Refusal because, params string[] about)
    {
        Because().ShouldBe(because);
        Because().About.ShouldBe(about);
    }

    /// <summary>Refused, and the refusal itself is on the record.</summary>
    public TEvent RefusedLeaving<TEvent>(Refusal because) where TEvent : CoachingEvent
    {
        Because().ShouldBe(because);
        return ((Decision.Refused)_decided!).Leaves.ShouldHaveSingleItem().ShouldBeOfType<TEvent>();
    }

    private Refusal Because() => _decided.ShouldBeOfType<Decision.Refused>().Because;
}
