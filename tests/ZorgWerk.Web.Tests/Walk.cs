using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Tests;

/// <summary>The routes of the site as a walker sees them: their address with the gaps filled in.</summary>
internal static class Walk
{
    /// <summary>A page of a case as pages of cases are written, so that a walk is never empty.</summary>
    public const string Probe = "/cases/{participant:guid}/probe";

    public static void MapProbe(WebApplication app) => app.MapGet(Probe, async (Guid participant, HttpContext http, ReadingRoom room) =>
    {
        var stream = new StreamId(participant);
        await using var reading = await room.Enter(PageContext.Of(http).User!.Visitor);
        var allowed = await reading.MayShow(stream, "probe");
        await reading.Words.Bring([stream]);
        var name = reading.Words.Open((await reading.Cases.Fold(reading.Visitor.Tenant, stream, Moment.Now)).Name);
        await reading.Close();
        return allowed ? Results.Content($"<p>{name}</p>", "text/html") : Pages.None(http);
    }).ExcludeFromDescription().Needs(Right.SeeCases);

    public static Right? RightOf(this RouteEndpoint route) => route.Metadata.OfType<Right>().Cast<Right?>().FirstOrDefault();

    public static string Pattern(this RouteEndpoint route) => "/" + route.RoutePattern.RawText!.TrimStart('/');

    /// <summary>For programs, who come with a token: <see cref="ApiRouteSpecs"/> walks these.</summary>
    public static bool IsApi(this RouteEndpoint route) => route.Pattern().StartsWith("/api/", StringComparison.Ordinal);

    /// <summary>Answers for as long as somebody listens.</summary>
    public static bool IsStream(this RouteEndpoint route) => route.Pattern() is "/live" || route.Pattern().EndsWith("/changes", StringComparison.Ordinal);

    public static bool IsOfCase(this RouteEndpoint route) => route.Pattern().StartsWith("/cases/{", StringComparison.Ordinal);

    public static bool Takes(this RouteEndpoint route, string method) =>
        route.Metadata.GetMetadata<HttpMethodMetadata>() is { } methods && methods.HttpMethods.Contains(method);

    /// <summary>Whether it leads to one consent or one entry of a case, which not every case has.</summary>
    public static bool IsOfOneThing(this RouteEndpoint route) => route.RoutePattern.Parameters.Any(gap => gap.Name is "consent" or "version" or "entry");

    /// <summary>The address of a route; what stands in a gap that is new must be said here.</summary>
    public static string Address(this RouteEndpoint route, Guid participant, Things? things = null)
    {
        var address = route.Pattern();
        foreach (var gap in route.RoutePattern.Parameters)
        {
            var open = address.IndexOf('{' + gap.Name, StringComparison.Ordinal);
            var shut = address.IndexOf('}', open);
            address = address[..open] + gap.Name switch
            {
                "id" or "participant" or "case" => participant.ToString(),
                "step" => "hold-session",
                "consent" => (things?.Consent ?? Guid.Empty).ToString(),
                "entry" or "version" => $"{things?.Disclosure ?? 1}",
                "code" or "language" => "nl",
                "programme" => "rentree",
                "hash" => "x",
                "name" => "zorgwerk.css",
                "documentName" => "v1",
                "user" => (things?.User ?? Guid.Empty).ToString(),
                _ => throw new InvalidOperationException($"{route.Pattern()}: say in {nameof(Walk)} what the walk puts into {{{gap.Name}}}."),
            } + address[(shut + 1)..];
        }
        return address;
    }
}

/// <summary>What one case has that pages lead to.</summary>
/// <param name="Disclosure">The entry in which something was shared.</param>
internal sealed record Things(Guid? Consent, long? Disclosure)
{
    /// <summary>Somebody who works here.</summary>
    public Guid? User { get; init; }

    public static async Task<Things> Of(TestSite site, Guid participant)
    {
        var consent = await site.Place.Ask<Guid>($"select coalesce((select consent_id from zw_consents where participant_id = '{participant}' order by consent_id limit 1), '{Guid.Empty}')");
        var disclosure = await site.Place.Ask<long>($"select coalesce((select min(version) from zw_disclosures where participant_id = '{participant}' and outcome = 'disclosed'), 0)");
        return new Things(consent == Guid.Empty ? null : consent, disclosure == 0 ? null : disclosure)
        {
            User = await site.Place.Ask<Guid>($"select user_id from zw_users where tenant_id = '{site.House.Tenant.Value}' order by created_at, user_id limit 1"),
        };
    }
}
