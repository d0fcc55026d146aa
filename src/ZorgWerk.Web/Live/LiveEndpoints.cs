using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.CaseFile;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Api;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Live;

/// <summary>What changes while a page stands open: who did something there, in words, and nothing of what.</summary>
internal static class LiveEndpoints
{
    /// <summary>Goes with what a page fetches without anybody asking.</summary>
    private const string ByItself = "Zw-Live";

    public static void AddLive(this IServiceCollection services)
    {
        services.AddSingleton<Bell>().AddHostedService(all => all.GetRequiredService<Bell>());
        services.AddSingleton<ChangeStreams>();
    }

    public static void MapLive(this IEndpointRouteBuilder app) => app.MapGet("/live", Follow).ExcludeFromDescription().Needs(Right.SeeCases);

    public static bool AsksByItself(this HttpContext http) => http.Request.Path == "/live" || http.Request.Headers.ContainsKey(ByItself);

    /// <summary>Remembers, before anything is read for a page, what was committed by then: nothing falls between the page and its stream.</summary>
    public static void UseLive(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Items[typeof(Bell)] = http.RequestServices.GetRequiredService<Bell>().Position;
        return next(http);
    });

    /// <summary>Up to where a page that is made for this request shows everything; nothing when that is not known.</summary>
    public static long? ShownUpTo(HttpContext http) => http.Items[typeof(Bell)] as long?;

    /// <summary>Where the script of a page that somebody has open hears of changes; nothing where it cannot.</summary>
    /// <param name="of">One case; nothing: every case.</param>
    public static string? Address(Cursors cursors, SignedInUser user, long? shownUpTo, StreamId? of)
    {
        if (shownUpTo is not { } position) return null;
        var place = cursors.Seal(user, Told(of, null!).List, position.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return of is { } one ? $"/live?case={one.Value}&after={place}" : $"/live?after={place}";
    }

    /// <summary>One look, recorded, for as long as the stream lasts.</summary>
    public static async Task<bool> MayFollow(ReadingRoom room, SignedInUser user, StreamId stream, string page, CancellationToken cancel)
    {
        await using var reading = await room.Enter(user.Visitor, cancel);
        var may = await reading.MayShow(stream, page, cancel);
        await reading.Close(cancel);
        return may;
    }

    private static async Task<IResult> Follow(Guid? @case, string? after, HttpContext http, ReadingRoom room, References references, ChangeStreams streams, CancellationToken cancel)
    {
        var context = PageContext.Of(http);
        StreamId? of = @case is { } id ? new StreamId(id) : null;
        if (of is { } one && !await MayFollow(room, context.User!, one, "live", cancel)) return Pages.None(http);
        // A browser that comes back by itself says where it was; a page that was put aside says so in its address.
        var last = http.Request.Headers["Last-Event-ID"].ToString();
        return await streams.Follow(http, context.User!, Told(of, async (reading, changes) =>
        {
            var colleagues = await Colleagues.Read(reading, references, changes.Select(change => change.By), cancel);
            return [.. changes.Select(change => JsonSerializer.Serialize(Words(context, of is not null, change, colleagues), JsonSerializerOptions.Web))];
        }), last.Length > 0 ? last : after, cancel);
    }

    private static Following Told(StreamId? of, Func<Reading, IReadOnlyList<CaseChange>, Task<IReadOnlyList<string?>>> say) => new(of, say);

    private static object Words(PageContext context, bool isOfOne, CaseChange change, Colleagues colleagues) => new
    {
        Mine = change.By == context.User!.Id,
        Text = context.Say(isOfOne ? "live.case" : "live.list", colleagues.NameOf(change.By) ?? context.Say("live.somebody")),
        Show = context.Say("live.show"),
        Shown = context.Say("live.shown"),
    };
}
