using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ZorgWerk.Web.Record;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Doors;

/// <summary>Why a form is shown again without its own page.</summary>
public enum Kept
{
    /// <summary>The database did not answer.</summary>
    Away,

    /// <summary>Something of ours broke.</summary>
    Broke,

    /// <summary>The token of the form no longer fits the session.</summary>
    Stale,

    /// <summary>More was sent than a form or a field can hold.</summary>
    TooLong,

    /// <summary>It held characters that nobody sees and nothing can store.</summary>
    Unreadable,

    /// <summary>The session had run out, and its user is signed in again.</summary>
    BackAgain,

    /// <summary>What it is about is not there, or no longer open to who sent it.</summary>
    NotThere,

    /// <summary>The case is no longer as it was when the form was made, and the form has no place on its page.</summary>
    MovedOn,

    /// <summary>A draft that cannot be kept as it is.</summary>
    NoDraft,
}

/// <summary>
/// Every form comes back with what was typed in it when its page cannot be shown: field by field, to be changed and sent again to the same address under
/// the same command id. It is made of nothing but what the browser sent, so it asks nothing of the database. What another site's page sent is never shown.
/// </summary>
internal static class KeptWords
{
    private const string Reached = "form-reached";

    /// <summary>Refuses a form whose token does not fit, with its words; and notes that a form came as far as its handler, which may have recorded it.</summary>
    public static void UseKeptWords(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (!http.IsApi() && http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } && await Answer(http, Kept.Stale, orElse: false)) return;
        http.Items[Reached] = true;
        await next(http);
    });

    public static Task Answer(HttpContext http, Kept why) => Answer(http, why, orElse: true);

    /// <summary>The answer of a handler whose page has no place for what was sent.</summary>
    public static IResult Page(Kept why) => new KeptAnswer(why);

    /// <summary>Whether the form is there to be shown again; nothing was answered where it is not.</summary>
    public static async Task<bool> TryAnswer(HttpContext http, Kept why) => await Answer(http, why, orElse: false);

    private static async Task<bool> Answer(HttpContext http, Kept why, bool orElse)
    {
        var sent = http.GetEndpoint()?.Metadata.GetMetadata<NothingToKeep>() is null && KeptForm.IsOurs(http.Request) ? await PostedFields.Read(http) : null;
        if (sent is null && !orElse) return false;
        if (sent is null)
        {
            await (why is Kept.Unreadable ? Pages.Show<UnreadablePage>(http, status: StatusOf(why)).ExecuteAsync(http) : Pages.Show<StalePage>(http, status: StatusOf(why)).ExecuteAsync(http));
            return true;
        }

        var user = SignedInUser.Of(http.User);
        var token = TokenFor(http, sent, why);
        // Without who is signed in, where the frame of a page would need what is away or broken.
        if (why is Kept.Away or Kept.Broke) http.User = new();
        var context = PageContext.Of(http);
        var steps = KeptField.StepsOf(http.GetEndpoint(), http.GetRouteValue("step")?.ToString(), http.Request.Path);
        await Pages.Show<KeptPage>(http, new
        {
            Why = why, Token = token, Fields = KeptField.Of(context, steps, sent.Values), Longest = sent.IsCut ? (int?)null : sent.Longest,
            Became = why is Kept.Away or Kept.Broke && http.Items.ContainsKey(Reached) ? sent["command"] is { Length: > 0 } ? "unknown" : "unknown-look" : "not",
            // Sent under another name it would be recorded as that one's.
            IsTheirs = user is null || sent["by"] is not { Length: > 0 } by || by == user.Id.Value.ToString(),
        }, StatusOf(why)).ExecuteAsync(http);
        return true;
    }

    private sealed class KeptAnswer(Kept why) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => Answer(httpContext, why);
    }

    private static int StatusOf(Kept why) => why switch
    {
        Kept.Away => StatusCodes.Status503ServiceUnavailable,
        Kept.Broke => StatusCodes.Status500InternalServerError,
        Kept.Stale => StatusCodes.Status400BadRequest,
        Kept.TooLong => StatusCodes.Status413PayloadTooLarge,
        Kept.Unreadable or Kept.NoDraft => StatusCodes.Status422UnprocessableEntity,
        Kept.NotThere => StatusCodes.Status404NotFound,
        Kept.MovedOn => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status200OK,
    };

    /// <summary>The token that came along fits as soon as the session can be read again; one that no longer fits is replaced.</summary>
    private static string? TokenFor(HttpContext http, PostedFields sent, Kept why)
    {
        var forms = http.RequestServices.GetRequiredService<IAntiforgery>();
        if (why is not Kept.Stale && sent["__RequestVerificationToken"] is { } came) return came;
        return SignedInUser.Of(http.User) is null ? null : forms.GetAndStoreTokens(http).RequestToken;
    }
}
