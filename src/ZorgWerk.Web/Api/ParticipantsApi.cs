using System.Collections.Frozen;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using NodaTime.Text;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.CaseFile;
using ZorgWerk.Casework.Caseload;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Api;

/// <summary>Cases to read: which there are, and one of them on any version.</summary>
internal static class ParticipantsApi
{
    public static void MapParticipants(this IEndpointRouteBuilder api)
    {
        api.MapGet("/participants", List).Needs(Right.SeeCases)
            .Says("List the caseload", "Every case you may see, exactly once, also when others are added while you go through the pages.")
            .Answers<Paged<CaseLine>>(200).Gives(200, "Link", "The next page.").Refuses(400)
            .Example("first-page", 200, query: "limit=2").Example("made-up-cursor", 400, query: "cursor=made-up");
        api.MapGet("/participants/{id:guid}", State).Needs(Right.SeeCases)
            .Says("Read a case", "How the case stands, or stood: at a version of its record, or as it was known at an instant. The look is recorded.")
            .Answers<CaseModel>(200).Gives(200, "ETag", "The version, to send along with the next step.").Answers(304, "You have this version.").Refuses(400, 404)
            .Example("now", 200).Example("at-version-2", 200, query: "at=2").Example("unchanged", 304, headers: [("If-None-Match", "\"2\"")], query: "at=2").Example("not-there", 404, id: ApiDocs.NobodysCase);
        api.MapGet("/participants/{id:guid}/timeline", Entries).Needs(Right.SeeCases)
            .Says("Go through the record", "Entries in the order in which they were written down, the newest first, each with what corrected it. The look is recorded.")
            .Answers<Paged<EntryModel>>(200).Gives(200, "Link", "The next page.").Refuses(400, 404)
            .Example("newest", 200, query: "limit=5");
        api.MapGet("/participants/{id:guid}/consents", Consents).Needs(Right.SeeCases)
            .Says("Read the consents", "Every consent that was given, withdrawn or run out as well. The look is recorded.")
            .Answers<IReadOnlyList<ConsentModel>>(200).Refuses(404).Example("all", 200);
        api.MapGet("/participants/{id:guid}/who-knows-what", Knowing).Needs(Right.SeeCases)
            .Says("Who knows what", "Recipients by categories on a day: what each was told, and may be told, in the light of all that is on the record now. The look is recorded.")
            .Answers<KnowingModel>(200).Refuses(400, 404).Example("on-a-day", 200, query: "on=2025-06-01");
    }

    private static async Task<IResult> List(HttpContext http, ReadingRoom room, Cursors cursors, int? limit, string? cursor, CancellationToken cancel)
    {
        var user = SignedInUser.Of(http.User)!;
        StreamId? after = null;
        if (cursor is not null)
        {
            if (!Guid.TryParse(cursors.Open(user, "participants", cursor), out var place)) return Pager.NoPlace(http);
            after = new StreamId(place);
        }
        await using var reading = await room.Enter(user.Visitor, cancel);
        var (lines, hasMore) = await CaseloadLine.Page(reading, after, Pager.Size(limit), cancel);
        await reading.Close(cancel);
        return Pager.Page(http, cursors, user, "participants", [.. lines.Select(CaseModeling.Of)], hasMore ? lines[^1].Participant.ToString() : null);
    }

