using ZorgWerk.Casework.Access;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.CaseFile;

/// <summary>A party around the participant, with its names opened.</summary>
/// <param name="Name">Nothing once erased.</param>
public sealed record Party(ActorId Id, ActorRole Role, string? Name, string? Organisation, LocalDate MappedOn, LocalDate? RemovedOn)
{
    public Side Side => Role.SideOf();
}

/// <summary>What things of one case are called, opened under the reading that shows them.</summary>
/// <param name="Participant">Nothing once erased.</param>
public sealed record CaseNames(string? Participant, IReadOnlyList<Party> Parties, IReadOnlyDictionary<object, object> Things)
{
    public Party? PartyOf(ActorId actor) => Parties.FirstOrDefault(party => party.Id == actor);

    /// <summary>The number by which people call a consent: that of its entry, which no later correction changes.</summary>
    public long? NumberOf(ConsentId consent) => Things.GetValueOrDefault(consent) as long?;

    /// <summary>What a goal or step of the plan is about; nothing when it was erased or is no longer on the record.</summary>
    public string? WhatOf(object goalOrStep) => Things.GetValueOrDefault(goalOrStep) as string;

    /// <summary>What kind of referral or which phase of work experience it was, as a choice.</summary>
    public Enum? KindOf(object thing) => Things.GetValueOrDefault(thing) as Enum;

    /// <param name="words">With the participant's key brought.</param>
    public static CaseNames Of(Participant participant, Unsealing words)
    {
        var things = new Dictionary<object, object>();
        void Put(object id, object? what)
        {
            if (what is not null) things[id] = what;
        }

        foreach (var consent in participant.Consents) Put(consent.Id, consent.Version);
        foreach (var trajectory in participant.Trajectories)
        {
            foreach (var goal in trajectory.Goals) Put(goal.Id, words.Open(goal.What));
            foreach (var action in trajectory.Actions) Put(action.Id, words.Open(action.What));
            foreach (var referral in trajectory.Referrals) Put(referral.Id, referral.Referred);
            foreach (var experience in trajectory.WorkExperiences) Put(experience.Id, experience.Phase);
        }
        return new CaseNames(
            words.Open(participant.Name),
            [.. participant.Actors.Select(actor => new Party(actor.Id, actor.Role, words.Open(actor.Name), words.Open(actor.Organisation), actor.MappedOn, actor.RemovedOn))], things);
    }
}
