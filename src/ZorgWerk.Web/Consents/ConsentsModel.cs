using ZorgWerk.Casework.Drafts;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Casework.Sharing;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Drafts;
using ZorgWerk.Web.Record;
using ZorgWerk.Web.Share;

namespace ZorgWerk.Web.Consents;

/// <summary>Everything the page of consents shows.</summary>
/// <param name="Form">Which form the answer below is about: <c>grant</c>, <c>withdraw</c> or <c>consult</c>.</param>
/// <param name="Typed">What stands in that form; in the others stands what is proposed.</param>
public sealed record ConsentsModel(CaseLook Look, SharingParty Giver, string? Form, TypedForm Typed)
{
    public IReadOnlyList<ShownFault> Faults { get; init; } = [];

    public Refusal? Refused { get; init; }

    /// <summary>The entry that says the same in every field, of which is asked whether it happened twice.</summary>
    public Twice? Twice { get; init; }

    public string? Notice { get; init; }

    /// <summary>The id that the form that was sent goes on under.</summary>
    public Guid Command { get; init; } = Guid.CreateVersion7();

    /// <summary>What others wrote since the form was made.</summary>
    public Meanwhile Meanwhile { get; init; } = Meanwhile.None;

    public Guid CommandOf(string form) => Form == form ? Command : Guid.CreateVersion7();

    /// <summary>The id of the consent that is put on the record: under the same command the same.</summary>
    public Guid NewConsent => Form is "grant" && Guid.TryParse(Typed.One("consent"), out var sent) && Look.Participant.ConsentOf(new ConsentId(sent)) is null ? sent : Guid.CreateVersion7();

    /// <summary>The consent that was just put on the record.</summary>
    public ConsentId? Granted { get; init; }

    public bool MayRecord { get; init; }

    public IReadOnlyList<ConsentLine> Lines { get; } = ConsentLine.Of(Look.Participant, Look.Context.Today);

    /// <summary>What the giver can take back.</summary>
    public IEnumerable<ConsentLine> Withdrawable => Lines.Where(line => line.Holds && line.Consent.Giver == Giver.Id);

    public IEnumerable<SharingParty> Recipients => Look.Parties.Recipients.Where(party => party.Id != Giver.Id);

    /// <summary>What this giver decides about (R4).</summary>
    public IEnumerable<Category> Categories => Enum.GetValues<Category>().Where(category => category is Category.EmployerInformation == (Giver.Side is not Side.Participant));

    /// <summary>Whether the case has what this form is about; without it the page has no such form.</summary>
    public bool Shows(string form) => MayRecord && form switch
    {
        "withdraw" => Withdrawable.Any(),
        "consult" => Look.Parties.On(Side.Care).Any() && Look.Parties.On(Side.Work).Any(),
        _ => true,
    };

    public IReadOnlyList<ShownFault> FaultsOf(string form) => Form == form ? Faults : [];

    public TypedForm In(string form) => Form == form ? Typed : Kept.GetValueOrDefault(form) is { } kept ? PostedForm.All(DraftForms.AsSent(kept)) : Proposed;

    /// <summary>What was begun before, by form.</summary>
    public IReadOnlyDictionary<string, OpenedDraft> Kept { get; init; } = new Dictionary<string, OpenedDraft>();

    public OpenedDraft? KeptOf(string form) => Form == form ? null : Kept.GetValueOrDefault(form);

    /// <summary>Of a form; a change of language takes the one along that was sent, or the first.</summary>
    public string IdOf(string form) => form == (Form ?? "grant") ? "typed" : $"typed-{form}";

    /// <summary>How many days the programme lets a consent run.</summary>
    public int LongestDays => GrantConsent.LongestDays(Look.Participant);

    /// <summary>Brought along in the address, and what suits most.</summary>
    public TypedForm Proposed { get; init; } = TypedForm.Empty;

    public static TypedForm Propose(CaseLook look, TypedForm brought)
    {
        var (today, longest) = (look.Context.Today, GrantConsent.LongestDays(look.Participant));
        var (months, bound) = (today.PlusMonths(3), today.PlusDays(longest));
        return brought.Or("on", Shell.Dates.ToType(today)).Or("until", Shell.Dates.ToType(months < bound ? months : bound)).Or("how", HowGiven.Verbal.Code());
    }
}
