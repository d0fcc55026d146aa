using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace ZorgWerk.Web.Doors;

/// <summary>
/// A form that was sent after its session had run out. It is sealed into the sign-in page and, once the same person is in again, given back to
/// its own page to be shown filled: a report of half an hour is not lost to thirty minutes of silence.
/// </summary>
public static class KeptForm
{
    /// <summary>Stands in a form that is shown again and not taken.</summary>
    public const string Again = "kept-again";

    private const string Purpose = "zorgwerk/kept-form";

    private static readonly TimeSpan Lasts = TimeSpan.FromHours(2);

    private sealed record Mark;

    private sealed record Kept(string Pattern, string Path, string Query, Dictionary<string, string?> Route, Dictionary<string, string?[]> Fields);

    /// <summary>What is sent here survives signing in and a change of language; its handler shows the form again where <see cref="Again"/> stands in it.</summary>
    public static T KeepsTyped<T>(this T route) where T : IEndpointConventionBuilder => route.WithMetadata(new Mark()).AddEndpointFilter(OtherLanguage.Show);

    /// <summary>It is to be shown again before anything is done with it.</summary>
    public static bool IsShownAgain(IFormCollection form) => form.ContainsKey(Again);

    /// <summary>Key of what to say above it then.</summary>
    public static string? NoticeOf(IFormCollection form) => form[Again] == "yes" ? "record.kept" : null;

    internal static bool IsKeptBy(Endpoint? page) => page?.Metadata.GetMetadata<Mark>() is not null;

    /// <summary>What was sent, sealed; nothing where there is nothing to keep.</summary>
    internal static async Task<string?> Seal(HttpContext http)
    {
        var request = http.Request;
        if (!HttpMethods.IsPost(request.Method) || http.GetEndpoint() is not RouteEndpoint { RoutePattern.RawText: { } pattern } to || to.Metadata.GetMetadata<Mark>() is null) return null;
        // Another site's page has no session here either, and nothing to be filled in for anybody.
        if (!request.HasFormContentType || request.Headers.Origin.ToString() != $"{request.Scheme}://{request.Host}") return null;
        try
        {
            var form = await request.ReadFormAsync(http.RequestAborted);
            var kept = new Kept(
                pattern, request.Path, request.QueryString.ToString(), request.RouteValues.ToDictionary(value => value.Key, value => value.Value?.ToString()),
                form.Where(field => !field.Key.StartsWith("__", StringComparison.Ordinal)).ToDictionary(field => field.Key, field => field.Value.ToArray()));
            return Protector(http).Protect(JsonSerializer.Serialize(kept), Lasts);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or InvalidOperationException or BadHttpRequestException)
        {
            return null;
        }
    }

    /// <summary>The page that shows what was typed again; nothing when it was somebody else's, is too old, or may not be seen.</summary>
    internal static IResult? Open(HttpContext http, string? sealedForm, SignedInUser user)
    {
        if (string.IsNullOrEmpty(sealedForm)) return null;
        Kept kept;
        try
        {
            kept = JsonSerializer.Deserialize<Kept>(Protector(http).Unprotect(sealedForm))!;
        }
        catch (CryptographicException)
        {
            return null;
        }
        var page = http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().FirstOrDefault(one => one.RoutePattern.RawText == kept.Pattern && one.Metadata.GetMetadata<Mark>() is not null);
        if (page is null || !page.Metadata.OfType<Right>().Any(right => user.Role.Has(right))) return null;
        return kept.Fields.GetValueOrDefault("by") is [var by] && by == user.Id.Value.ToString() ? new ShownAgain(page, kept) : null;
    }

    private static ITimeLimitedDataProtector Protector(HttpContext http) => http.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector(Purpose).ToTimeLimitedDataProtector();

    private sealed class ShownAgain(RouteEndpoint page, Kept kept) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var request = httpContext.Request;
            (request.Path, request.QueryString) = (kept.Path, new QueryString(kept.Query));
            request.RouteValues = new RouteValueDictionary(kept.Route);
            request.Form = new FormCollection(kept.Fields.ToDictionary(field => field.Key, field => new StringValues(field.Value)).Append(new(Again, "yes")).ToDictionary());
            httpContext.SetEndpoint(page);
            return page.RequestDelegate!(httpContext);
        }
    }
}
