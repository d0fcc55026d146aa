using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.CaseFile;

/// <summary>Whether somebody knows something, and may.</summary>
public enum Knowing
{
    /// <summary>It is about or from this party.</summary>
    Own,
    KnowsAndMay,
    MayNotTold,
    /// <summary>Was told, and could not be told now.</summary>
    KnowsMayNot,
    MayNot,
    /// <summary>Whatever anybody consents to (R2).</summary>
    Never,
}

/// <summary>Why not.</summary>
public enum NotBecause
{
    None,
    NoConsent,
    /// <summary>A consent covered it and no longer does.</summary>
    ConsentEnded,
    /// <summary>It is the employer's to share (R4).</summary>
    EmployersConsent,
    /// <summary>A consent covers it; the care partner's word, the second key, is missing (S1-15).</summary>
    CarePartner,
    /// <summary>Only those bound by medical secrecy (R2).</summary>
    Secrecy,
    LeftTheNetwork,
}

/// <param name="Since">The day it was first told.</param>
/// <param name="Until">The last day a consent covers it, as far as is known now; where it ended, the last day it did.</param>
public sealed record KnowingCell(Category Category, Knowing Knowing, NotBecause Because = NotBecause.None, LocalDate? Since = null, LocalDate? Until = null);

/// <summary>What one recipient knows and may know.</summary>
/// <param name="Recipient">The participant too.</param>
public sealed record KnowingRow(ActorId Recipient, Side Side, ValueList<KnowingCell> Cells);

/// <summary>Who knows what, and who may, on one day, in the light of everything that is on the record now.</summary>
public static class WhoKnowsWhat
{
    public static readonly ValueList<Category> Categories = Enum.GetValues<Category>().ToValueList();

    /// <summary>Work first, then care, then the participant. Who left the network stays while they know something.</summary>
    public static IReadOnlyList<KnowingRow> On(Participant participant, LocalDate day)
    {
        var rows = participant.Actors
            .Where(actor => (actor.MappedOn <= day && actor.IsThereOn(day)) || Categories.Any(category => ToldOn(participant, actor.Id, category, day) is not null))
            .Select(actor => new KnowingRow(actor.Id, actor.Side, Categories.Select(category => CellOf(participant, actor, category, day)).ToValueList()))
            .OrderBy(row => row.Side is Side.Care);
        return [.. rows, new KnowingRow(ActorId.Participant, Side.Participant, Categories.Select(category => CellOfParticipant(participant, category, day)).ToValueList())];
    }

    private static KnowingCell CellOf(Participant participant, Actor actor, Category category, LocalDate day)
    {
        var told = ToldOn(participant, actor.Id, category, day);
        if (category is Category.EmployerInformation && actor.Role.IsEmployer()) return new KnowingCell(category, Knowing.Own);
        if (category is Category.Medical && !actor.Role.KeepsMedicalSecrecy())
            return told is null ? new KnowingCell(category, Knowing.Never, NotBecause.Secrecy) : new KnowingCell(category, Knowing.KnowsMayNot, NotBecause.Secrecy, told);
        return Weighed(participant, actor.Id, category, day, told, actor.IsThereOn(day));
    }

    private static KnowingCell CellOfParticipant(Participant participant, Category category, LocalDate day) =>
        category is Category.EmployerInformation
            ? Weighed(participant, ActorId.Participant, category, day, ToldOn(participant, ActorId.Participant, category, day), isThere: true)
            : new KnowingCell(category, Knowing.Own);

    private static KnowingCell Weighed(Participant participant, ActorId recipient, Category category, LocalDate day, LocalDate? told, bool isThere)
    {
        var naming = participant.Consents.Where(consent => consent.Names(recipient) && consent.Names(category)).ToList();
        var covering = naming.Where(consent => consent.IsInForceOn(day)).ToList();
        var carePartner = covering.Count > 0 && covering.All(consent => LacksSecondKey(participant, consent, category, recipient, day));
        if (isThere && covering.Count > 0 && !carePartner)
            return new KnowingCell(category, told is null ? Knowing.MayNotTold : Knowing.KnowsAndMay, Since: told, Until: covering.Where(consent => !LacksSecondKey(participant, consent, category, recipient, day)).Max(consent => consent.LastDay));

        var ended = naming.Where(consent => consent.From <= consent.LastDay && consent.LastDay < day).Select(consent => (LocalDate?)consent.LastDay).Max();
        var because = (isThere, carePartner, ended) switch
        {
            (false, _, _) => NotBecause.LeftTheNetwork,
            (_, true, _) => NotBecause.CarePartner,
            (_, _, not null) => NotBecause.ConsentEnded,
            _ when category is Category.EmployerInformation => NotBecause.EmployersConsent,
            _ => NotBecause.NoConsent,
        };
        return new KnowingCell(category, told is null ? Knowing.MayNot : Knowing.KnowsMayNot, because, told, because is NotBecause.ConsentEnded ? ended : null);
    }

    private static bool LacksSecondKey(Participant participant, Consent consent, Category category, ActorId recipient, LocalDate day) =>
        participant.Weigh(Occurrence.AtTheEndOf(day), consent.Giver, [category], recipient, consent.Purpose) is { CarePartnerNeeded: true, CarePartner: null };

    /// <summary>The first day somebody was told, with or without a consent; what was said without one is known all the same.</summary>
    private static LocalDate? ToldOn(Participant participant, ActorId recipient, Category category, LocalDate day)
    {
        LocalDate? first = null;
        foreach (var disclosure in participant.Disclosures)
        {
            if (disclosure.Outcome is DisclosureOutcome.Refused || disclosure.IsStruck || disclosure.Recipient != recipient || disclosure.On > day || !disclosure.Categories.Contains(category)) continue;
            if (first is null || disclosure.On < first) first = disclosure.On;
        }
        return first;
    }
}
