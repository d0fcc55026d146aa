namespace ZorgWerk.Coaching;

/// <summary>
/// What the rules remember of one person coached: folded from the participant's stream, never stored. Each file in Steps/ adds the
/// part that its own step needs remembered. Personal texts in it stay sealed.
/// </summary>
public sealed partial record Participant
{
    /// <summary>Before the first event.</summary>
    public static readonly Participant Unknown = new();

    /// <summary>Nothing in working life that a coach records happened before this day.</summary>
    public static readonly LocalDate Earliest = new(1950, 1, 1);

    /// <summary>Version of the last event folded.</summary>
    public long Version { get; init; }

    /// <summary>Every entry of the record in its order, without its content.</summary>
    public ValueList<Entry> Entries { get; init; }

    /// <summary>All enrolments, the latest last; at most that one is open.</summary>
    public ValueList<Trajectory> Trajectories { get; init; }

    /// <summary>The latest trajectory, open or closed.</summary>
    public Trajectory? Current => Trajectories.Count > 0 ? Trajectories[Trajectories.Count - 1] : null;

    /// <summary>Version that the event being folded has.</summary>
    public long NextVersion => Version + 1;

    /// <summary>Asks of a step what every step is asked, then the step's own rule.</summary>
    public Decision Decide(ParticipantStep step, Circumstances now) =>
        GeneralRefusal(step, now) is { } no ? new Decision.Refused(no, []) : NoticeMedical(step, step.Decide(this, now));

    /// <summary>The record after one more event.</summary>
    /// <param name="correction">The latest correction of this very entry, when the reader knows of one.</param>
    public Participant Apply(ParticipantEvent stored, UserId by, EntryCorrected? correction = null, long? correctedBy = null)
    {
        var happened = correction?.Replacement ?? stored;
        var struck = correction is { Replacement: null };
        var after = struck ? stored.EvolveStruck(this) : happened.Evolve(this);
        return after with
        {
            Version = NextVersion,
            Entries = after.Entries.Add(new Entry(NextVersion, happened.Kind, happened.On, by, after.Trajectories.Count)
            {
                Concerns = happened.Concerns,
                Introduces = happened.Introduces,
                CorrectedBy = correctedBy,
                Corrects = (happened as EntryCorrected)?.Entry,
                IsStruck = struck,
            }),
            Trajectories = !struck && happened.IsContact && !(after.Current?.LastContactOn >= happened.On) ? after.InCurrent(t => t with { LastContactOn = happened.On }) : after.Trajectories,
        };
    }

    /// <summary>The trajectories with the latest one changed; untouched when there is none.</summary>
    internal ValueList<Trajectory> InCurrent(Func<Trajectory, Trajectory> change) =>
        Current is { } latest ? Trajectories.Put(Trajectories.Count - 1, change(latest)) : Trajectories;

    /// <summary>This record with its latest trajectory changed; what most events do.</summary>
    internal Participant WithCurrent(Func<Trajectory, Trajectory> change) => this with { Trajectories = InCurrent(change) };

    internal static LocalDate? Later(LocalDate? one, LocalDate other) => one is { } day && day > other ? day : other;

    internal static LocalDate? Earlier(LocalDate? one, LocalDate other) => one is { } day && day < other ? day : other;

    /// <summary>R2, R5: what would be put on the record, unless medical words would leave with it unnoticed.</summary>
    private Decision NoticeMedical(ParticipantStep step, Decision decision)
    {
        if (decision is not Decision.Accepted { Events: [ParticipantEvent happened] } || step.Medical() is not { Count: > 0 } medical) return decision;
        if (RefusalOfMedical(step, medical) is { } no) return new Decision.Refused(no, []);
        var confirmed = medical.Select(one => one.Field).Where(step.NotMedical.Contains).ToValueList();
        return confirmed.Count == 0 ? decision : new Decision.Accepted([happened with { NotMedical = confirmed }]);
    }

    /// <summary>What is asked about the step's words, whatever else there is to say of it; null where nothing is.</summary>
    public Refusal? RefusalOfMedical(ParticipantStep step) => RefusalOfMedical(step, step.Medical());

    private Refusal? RefusalOfMedical(ParticipantStep step, IReadOnlyList<MedicalField> medical)
    {
        var noes = medical.Where(one => !step.NotMedical.Contains(one.Field)).Select(one => (one.Field, No: step.RefusalOf(one, this))).Where(one => one.No is not null).ToList();
        return noes.Count == 0 ? null : noes[0].No! with { Field = noes[0].Field, About = noes.Select(one => one.Field).ToValueList() };
    }

    private Refusal? GeneralRefusal(ParticipantStep step, Circumstances now) => this switch
    {
        { IsErased: true } => Refusals.Erased,
        { IsRegistered: false } when step.Needs is not Stage.Anyone => Refusals.NotRegistered,
        _ when step.On > now.Today => Refusals.InTheFuture,
        _ when step.On < Earliest => Refusals.TooLongAgo,
        { Current: null } when step.NeedsTrajectory => Refusals.NoTrajectory,
        { Current.IsOpen: false } when step.Needs is Stage.OpenTrajectory => Refusals.TrajectoryNotOpen,
        { Current: { } current } when step.NeedsTrajectory && step.On < current.OpenedOn => Refusals.BeforeTheTrajectory with { About = [Iso(current.OpenedOn)] },
        _ => null,
    };

    internal static string Iso(LocalDate day) => NodaTime.Text.LocalDatePattern.Iso.Format(day);
}

/// <summary>One entry of the record: that it stands there, of what kind, when, by whom; never what was said.</summary>
/// <param name="Version">The event's version in the stream.</param>
/// <param name="Kind">The event's stored name; of the replacement, where the entry was corrected.</param>
/// <param name="On">The day it happened, as corrected.</param>
/// <param name="Trajectory">Number of the trajectory it belongs to; 0 before the first.</param>
public sealed record Entry(long Version, string Kind, LocalDate On, UserId By, int Trajectory)
{
    public ValueList<ActorId> Concerns { get; init; }

    public object? Introduces { get; init; }

    /// <summary>Version of the event that corrected this entry, the latest if there are several.</summary>
    public long? CorrectedBy { get; init; }

    /// <summary>Version of the entry that this one corrects.</summary>
    public long? Corrects { get; init; }

    /// <summary>Corrected by taking it off the record: it never happened.</summary>
    public bool IsStruck { get; init; }
}
