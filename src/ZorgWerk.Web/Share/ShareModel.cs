using ZorgWerk.Casework.Drafts;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Casework.Sharing;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Record;

namespace ZorgWerk.Web.Share;

/// <summary>Everything the page for sharing shows.</summary>
/// <param name="Step">What is asked, once it can be read.</param>
/// <param name="Preview">What the rules would say to it.</param>
public sealed record ShareModel(CaseLook Look, TypedForm Typed, IReadOnlyList<ShownFault> Faults, DiscloseInformation? Step, SharingPreview? Preview)
{
    /// <summary>What was answered about medical words, and about which; it goes along until others stand there.</summary>
    public static readonly string[] AnsweredMedical = [MedicalAnswer.Field, MedicalAnswer.Asked("content")];

    public static readonly string[] Fields = ["giver", "recipient", "categories", "purpose", "on", "at", "content", "language", .. AnsweredMedical];

    /// <summary>What the rules said when it was asked in earnest.</summary>
    public Refusal? Refused { get; init; }

    /// <summary>The entry that says the same in every field, of which is asked whether it happened twice.</summary>
    public Twice? Twice { get; init; }

    /// <summary>What is asked about medical words in the text before it may go.</summary>
    public Refusal? Medical { get; init; }

    /// <summary>Whether the page answers with a no or a question.</summary>
    public bool IsAsked => Refused is not null || Twice is not null || Medical is not null;

    /// <summary>The id that what is confirmed goes under; the same one again where no answer came.</summary>
    public Guid Command { get; init; } = Guid.CreateVersion7();

    /// <summary>What others wrote since the form was made.</summary>
    public Meanwhile Meanwhile { get; init; } = Meanwhile.None;

    /// <summary>Something else to say first, as a key.</summary>
    public string? Notice { get; init; }

    /// <summary>What was begun before, and stands in the form now.</summary>
    public OpenedDraft? Kept { get; init; }

    /// <summary>Of the letter: chosen, or what suits the recipient.</summary>
    public Language Language => Step?.Language ?? LetterText.For(Look.Participant, Step?.Recipient ?? ActorId.Participant, Look.Context.Language);

    public SharingParty? Recipient => Step is null ? null : Look.Parties.Find(Step.Recipient);

    public SharingParty? Giver => Step is null ? null : Look.Parties.Find(Step.Giver);

    /// <summary>Where a consent for what is missing is asked: choices and ids only.</summary>
    public string AskConsent => $"{Look.Address}/consent?giver={Step!.Giver.Value}&recipients={Step.Recipient.Value}&purpose={Step.Purpose.Code()}{Query(WithoutConsent)}#grant";

    /// <summary>Where the care partner's word is put on the record.</summary>
    public string AskCarePartner => $"{Look.Address}/consent?recipient={Step!.Recipient.Value}{Query(Preview!.Keys!.Categories)}#consult";

    public IEnumerable<Category> WithoutConsent => Preview!.Asked.Where(one => one.Because == DiscloseInformation.ConsentMissing).Select(one => one.Category);

    public bool LacksCarePartner => Preview!.Keys is { CarePartner: null };

    /// <summary>What may not go with the rest, or at all.</summary>
    public IEnumerable<Category> StaysOut => Preview!.Asked.Where(one => !Preview.Goes.Contains(one.Category)).Select(one => one.Category);

    private static string Query(IEnumerable<Category> categories) => string.Concat(categories.Select(category => $"&categories={category.Code()}"));
}
