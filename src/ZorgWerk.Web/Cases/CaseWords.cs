using System.Globalization;
using ZorgWerk.Casework.CaseFile;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Cases;

/// <summary>What is on one case's record, in the words of one language.</summary>
/// <param name="toParticipant">The participant reads it, so the participant is "you".</param>
public sealed class CaseWords(PageContext context, CaseNames names, Colleagues colleagues, bool toParticipant = false)
{
    public bool IsToParticipant => toParticipant;

    /// <summary>The participant by first name, as one speaks of somebody.</summary>
    public string Participant => toParticipant ? context.Say("file.who.you") : names.Participant is { } name ? name.Split(' ')[0] : context.Say("file.who.participant");

    /// <summary>Somebody with what they are: <c>Wim Aerts (HR)</c>.</summary>
    public string Who(ActorId actor) => actor == ActorId.Participant ? Participant : names.PartyOf(actor) switch
    {
        null => context.Say("file.who.unknown"),
        { Name: { } name } party => $"{name} ({Lower(Role(party))})",
        { } party => context.Say("file.who.erased", Role(party)),
    };

    /// <summary>Where somebody stands; nothing for who is no longer on the record.</summary>
    public Side? SideOf(ActorId actor) => actor == ActorId.Participant ? Side.Participant : names.PartyOf(actor)?.Side;

    public string Role(Party party) => Say(party.Role);

    public string Say(Enum choice) => context.Say(Facts.KeyOf(choice));

    /// <summary>A choice within a sentence.</summary>
    public string Low(Enum choice) => Lower(Say(choice));

    public string Consent(ConsentId consent) => names.NumberOf(consent) is { } number ? context.Say("file.consent.number", number) : context.Say("file.consent.gone");

    public string CategoriesInline(ValueList<Category> categories) => string.Join(", ", categories.Select(category => context.Say(category.ToString())));

    /// <param name="open">Opens a text that stands in an entry.</param>
    public string Of(FactValue value, Func<PersonalText, string?> open) => value switch
    {
        FactValue.Text text => open(text.Words) ?? context.Say("file.text.erased"),
        FactValue.Choice choice => context.Say(choice.Key),
        FactValue.Day day => context.Day(day.On),
        FactValue.YesNo(var yes) => context.Say(yes ? "file.answer.yes" : "file.answer.no"),
        FactValue.Number number => Number(number.Value),
        // Of a stratum such as group.short-schooled, the group.
        FactValue.Plain plain when plain.Code.Contains('.', StringComparison.Ordinal) && PageWords.Has(plain.Code) => context.Say(plain.Code),
        FactValue.Plain plain => plain.Code[(plain.Code.LastIndexOf('.') + 1)..],
        FactValue.Score score => $"{context.Say(score.Key)}: {Number(score.Value)}",
        FactValue.Party party => Who(party.Actor),
        FactValue.Coach coach => colleagues.NameOf(coach.Id) ?? context.Say("file.who.colleague"),
        FactValue.Thing { Id: ConsentId consent } => Consent(consent),
        FactValue.Thing thing => names.WhatOf(thing.Id) ?? (names.KindOf(thing.Id) is { } kind ? Say(kind) : context.Say("file.text.erased")),
        _ => "",
    };

    public string Of(ValueList<FactValue> values, Func<PersonalText, string?> open) => values.Count == 0 ? context.Say("file.text.nothing") : string.Join(", ", values.Select(value => Of(value, open)));

    public string Number(decimal number) => number.ToString("0.##", context.Language is "en" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo("nl-BE"));

    /// <summary>To go on with within a sentence; an abbreviation keeps its capitals.</summary>
    public static string Lower(string words) => words.Length > 1 && char.IsLower(words[1]) ? char.ToLowerInvariant(words[0]) + words[1..] : words;
}
