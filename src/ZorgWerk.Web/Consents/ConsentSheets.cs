using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Record;
using ZorgWerk.Web.Share;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Consents;

/// <summary>A consent on one sheet in plain language, to read together and sign: one on the record, or one that is only meant yet.</summary>
internal static class ConsentSheets
{
    public static void MapConsentSheets(this IEndpointRouteBuilder app)
    {
        app.MapGet("/cases/{id:guid}/consent/{consent:guid}/print", Recorded).ExcludeFromDescription().Needs(Right.SeeCases);
        app.MapGet("/cases/{id:guid}/consent/print", Meant).ExcludeFromDescription().Needs(Right.RecordSteps);
    }

    /// <summary>Choices, ids and days; nothing in it names anybody.</summary>
    public static string AddressOf(CaseLook look, GrantConsent draft)
    {
        static string Day(LocalDate day) => NodaTime.Text.LocalDatePattern.Iso.Format(day);
        return $"{look.Address}/consent/print?giver={draft.Giver.Value}&purpose={draft.Purpose.Code()}&on={Day(draft.On)}&from={Day(draft.From)}&until={Day(draft.Until)}&how={draft.How.Code()}"
            + string.Concat(draft.Recipients.Select(recipient => $"&recipients={recipient.Value}")) + string.Concat(draft.Categories.Select(category => $"&categories={category.Code()}"));
    }

    private static async Task<IResult> Recorded(Guid id, Guid consent, HttpContext http, ReadingRoom room, CancellationToken cancel) =>
        await CaseLook.Take(http, room, id, "consent-sheet", cancel) is { } look && look.Participant.ConsentOf(new ConsentId(consent)) is { } known ? Sheet(http, look, known) : Pages.None(http);

    private static async Task<IResult> Meant(Guid id, HttpContext http, ReadingRoom room, CancellationToken cancel)
    {
        if (await CaseLook.Take(http, room, id, "consent-sheet", cancel) is not { } look) return Pages.None(http);
        var brought = PostedForm.Brought(http.Request.Query, "giver", "recipients", "categories", "purpose", "on", "from", "until", "how").With("consent", Guid.NewGuid().ToString());
        return look.Read("grant-consent", brought.Or("informed", "false")).Step is GrantConsent { Recipients.Count: > 0, Categories.Count: > 0 } draft
            ? Sheet(http, look, new Coaching.Consent(draft.Consent, 0, draft.On, draft.Giver, draft.Categories, draft.Recipients, draft.Purpose, draft.From, draft.Until, draft.How))
            : Results.Redirect($"{look.Address}/consent#grant");
    }

    private static RazorComponentResult<ConsentSheetPage> Sheet(HttpContext http, CaseLook look, Coaching.Consent consent) => Pages.Show<ConsentSheetPage>(http, new { Look = look, Consent = consent });
}
