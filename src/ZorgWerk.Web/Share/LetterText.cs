using ZorgWerk.Coaching;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Share;

/// <summary>The language of a letter, and the letter as text for a mail or a message of the coach's own.</summary>
public static class LetterText
{
    /// <summary>Of a page's code the language that a letter has by that name.</summary>
    public static Language Of(string code) => code switch { "fr" => Language.French, "en" => Language.English, _ => Language.Dutch };

    public static string Code(Language language) => language switch { Language.French => "fr", Language.English => "en", _ => "nl" };

    /// <summary>What suits the recipient: the language of the last letter they got; the participant's own, for who was never written to; else the reader's.</summary>
    public static Language For(Participant participant, ActorId recipient, string reader) =>
        participant.Disclosures.LastOrDefault(one => one.Recipient == recipient && one is { Language: not null, IsStruck: false })?.Language
        ?? (participant.Language is { } own && DiscloseInformation.LetterLanguages.Contains(own) ? own : Of(reader));

    /// <summary>Salutation, text and closing: what is pasted into a mail.</summary>
    public static string Plain(Language language, string recipient, string sender, string text) =>
        $"{Say(language, "share.letter.dear").Replace("{0}", recipient, StringComparison.Ordinal)}\n\n{text}\n\n{Say(language, "share.letter.regards")}\n{sender}";

    /// <summary>An empty mail in the coach's own program. Nothing of the case stands in it: an address and a subject are seen on the way.</summary>
    public static string MailTo(Language language, string sender) => $"mailto:?subject={Uri.EscapeDataString(Say(language, "share.mail-subject").Replace("{0}", sender, StringComparison.Ordinal))}";

    private static string Say(Language language, string key) => PageWords.In(Code(language), key);
}
