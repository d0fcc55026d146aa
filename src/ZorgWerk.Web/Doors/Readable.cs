using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Api;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Doors;

/// <summary>
/// A control character in an address or a form, mostly pasted along unseen, is refused in words before anything is made of it: no database keeps a NUL,
/// and no reader sees what stands there. New lines and tabs are text. Nor is a form taken that is too long to be one of ours.
/// </summary>
internal static class Readable
{
    public static void UseReadable(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.IsApi() ? await HasUnreadableForm(http) : http.Request.Query.Any(field => HasUnreadable(field.Key) || field.Value.Any(HasUnreadable))) await Refuse(http);
        else if (!http.IsApi() && await PostedFields.Read(http) is { } sent && Fault(http, sent) is { } why) await KeptWords.Answer(http, why);
        else await next(http);
    });

    /// <summary>Without what nobody sees.</summary>
    public static string Cleaned(string text) => text.Any(IsUnreadable) ? string.Concat(text.Where(c => !IsUnreadable(c))) : text;

    private static Kept? Fault(HttpContext http, PostedFields sent)
    {
        if (sent.IsCut) return Kept.TooLong;
        // A form with a page of its own says itself at which field, and loses nothing that was typed.
        var says = KeptForm.IsKeptBy(http.GetEndpoint());
        if (sent.Values.Any(field => HasUnreadable(field.Key) || field.Value.Any(value => says ? value?.Contains('\0', StringComparison.Ordinal) is true : HasUnreadable(value)))) return Kept.Unreadable;
        return !says && sent.Values.Any(field => field.Key != KeptForm.Field && field.Value.Any(value => value?.Length > PersonalText.MaximumLength)) ? Kept.TooLong : null;
    }

    private static Task Refuse(HttpContext http) => http.IsApi()
        ? Problems.Of(http, StatusCodes.Status400BadRequest, "api.malformed").ExecuteAsync(http)
        : Pages.Show<UnreadablePage>(http, status: StatusCodes.Status422UnprocessableEntity).ExecuteAsync(http);

    private static async Task<bool> HasUnreadableForm(HttpContext http) =>
        http.Request.Query.Any(field => HasUnreadable(field.Key) || field.Value.Any(HasUnreadable))
        || (await PostedFields.Read(http))?.Values.Any(field => HasUnreadable(field.Key) || field.Value.Any(HasUnreadable)) is true;

    private static bool HasUnreadable(string? text) => text is not null && text.Any(IsUnreadable);

    private static bool IsUnreadable(char c) => char.IsControl(c) && c is not ('\n' or '\r' or '\t');
}
