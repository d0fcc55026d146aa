using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Sharing;

public enum ConsentState { InForce, RunsOut, NotYet, Withdrawn, Expired }

/// <summary>One consent and how it stands on a day.</summary>
/// <param name="DaysLeft">Days on which it still covers, today included; nothing once it is over.</param>
public sealed record ConsentLine(Coaching.Consent Consent, ConsentState State, int? DaysLeft)
{
    /// <summary>What runs out within so many days is said, as on the first page of the day.</summary>
    public const int SoonDays = 7;

    public bool Holds => State is ConsentState.InForce or ConsentState.RunsOut or ConsentState.NotYet;

    /// <summary>What still holds first, what runs out first on top; then what is over, the latest first.</summary>
    public static IReadOnlyList<ConsentLine> Of(Participant participant, LocalDate today) =>
        [.. participant.Consents.Select(consent => Of(consent, today))
            .OrderBy(line => !line.Holds)
            .ThenBy(line => line.Holds ? line.Consent.Until : default)
            .ThenByDescending(line => line.Consent.LastDay)];

    private static ConsentLine Of(Coaching.Consent consent, LocalDate today) => consent switch
    {
        { WithdrawnOn: not null } when !consent.IsInForceOn(today) && consent.WithdrawnOn <= consent.Until => new(consent, ConsentState.Withdrawn, null),
        _ when today > consent.Until => new(consent, ConsentState.Expired, null),
        _ when !consent.IsInForceOn(today) => new(consent, ConsentState.NotYet, null),
        _ => Days(today, consent.LastDay) is var left && left <= SoonDays ? new(consent, ConsentState.RunsOut, left) : new(consent, ConsentState.InForce, left),
    };

    private static int Days(LocalDate from, LocalDate to) => Period.DaysBetween(from, to) + 1;
}
