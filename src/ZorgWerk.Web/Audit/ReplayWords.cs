using System.Globalization;
using NodaTime.Text;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Audit;
using ZorgWerk.Casework.Events;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Audit;

/// <summary>What a replay shows, in words. A consent is called by the number of its entry, which never changes.</summary>
public sealed class ReplayWords(PageContext context, CaseReplay replay, ReplayNames names)
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public string Of(object thing) => thing switch
    {
        Standing { Phase: var phase, Programme: { } programme } => context.Say("replay.standing", context.Say($"replay.phase.{phase}"), programme),
        Standing { Phase: var phase } => context.Say($"replay.phase.{phase}"),
        CoachId coach => names.Colleagues.NameOf(coach) ?? context.Say("audit.unknown-user"),
        WorkSpell spell => context.Say("replay.work", context.Short(spell.From), spell.HoursPerWeek.ToString("0.#", CultureInfo.GetCultureInfo("nl-BE")), context.Say($"function-kind.{Kebab.Of(spell.Function)}").ToLower(CultureInfo.CurrentCulture)),
        LocalDate day => context.Day(day),
        Actor actor => Who(actor.Id),
        Consent consent => context.Say("replay.consent", consent.Version, Who(consent.Giver), Told(consent.Categories), string.Join(", ", consent.Recipients.Select(Who)), context.Short(consent.LastDay)),
        Knowledge { On: { } on } known => context.Say("replay.knows", Who(known.Who), context.Say(known.What.ToString()), NumberOf(on)),
        Knowledge known => context.Say("replay.knows-without", Who(known.Who), context.Say(known.What.ToString())),
        Indication indication => context.Say("replay.indication", context.Say($"referral-kind.{Kebab.Of(indication.Referral)}"), context.Short(indication.Since)),
        PlannedAction action => context.Say("replay.step", names.Steps.GetValueOrDefault(action.Id) ?? context.Say("case.erased"), context.Short(action.Due)),
        _ => "",
    };

    /// <summary>Name and role of a party; the participant by that word.</summary>
    public string Who(ActorId actor)
    {
        if (actor == ActorId.Participant) return context.Say("side.participant");
        return names.Parties.TryGetValue(actor, out var party)
            ? context.Say("replay.party", party.Name ?? context.Say("case.erased"), context.Say(party.Role.ToString()))
            : context.Say("audit.unknown-party");
    }

    public string By(UserId user) => names.Colleagues.NameOf(user) ?? context.Say("audit.unknown-user");

    public string Told(IEnumerable<Category> categories) => string.Join(", ", categories.Select(category => context.Say(category.ToString())));

    public string At(Instant moment) => At(context, moment);

    public static string At(PageContext context, Instant moment)
    {
        var local = moment.InZone(Brussels.Zone);
        return $"{context.Day(local.Date)}, {Clock.Format(local.TimeOfDay)}";
    }

    /// <summary>Where another system wrote it down first, both.</summary>
    public string Entered(ReplayEntry entry) => entry.EnteredElsewhere is { } elsewhere
        ? context.Say("audit.entered-twice", At(elsewhere), At(entry.RecordedAt))
        : context.Say("audit.entered", At(entry.RecordedAt));

    public static string Iso(Instant moment) => InstantPattern.General.Format(moment);

    public static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);

    public string Title(ReplayEntry entry) => context.Say(entry.Kind);

    /// <summary>The entry in which a consent was given, as the record had it then or has it now.</summary>
    public string NumberOf(ConsentId consent) => EntryOf(consent) is { } entry ? entry.ToString(CultureInfo.InvariantCulture) : "?";

    public long? EntryOf(ConsentId consent) => (replay.Then.ConsentOf(consent) ?? replay.Now.ConsentOf(consent))?.Version;
}
