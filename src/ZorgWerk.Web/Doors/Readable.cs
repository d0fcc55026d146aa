using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ZorgWerk.Web.Api;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Doors;

/// <summary>
/// A control character in an address or a form, mostly pasted along unseen, is refused in words before anything is made of it: no database keeps a NUL,
/// and no reader sees what stands there. New lines and tabs are text.
/// </summary>
internal static class Readable
{
    public static void UseReadable(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (!http.Request.Query.Any(HasUnreadable) && !await HasUnreadableForm(http)) await next(http);
        else if (http.IsApi()) await Problems.Of(http, StatusCodes.Status400BadRequest, "api.malformed").ExecuteAsync(http);
        else await Pages.Show<UnreadablePage>(http, status: StatusCodes.Status422UnprocessableEntity).ExecuteAsync(http);
    });

    private static async Task<bool> HasUnreadableForm(HttpContext http)
    {
        if (!http.Request.HasFormContentType) return false;
        try
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            // A form that is shown again says itself at which field, and loses nothing that was typed.
            return KeptForm.IsKeptBy(http.GetEndpoint()) ? form.Keys.Any(HasUnreadable) : form.Any(HasUnreadable);
        }
        catch (InvalidDataException notEven) when (notEven.InnerException is InvalidOperationException)
        {
            // A NUL is not even read.
            return true;
        }
        catch (Exception broken) when (broken is InvalidDataException or BadHttpRequestException)
        {
            return false;
        }
    }

    private static bool HasUnreadable(KeyValuePair<string, StringValues> field) => HasUnreadable(field.Key) || field.Value.Any(HasUnreadable);

    private static bool HasUnreadable(string? text) => text is not null && text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));
}
