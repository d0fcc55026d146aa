using ZorgWerk.Casework.Access;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Sharing;

/// <summary>One party as a page names it.</summary>
/// <param name="Name">Nothing when it was erased.</param>
/// <param name="Role">Nothing for the participant.</param>
public sealed record SharingParty(ActorId Id, Side Side, string? Name, string? Organisation, ActorRole? Role, bool IsThere)
{
    public bool IsEmployer => Role is { } role && role.IsEmployer();

    public bool KeepsMedicalSecrecy => Role is { } role && role.KeepsMedicalSecrecy();
}

/// <summary>Everybody around one participant, the participant first, with their names open: what a page needs to say who may know what.</summary>
public sealed record Parties(IReadOnlyList<SharingParty> All)
{
    public SharingParty Participant => All[0];

    /// <summary>Who can be told something today.</summary>
    public IEnumerable<SharingParty> Recipients => All.Where(party => party.IsThere);

    /// <summary>Who can let information be shared: the participant, and whoever speaks for an employer.</summary>
    public IEnumerable<SharingParty> Givers => All.Where(party => party.Side is Side.Participant || (party.IsThere && party.IsEmployer));

    public IEnumerable<SharingParty> On(Side side) => All.Where(party => party.IsThere && party.Side == side);

    public SharingParty? Find(ActorId id) => All.FirstOrDefault(party => party.Id == id);

    public static async Task<Parties> Of(Participant participant, Unsealing words, EventStore.StreamId stream, LocalDate today, CancellationToken cancel = default)
    {
        await words.Bring([stream], cancel);
        return new Parties([
            new SharingParty(ActorId.Participant, Side.Participant, words.Open(participant.Name), null, null, true),
            .. participant.Actors
                .Select(actor => new SharingParty(actor.Id, actor.Side, words.Open(actor.Name), words.Open(actor.Organisation), actor.Role, actor.IsThereOn(today)))
                .OrderByDescending(party => party.Side is Side.Work).ThenBy(party => party.Name, StringComparer.CurrentCultureIgnoreCase),
        ]);
    }
}
