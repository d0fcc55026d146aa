using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Api;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Doors;

/// <summary>Whatever goes wrong, a person gets a page that says what to do, a program a problem, and nobody anything of the fault.</summary>
internal static partial class Mishaps
{
    /// <summary>Long enough for a server to recover from a crash, or for another node to be asked.</summary>
    private const int AskAgainSeconds = 5;

    public static void UseMishapPages(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        try
        {
            await next(http);
        }
        catch (Exception fault) when (IsAway(fault) && !http.Response.HasStarted)
        {
            await Away(http);
            return;
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or BadHttpRequestException) && !http.Response.HasStarted)
        {
            Failed(http.RequestServices.GetRequiredService<ILogger<Page>>(), http.GetEndpoint()?.DisplayName, fault);
            if (!await Words(http, Kept.Broke)) await Answer<MishapPage>(http, StatusCodes.Status500InternalServerError, "api.mishap");
            return;
        }

        // A form without its token, or an address whose query makes no sense, is refused by the framework with a bare number.
        if (http.Response is not { HasStarted: false, StatusCode: >= 400 and < 500, ContentType: null, ContentLength: null }) return;
        if (http.Response.StatusCode == StatusCodes.Status404NotFound) await Answers.None(http).ExecuteAsync(http);
        else if (http.IsApi()) await Problems.Of(http, http.Response.StatusCode, http.Response.StatusCode == StatusCodes.Status405MethodNotAllowed ? "api.method" : "api.malformed").ExecuteAsync(http);
        else await Pages.Show<StalePage>(http, status: http.Response.StatusCode).ExecuteAsync(http);
    });

    /// <summary>
    /// No answer, or one that says not now: shutting down, too many connections, no room on the disk. Also where somebody wrapped it up: whoever seals a
    /// cookie reads keys for it.
    /// </summary>
    public static bool IsAway(Exception? fault) =>
        fault is StoreUnavailableException or NpgsqlException { SqlState: null } or NpgsqlException { IsTransient: true }
        or PostgresException { SqlState: ['0', '8', ..] or ['5', '3', ..] or ['5', '7', ..] } || (fault is not null && IsAway(fault.InnerException));

    /// <summary>Not now: ask again soon.</summary>
    public static async Task Away(HttpContext http)
    {
        http.Response.Headers.RetryAfter = AskAgainSeconds.ToString(CultureInfo.InvariantCulture);
        if (!await Words(http, Kept.Away)) await Answer<AwayPage>(http, StatusCodes.Status503ServiceUnavailable, "api.away");
    }

    /// <summary>A form goes back with its words.</summary>
    private static async Task<bool> Words(HttpContext http, Kept why) => !http.IsApi() && await KeptWords.TryAnswer(http, why);

    // Without who is signed in: a page that shows it would need the database, or whatever just broke.
    private static Task Answer<T>(HttpContext http, int status, string problem) where T : Microsoft.AspNetCore.Components.IComponent
    {
        http.User = new();
        return http.IsApi() ? Problems.Of(http, status, problem).ExecuteAsync(http) : Pages.Show<T>(http, status: status).ExecuteAsync(http);
    }

    [LoggerMessage(LogLevel.Error, "A request to {Route} failed.")]
    private static partial void Failed(ILogger log, string? route, Exception fault);
}