    /// <param name="at">A version, or an instant such as 2026-11-03T14:30:00Z.</param>
    private static async Task<IResult> State(Guid id, string? at, [FromHeader(Name = "If-None-Match")] string? ifNoneMatch, HttpContext http, ReadingRoom room, CancellationToken cancel)
    {
        var moment = Moment.Now;
        if (at is not null)
        {
            if (long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var version)) moment = new Moment(UpToVersion: version);
            else if (InstantPattern.ExtendedIso.Parse(at) is { Success: true } known) moment = new Moment(KnownAt: known.Value);
            else return Problems.Of(http, StatusCodes.Status400BadRequest, "api.at");
        }
        return await Look(id, "api", http, room, moment, async (reading, participant) =>
        {
            http.Tag(participant.Version);
            // After an erasure an old version reads otherwise than it did.
            var isAsItWas = reading.Words.Open(participant.Name) is not null;
            if (ifNoneMatch is not null && isAsItWas && http.Has(participant.Version)) return Results.StatusCode(StatusCodes.Status304NotModified);
            return Results.Json(CaseModeling.Of(new StreamId(id), participant, reading.Words, at is null ? FrozenSet<object>.Empty : await StruckSince(reading, new StreamId(id), cancel)));
        }, cancel);
    }

    /// <summary>What stood on the record then and was struck since, for whoever has no right to replay it.</summary>
    private static async Task<IReadOnlySet<object>> StruckSince(Reading reading, StreamId stream, CancellationToken cancel)
    {
        if (reading.Visitor.Role.Has(Right.Audit)) return FrozenSet<object>.Empty;
        var now = await reading.Cases.Fold(reading.Visitor.Tenant, stream, Moment.Now, cancel: cancel);
        return now.Entries.Where(entry => entry is { IsStruck: true, Introduces: not null }).Select(entry => entry.Introduces!).ToFrozenSet();
    }

    private static async Task<IResult> Entries(Guid id, HttpContext http, ReadingRoom room, References references, Cursors cursors, int? limit, string? cursor, CancellationToken cancel)
    {
        var context = PageContext.Of(http);
        var (user, list) = (context.User!, $"timeline/{id:N}");
        long? before = null;
        if (cursor is not null)
        {
            if (!long.TryParse(cursors.Open(user, list, cursor), NumberStyles.None, CultureInfo.InvariantCulture, out var place)) return Pager.NoPlace(http);
            before = place;
        }
        return await Look(id, "api", http, room, Moment.Now, async (reading, participant) =>
        {
            var timeline = await Timeline.Read(reading, references, new StreamId(id), participant, new TimelineFilter(ByEntered: true, PerPage: Pager.Size(limit)) { Before = before }, cancel);
            return Pager.Page(http, cursors, user, list, [.. timeline.Entries.Select(entry => CaseModeling.Of(entry, timeline, context))],
                timeline.Pages > 1 ? timeline.Entries[^1].Version.ToString(CultureInfo.InvariantCulture) : null);
        }, cancel);
    }

    private static Task<IResult> Consents(Guid id, HttpContext http, ReadingRoom room, CancellationToken cancel) => Look(id, "api", http, room, Moment.Now, (reading, participant) =>
    {
        var names = CaseNames.Of(participant, reading.Words);
        return Task.FromResult(Results.Json(participant.Consents.Select(consent => CaseModeling.Of(consent, names)).ToList()));
    }, cancel);

    private static async Task<IResult> Knowing(Guid id, string? on, HttpContext http, ReadingRoom room, CancellationToken cancel)
    {
        var day = PageContext.Of(http).Today;
        if (on is not null)
        {
            if (LocalDatePattern.Iso.Parse(on) is not { Success: true } asked) return Problems.Of(http, StatusCodes.Status400BadRequest, "api.day");
            day = asked.Value;
        }
        return await Look(id, "api", http, room, Moment.Now, (reading, participant) =>
        {
            var names = CaseNames.Of(participant, reading.Words);
            return Task.FromResult(Results.Json(new KnowingModel(day, [.. WhoKnowsWhat.On(participant, day).Select(row => CaseModeling.Of(row, names))])));
        }, cancel);
    }

    /// <summary>One case under one recorded look; what may not be seen, or was not there yet, is not there.</summary>
    private static async Task<IResult> Look(Guid id, string page, HttpContext http, ReadingRoom room, Moment moment, Func<Reading, Participant, Task<IResult>> show, CancellationToken cancel)
    {
        var stream = new StreamId(id);
        await using var reading = await room.Enter(SignedInUser.Of(http.User)!.Visitor, cancel);
        IResult? shown = null;
        if (await reading.MayShow(stream, page, cancel))
        {
            var participant = await reading.Cases.Fold(reading.Visitor.Tenant, stream, moment, cancel: cancel);
            await reading.Words.Bring([stream], cancel);
            if (participant.IsRegistered) shown = await show(reading, participant);
        }
        await reading.Close(cancel);
        return shown ?? Problems.None(http);
    }
}
