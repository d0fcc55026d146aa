using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using ZorgWerk.Casework.Access;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Api;
using ZorgWerk.Web.Doors;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace ZorgWerk.Web.Live;

/// <summary>That something was put on the record of a case, and nothing of what.</summary>
/// <param name="Kind">The event's stored name, such as session_held.</param>
public sealed record ChangeModel(Guid Participant, long Version, string Kind, Instant EnteredAt);

/// <summary>Changes as they come, for programs.</summary>
internal static class ChangesApi
{
    private const string How = "Server-sent events (text/event-stream); the data of each is a ChangeModel. Send the last id along as Last-Event-ID to take up where you were, without gap or repetition; without it, changes are told from now on. The stream ends with the session.";

    public static void MapChanges(this IEndpointRouteBuilder api)
    {
        api.MapGet("/changes", All).Needs(Right.SeeCases).Says("followChanges", "Follow every case you may see", How).Answers<ChangeModel>(200, "text/event-stream").Refuses(400, 429);
        api.MapGet("/participants/{id:guid}/changes", OfOne).Needs(Right.SeeCases).Says("followCase", "Follow one case", How + " The look is recorded, once for the stream.").Answers<ChangeModel>(200, "text/event-stream").Refuses(400, 404, 429);
    }

    private static Task<IResult> All([FromHeader(Name = "Last-Event-ID")] string? last, HttpContext http, ChangeStreams streams, IOptions<JsonOptions> json, CancellationToken cancel) =>
        streams.Follow(http, SignedInUser.Of(http.User)!, Plainly(null, json.Value), last, cancel);

    private static async Task<IResult> OfOne(Guid id, [FromHeader(Name = "Last-Event-ID")] string? last, HttpContext http, ReadingRoom room, ChangeStreams streams, IOptions<JsonOptions> json, CancellationToken cancel)
    {
        var (user, stream) = (SignedInUser.Of(http.User)!, new StreamId(id));
        return await LiveEndpoints.MayFollow(room, user, stream, "api.changes", cancel) ? await streams.Follow(http, user, Plainly(stream, json.Value), last, cancel) : Problems.None(http);
    }

    private static Following Plainly(StreamId? of, JsonOptions json) => new(of, (_, changes) => Task.FromResult<IReadOnlyList<string?>>(
        [.. changes.Select(change => JsonSerializer.Serialize(new ChangeModel(change.Participant.Value, change.Version, change.Kind, change.EnteredAt), json.SerializerOptions))]));
}
