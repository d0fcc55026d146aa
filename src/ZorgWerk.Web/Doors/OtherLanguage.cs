using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Doors;

/// <summary>A form that is sent to be read in another language: it is shown again as it was filled, and nothing is done with it.</summary>
internal static class OtherLanguage
{
    /// <summary>The button that was pressed, and the language on it.</summary>
    public const string Field = "in-language";

    public static ValueTask<object?> Show(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        for (var at = 0; at < call.Arguments.Count; at++)
        {
            if (call.Arguments[at] is not IFormCollection form || form[Field] is not [{ } language] || !Words.Languages.Contains(language)) continue;
            Speak(call.HttpContext, language);
            call.Arguments[at] = new FormCollection(form.Where(field => field.Key != Field).Append(new(KeptForm.Again, new StringValues("language"))).ToDictionary());
        }
        return next(call);
    }

    /// <summary>From this answer on.</summary>
    public static void Speak(HttpContext http, string language)
    {
        http.Items[PageContext.LanguageCookie] = language;
        http.Response.Cookies.Append(PageContext.LanguageCookie, language, new CookieOptions { SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), IsEssential = true });
    }
}
