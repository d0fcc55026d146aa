using FsCheck;
using FsCheck.Fluent;

namespace ZorgWerk.Coaching.Tests.Properties;

/// <summary>What was asked at one moment, on which record, and what the rules said.</summary>
internal sealed record Asked(ParticipantStep Step, ParticipantEvent[] Before, Participant Record, Decision Decision, Participant After);

/// <summary>What is going to be asked, after how many of the events of <see cref="Cast.Start"/>: mostly all, sometimes none or only the opening.</summary>
internal sealed record Plan(int Start, ParticipantStep[] Steps)
{
    public static readonly Arbitrary<Plan> Any = Arb.From(
        from start in Gen.Frequency((8, Gen.Constant(Cast.Start.Length)), (1, Gen.Constant(2)), (1, Gen.Constant(0)))
        from length in Gen.Choose(20, 70)
        from steps in AnyStep.One.ArrayOf(length)
        select new Plan(start, steps), plan => Enumerable.Range(0, plan.Steps.Length).Select(plan.Without));

    public override string ToString() => $"after {Start} events: {string.Join("; ", (IEnumerable<ParticipantStep>)Steps)}";

    private Plan Without(int at) => this with { Steps = [.. Steps[..at], .. Steps[(at + 1)..]] };
}

/// <summary>Steps asked one after another, as the desk asks them: each decided on the record so far, what is written is folded in.</summary>
internal sealed class History
{
    public List<ParticipantEvent> Events { get; } = [];
    public List<Asked> Asked { get; } = [];
    public Participant Record { get; private set; } = Participant.Unknown;

    public static History Of(Plan plan)
    {
        var history = new History();
        foreach (var happened in Cast.Start.Take(plan.Start)) history.Add(happened);
        foreach (var step in plan.Steps) history.Ask(step);
        return history;
    }

    /// <summary>The circumstances of the desk: who is named is known, and a correction is judged on what stood before its entry, as is known by now.</summary>
    public static Circumstances Around(ParticipantStep step, IReadOnlyList<ParticipantEvent> before)
    {
        var now = new Circumstances(Monday.PlusDays(14), Lotte) { Programme = RentreeProgramme, Coach = new Coach { IsRegistered = true } };
        return step is CorrectEntry { Replacement: not null, Entry: var entry } ? now with { BeforeEntry = FoldBefore(entry, [.. before]) } : now;
    }

    private void Ask(ParticipantStep step)
    {
        var (before, record) = (Events.ToArray(), Record);
        var decision = record.Decide(step, Around(step, before));
        foreach (var written in decision.Writes) Add((ParticipantEvent)written);
        Asked.Add(new Asked(step, before, record, decision, Record));
    }

    private void Add(ParticipantEvent happened)
    {
        Events.Add(happened);
        Record = happened is EntryCorrected ? Fold([.. Events]) : Record.Apply(happened, Lotte);
    }
}
