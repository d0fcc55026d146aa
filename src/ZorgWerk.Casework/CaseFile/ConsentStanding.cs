using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.CaseFile;

/// <summary>How the participant's own consents stand on a day.</summary>
/// <param name="Given">Whether there ever was one.</param>
/// <param name="InForce">How many hold.</param>
/// <param name="FirstEnds">The last day of the one that runs out first and that no other one takes over from.</param>
public sealed record ConsentStanding(bool Given, int InForce, LocalDate? FirstEnds)
{
    public static ConsentStanding On(Participant participant, LocalDate day)
    {
        var own = participant.Consents.Where(consent => consent.Giver == ActorId.Participant).ToList();
        var holding = own.Where(consent => consent.IsInForceOn(day)).ToList();
        var ending = holding.Where(consent => !own.Any(other => TakesOver(other, consent))).Select(consent => consent.LastDay).ToList();
        return new ConsentStanding(own.Count > 0, holding.Count, ending.Count == 0 ? null : ending.Min());
    }

    /// <summary>Whether what one covers goes on being covered by a later one, without a day in between.</summary>
    private static bool TakesOver(Consent later, Consent one) =>
        later.LastDay > one.LastDay && later.From <= one.LastDay.PlusDays(1) && later.Purpose == one.Purpose
        && one.Categories.All(later.Names) && one.Recipients.All(later.Names);
}
