namespace ZorgWerk.Samples;

/// <summary>One participant's stream in memory: every step is put to the rules, and corrections are folded into what they correct.</summary>
public sealed class CaseRecord
{
    private readonly List<(ParticipantEvent Event, UserId By)> _events = [];
    private readonly Dictionary<long, (EntryCorrected Correction, long Version)> _corrections = [];

    public Participant SoFar { get; private set; } = Participant.Unknown;

    /// <summary>The answer of the rules; call <see cref="Write"/> to let it stand.</summary>
    public Decision Ask(ParticipantStep step, Circumstances now) => SoFar.Decide(
        step, step is CorrectEntry { Entry: var entry } && entry <= _events.Count ? now with { BeforeEntry = Fold((int)entry - 1) } : now);

    public void Write(Decision answer, UserId by)
    {
        foreach (var happened in answer.Writes)
        {
            _events.Add(((ParticipantEvent)happened, by));
            if (happened is EntryCorrected correction)
            {
                _corrections[correction.Entry] = (correction, _events.Count);
                SoFar = Fold(_events.Count);
            }
            else
            {
                SoFar = SoFar.Apply((ParticipantEvent)happened, by);
            }
        }
    }

    private Participant Fold(int count)
    {
        var folded = Participant.Unknown;
        foreach (var (happened, by) in _events.Take(count))
            folded = _corrections.TryGetValue(folded.NextVersion, out var mend)
                ? folded.Apply(happened, by, mend.Correction, mend.Version)
                : folded.Apply(happened, by);
        return folded;
    }
}
