using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Audit;

/// <summary>What an auditor looks at in a case, in the order it is shown.</summary>
public enum Aspect { Phase, Coach, Work, LastContact, NextMoment, Network, Consents, Knows, Indications, Steps }

public enum CasePhase { Unknown, Registered, BeforeIntake, Open, Paused, Closed, Erased }

/// <summary>Somebody was told something: on a consent, or without one.</summary>
public sealed record Knowledge(ActorId Who, Category What, ConsentId? On);

/// <summary>Where the trajectory stands.</summary>
public sealed record Standing(CasePhase Phase, Code? Programme);

/// <summary>How a case stood on a day, as the record had it: for each aspect what there was, as things that can be compared.</summary>
/// <param name="Things">A <see cref="Standing"/>, a <see cref="CoachId"/>, a <see cref="WorkSpell"/>, a <see cref="LocalDate"/>, or any number of
/// <see cref="Actor"/>, <see cref="Consent"/>, <see cref="Knowledge"/>, <see cref="Indication"/> or <see cref="PlannedAction"/>.</param>
public sealed record CaseState(IReadOnlyDictionary<Aspect, IReadOnlyList<object>> Things)
{
    /// <param name="day">The day consents hold on, and the network is there on.</param>
    public static CaseState Of(Participant participant, LocalDate day)
    {
        var t = participant.Current;
        return new CaseState(new Dictionary<Aspect, IReadOnlyList<object>>
        {
            [Aspect.Phase] = [new Standing(PhaseOf(participant), t?.Programme)],
            [Aspect.Coach] = One(t?.Coach),
            [Aspect.Work] = t is { IsAtWork: true } ? [t.LastSpell!] : [],
            [Aspect.LastContact] = One(t?.LastContactOn),
            [Aspect.NextMoment] = One(t?.NextFollowUpOn),
            [Aspect.Network] = [.. participant.Actors.Where(actor => actor.MappedOn <= day && actor.IsThereOn(day))],
            [Aspect.Consents] = [.. participant.Consents.Where(consent => consent.IsInForceOn(day))],
            [Aspect.Knows] = [.. Known(participant)],
            [Aspect.Indications] = [.. t?.Indications ?? []],
            [Aspect.Steps] = t is { IsOpen: true } ? [.. t.Actions.Where(action => action.State is ActionState.Open)] : [],
        });
    }

    /// <summary>What was told stays known, whatever becomes of the consent. What was struck was not told.</summary>
    private static IEnumerable<Knowledge> Known(Participant participant) => participant.Disclosures
        .Where(told => told is { IsStruck: false, Outcome: DisclosureOutcome.Disclosed or DisclosureOutcome.Reported })
        .SelectMany(told => told.Categories.Select(category => new Knowledge(told.Recipient, category, told.Consent)))
        .GroupBy(known => (known.Who, known.What)).Select(again => again.Last());

    private static CasePhase PhaseOf(Participant participant) => participant switch
    {
        { IsErased: true } => CasePhase.Erased,
        { IsRegistered: false } => CasePhase.Unknown,
        { Current: null } => CasePhase.Registered,
        { Current.IsOpen: false } => CasePhase.Closed,
        { Current.PausedOn: not null } => CasePhase.Paused,
        { Current.IntakeOn: null } => CasePhase.BeforeIntake,
        _ => CasePhase.Open,
    };

    private static IReadOnlyList<object> One<T>(T? value) where T : struct => value is { } there ? [there] : [];
}
