using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using ZorgWerk.Casework.Import;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Api;

/// <summary>Answers that are problems.</summary>
internal static class Problems
{
    public const string MediaType = "application/problem+json";

    private const string Urn = "urn:zorgwerk:problem:";

    /// <param name="key">Of the words; the tail of the type too.</param>
    public static IResult Of(HttpContext http, int status, string key, params ReadOnlySpan<object?> about)
    {
        var context = PageContext.Of(http);
        return Say(http, context, new Problem(Urn + key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..], context.Say($"{key}.title"), status, context.Say(key, about)));
    }

    /// <summary>What is not there and what is not for who asks.</summary>
    public static IResult None(HttpContext http) => Of(http, StatusCodes.Status404NotFound, "api.none");

    public static IResult SignInFirst(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return Of(http, StatusCodes.Status401Unauthorized, "api.sign-in");
    }

    public static IResult Faulty(HttpContext http, IEnumerable<FieldFault> faults)
    {
        var context = PageContext.Of(http);
        return Say(http, context, new Problem(Urn + "faults", context.Say("api.faults.title"), StatusCodes.Status422UnprocessableEntity, context.Say("api.faults"))
        {
            Faults = [.. faults.Select(fault => new FaultModel(Pointer(fault.Field), fault.Code, context.Say(fault.Code)))],
        });
    }

    /// <summary>A rule said no. What it was about is named where the step names it.</summary>
    public static IResult Refused(HttpContext http, Refusal because, StepShape shape, CoachingStep? step)
    {
        var context = PageContext.Of(http);
        var words = context.Say(because);
        var field = because.Field is { } named && shape.Fields.Any(one => one.Name == named) ? $"fields.{named}" : because.Field is "on" ? "on" : null;
        return Say(http, context, new Problem(Urn + because.Code, context.Say("api.refused.title"), StatusCodes.Status409Conflict, words)
        {
            Rule = because.Rule,
            Faults = FoundWords.Behind(because, step) is { Count: > 0 } found ? [.. found.Select(one => new FaultModel(Pointer($"fields.{one.Path}"), because.Code, words) { Words = one.Words })]
                : field is null ? null : [new FaultModel(Pointer(field), because.Code, words)],
        });
    }

    /// <summary>It stands on the record already, word for word: the caller says whether it happened twice.</summary>
    public static IResult StandsAlready(HttpContext http, EqualEntry equal, string? by)
    {
        var context = PageContext.Of(http);
        var words = context.Say("api.stands-already", equal.Version, StepsApi.SecondEntry);
        return Say(http, context, new Problem(Urn + "stands-already", context.Say("api.stands-already.title"), StatusCodes.Status409Conflict, words)
        {
            Entry = new StandingEntry(equal.Version, equal.EnteredAt, by),
        });
    }

    private static string Pointer(string? field) => field is null ? "" : "/" + field.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal).Replace('.', '/');

    private static IResult Say(HttpContext http, PageContext context, Problem problem)
    {
        http.Response.Headers.ContentLanguage = context.Language;
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        return Results.Json(problem, contentType: MediaType, statusCode: problem.Status);
    }
}
