using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ZorgWerk.Web;

/// <summary>What a browser is shown at the address itself: whether the service runs, and where to go on.</summary>
internal static class FrontPage
{
    // Nothing is loaded, sent or framed: the page is text and two links.
    private const string Policy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static IResult Of(Health? health, HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers.CacheControl = "no-store";
        var (code, status) = health is null ? (StatusCodes.Status503ServiceUnavailable, "The database does not answer.") : (StatusCodes.Status200OK, "The service runs.");
        var position = health?.Position?.ToString(CultureInfo.InvariantCulture) ?? "unknown";
        return Results.Content(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>ZorgWerk</title>
            </head>
            <body>
              <main>
                <h1>ZorgWerk</h1>
                <p role="status">{status}</p>
                <p>Last recorded position: {position}</p>
                <ul>
                  <li><a href="/health/ready">Health of the service</a></li>
                  <li><a href="/openapi/v1.json">Description of the HTTP API</a></li>
                </ul>
              </main>
            </body>
            </html>

            """,
            "text/html", Encoding.UTF8, code);
    }
}
