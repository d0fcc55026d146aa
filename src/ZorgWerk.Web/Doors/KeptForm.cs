using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Doors;

/// <summary>
/// A form that was sent after its session had run out. It is sealed into the sign-in page and, once the same person is in again, given back to
/// its own page to be shown filled: a report of half an hour is not lost to thirty minutes of silence.
/// </summary>
public static class KeptForm
{
    /// <summary>The field that carries a sealed form through signing in.</summary>
    public const string Field = "kept";

    /// <summary>Stands in a form that is shown again and not taken.</summary>
    public const string Again = "kept-again";

    private const string Purpose = "zorgwerk/kept-form";

    private static readonly TimeSpan Lasts = TimeSpan.FromHours(2);

    private sealed record Mark;

    // Letters as themselves: sealed, nobody reads them as markup, and a report in French stays half the size.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private sealed record SentForm(string Pattern, string Path, string Query, Dictionary<string, string?> Route, Dictionary<string, string?[]> Fields);

    /// <summary>What is sent here survives signing in and a change of language; its handler shows the form again where <see cref="Again"/> stands in it.</summary>
    public static T KeepsTyped<T>(this T route) where T : IEndpointConventionBuilder => route.WithMetadata(new Mark()).AddEndpointFilter(OtherLanguage.Show);

    /// <summary>It is to be shown again before anything is done with it.</summary>
    public static bool IsShownAgain(IFormCollection form) => form.ContainsKey(Again);

    /// <summary>Key of what to say above it then.</summary>
    public static string? NoticeOf(IFormCollection form) => form[Again] == "yes" ? "record.kept" : null;

    internal static bool IsKeptBy(Endpoint? page) => page?.Metadata.GetMetadata<Mark>() is not null;

    /// <summary>
    /// Whether one of our own pages sent it. Browsers say so in a header that no page can set; without it (an older browser, or plain http) the page's address
    /// is compared by its host alone, as this service or a proxy before it is called: behind a proxy that ends TLS neither scheme nor port need be the same.
    /// </summary>
    internal static bool IsOurs(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site) return site is "same-origin";
        if (!Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var from) || from.Host.Length == 0) return false;
        return Same(from.Host, request.Host.Host) || Same(from.Host, new HostString(request.Headers["X-Forwarded-Host"].ToString()).Host);
    }

    /// <summary>What was sent, sealed; null where there is nothing to keep.</summary>
    internal static async Task<string?> Seal(HttpContext http)
    {
        // Another site's page has no session here either, and nothing to be filled in for anybody.
        if (http.GetEndpoint() is not RouteEndpoint { RoutePattern.RawText: { } pattern } to || to.Metadata.GetMetadata<NothingToKeep>() is not null || !IsOurs(http.Request)) return null;
        if (await PostedFields.Read(http) is not { IsCut: false } sent) return null;
        var kept = new SentForm(
            pattern, http.Request.Path, http.Request.QueryString.ToString(), http.Request.RouteValues.ToDictionary(value => value.Key, value => value.Value?.ToString()),
            sent.Values.Where(field => !field.Key.StartsWith("__", StringComparison.Ordinal)).ToDictionary(field => field.Key, field => field.Value.ToArray()));
        return Protector(http).Protect(JsonSerializer.Serialize(kept, Plain), Lasts);
    }

    /// <summary>What a sealed form holds, to be shown to who sent it.</summary>
    internal static IReadOnlyList<KeptField> Shown(HttpContext http, string? sealedForm) =>
        Unseal(http, sealedForm) is { } kept && PageOf(http, kept) is { } page ? KeptField.Of(PageContext.Of(http), KeptField.StepsOf(page, kept.Route.GetValueOrDefault("step"), kept.Path), Values(kept)) : [];

    /// <summary>The page that shows what was typed again; null when it was somebody else's, is too old, or may not be seen.</summary>
    internal static IResult? Open(HttpContext http, string? sealedForm, SignedInUser user)
    {
        if (Unseal(http, sealedForm) is not { } kept || PageOf(http, kept) is not { } page || !page.Metadata.OfType<Right>().Any(right => user.Role.Has(right))) return null;
        return kept.Fields.GetValueOrDefault("by") is [var by] && by == user.Id.Value.ToString() ? new ShownAgain(page, kept) : null;
    }

    private static SentForm? Unseal(HttpContext http, string? sealedForm)
    {
        if (string.IsNullOrEmpty(sealedForm)) return null;
        try
        {
            return JsonSerializer.Deserialize<SentForm>(Protector(http).Unprotect(sealedForm));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static RouteEndpoint? PageOf(HttpContext http, SentForm kept) => http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .FirstOrDefault(one => one.RoutePattern.RawText == kept.Pattern && one.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Post) is true);

    private static Dictionary<string, StringValues> Values(SentForm kept) => kept.Fields.ToDictionary(field => field.Key, field => new StringValues(field.Value));

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static ITimeLimitedDataProtector Protector(HttpContext http) => http.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector(Purpose).ToTimeLimitedDataProtector();

    private sealed class ShownAgain(RouteEndpoint page, SentForm kept) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var request = httpContext.Request;
            (request.Path, request.QueryString) = (kept.Path, new QueryString(kept.Query));
            request.RouteValues = new RouteValueDictionary(kept.Route);
            httpContext.SetEndpoint(page);
            var hasOwnPage = IsKeptBy(page);
            PostedFields.Put(httpContext, hasOwnPage ? new Dictionary<string, StringValues>(Values(kept)) { [Again] = "yes" } : Values(kept));
            return hasOwnPage ? page.RequestDelegate!(httpContext) : KeptWords.Answer(httpContext, Kept.BackAgain);
        }
    }
}
