using ZorgWerk.Casework.Drafts;
using ZorgWerk.Casework.Sharing;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Drafts;
using ZorgWerk.Web.Share;

namespace ZorgWerk.Web.Consents;

/// <summary>Everything the page of consents shows.</summary>
/// <param name="Form">Which form the answer below is about: <c>grant</c>, <c>withdraw</c> or <c>consult</c>.</param>
/// <param name="Typed">What stands in that form; in the others stands what is proposed.</param>
public sealed record ConsentsModel(CaseLook Look, SharingParty Giver, string? Form, Filled Typed)
{
    public IReadOnlyList<FormFault> Faults { get; init; } = [];

    public Refusal? Refused { get; init; }

    /// <summary>The entry that says the same in every field, of which is asked whether it happened twice.</summary>
    public Twice? Twice { get; init; }

    public string? Notice { get; init; }

    /// <summary>The consent that was just put on the record.</summary>
    public ConsentId? Granted { get; init; }

    public bool MayRecord { get; init; }

    public IReadOnlyList<ConsentLine> Lines { get; } = ConsentLine.Of(Look.Participant, Look.Context.Today);

    /// <summary>What the giver can take back.</summary>
    public IEnumerable<ConsentLine> Withdrawable => Lines.Where(line => line.Holds && line.Consent.Giver == Giver.Id);

    public IEnumerable<SharingParty> Recipients => Look.Parties.Recipients.Where(party => party.Id != Giver.Id);

    /// <summary>What this giver decides about (R4).</summary>
    public IEnumerable<Category> Categories => Enum.GetValues<Category>().Where(category => category is Category.EmployerInformation == (Giver.Side is not Side.Participant));

    public IReadOnlyList<FormFault> FaultsOf(string form) => Form == form ? Faults : [];

    public Filled In(string form) => Form == form ? Typed : Kept.GetValueOrDefault(form) is { } kept ? Filled.Of(DraftForms.AsSent(kept)) : Proposed;

    /// <summary>What was begun before, by form.</summary>
    public IReadOnlyDictionary<string, OpenedDraft> Kept { get; init; } = new Dictionary<string, OpenedDraft>();

    public OpenedDraft? KeptOf(string form) => Form == form ? null : Kept.GetValueOrDefault(form);

    /// <summary>Of a form; a change of language takes the one along that was sent, or the first.</summary>
    public string IdOf(string form) => form == (Form ?? "grant") ? "typed" : $"typed-{form}";

    /// <summary>How many days the programme lets a consent run.</summary>
    public int LongestDays => GrantConsent.LongestDays(Look.Participant);

    /// <summary>Brought along in the address, and what suits most.</summary>
    public Filled Proposed { get; init; } = Filled.Empty;

    public static Filled Propose(CaseLook look, Filled brought)
    {
        var (today, longest) = (look.Context.Today, GrantConsent.LongestDays(look.Participant));
        var (months, bound) = (today.PlusMonths(3), today.PlusDays(longest));
        return brought.Or("on", Shell.Dates.ToType(today)).Or("until", Shell.Dates.ToType(months < bound ? months : bound)).Or("how", HowGiven.Verbal.Code());
    }
}
