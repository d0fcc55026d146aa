using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ZorgWerk.Casework.Drafts;
using ZorgWerk.Casework.Import;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Record;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Drafts;

/// <summary>The forms of a case that can be kept for later: how a draft calls them, where they are, what people call them.</summary>
internal static class DraftForms
{
    public const string Share = "share";

    /// <summary>The field in which a form says which one it is.</summary>
    public const string Field = "draft";

    /// <summary>Of no use in another page of the same form.</summary>
    private static readonly HashSet<string> NotTyped = new(StringComparer.Ordinal) { Field, "quiet", "action", KeptForm.Again };

    public static string Record(string step, long? entry) => entry is { } version ? string.Create(CultureInfo.InvariantCulture, $"record/{step}/{version}") : $"record/{step}";

    public static string Consent(string form) => $"consent/{form}";

    /// <summary>Where it is opened again; nothing for what is no form of ours.</summary>
    public static string? AddressOf(Guid id, string? form) => form?.Split('/') switch
    {
        [Share] => $"/cases/{id}/share",
        ["consent", "grant" or "withdraw" or "consult"] parts => $"/cases/{id}/consent#{parts[1]}",
        ["record", "correct-entry", var entry] when long.TryParse(entry, NumberStyles.None, CultureInfo.InvariantCulture, out _) => $"/cases/{id}/record/correct-entry?entry={entry}",
        ["record", var step] when StepCatalogue.Find(step) is { IsAboutParticipant: true } shape && StepPages.Elsewhere(id, shape) is null => $"/cases/{id}/record/{step}",
        _ => null,
    };

    public static string NameOf(PageContext context, string form) => form.Split('/') switch
    {
        [Share] => context.Say("tabs.share"),
        ["consent", var part] => context.Say($"consent.{part}"),
        [_, var step, ..] => context.Say(step),
        _ => "",
    };

    public static IReadOnlyDictionary<string, string[]> Typed(IFormCollection form) =>
        form.Where(field => !field.Key.StartsWith("__", StringComparison.Ordinal) && !NotTyped.Contains(field.Key)).ToDictionary(field => field.Key, field => field.Value.OfType<string>().ToArray());

    /// <summary>As the browser sent it.</summary>
    public static IFormCollection AsSent(OpenedDraft draft) => new FormCollection(draft.Fields.ToDictionary(field => field.Key, field => new StringValues(field.Value)));
}
