using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Drafts;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Record;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Drafts;

/// <summary>Keeping what was typed for later, and throwing it away.</summary>
internal static class DraftEndpoints
{
    public static void MapDrafts(this IEndpointRouteBuilder app)
    {
        app.MapPost("/cases/{id:guid}/drafts", Keep).ExcludeFromDescription().Needs(Right.RecordSteps).KeepsTyped();
        app.MapPost("/cases/{id:guid}/drafts/discard", Discard).ExcludeFromDescription().Needs(Right.RecordSteps).KeepsNothing("A button, and nothing is typed.");
    }

    private static async Task<IResult> Keep(Guid id, [FromForm] IFormCollection form, HttpContext http, ReadingRoom room, CancellationToken cancel)
    {
        var context = PageContext.Of(http);
        var (stream, name) = (new StreamId(id), form[DraftForms.Field].ToString());
        var address = DraftForms.AddressOf(id, name);
        await using var reading = await room.Enter(context.User!.Visitor, cancel);
        var may = await reading.MayLeave(stream, "draft", cancel);
        var kept = may && address is not null && await DraftDesk.Keep(reading, stream, name, DraftForms.Typed(form), context.Now, cancel);
        await reading.Close(cancel);
        if (!may) return Pages.None(http);
        // A script that keeps while somebody types wants to know, not to go anywhere.
        if (form.ContainsKey("quiet")) return Results.StatusCode(kept ? StatusCodes.Status204NoContent : StatusCodes.Status422UnprocessableEntity);
        return kept ? new SeeOther($"/cases/{id}?done=draft") : KeptWords.Page(Kept.NoDraft);
    }

    private static async Task<IResult> Discard(Guid id, [FromForm] IFormCollection form, HttpContext http, ReadingRoom room, CancellationToken cancel)
    {
        var (stream, name) = (new StreamId(id), form[DraftForms.Field].ToString());
        await using var reading = await room.Enter(PageContext.Of(http).User!.Visitor, cancel);
        var may = await reading.MayLeave(stream, "draft", cancel);
        if (may) await DraftDesk.Discard(reading, stream, name, cancel);
        await reading.Close(cancel);
        if (!may) return Pages.None(http);
        return new SeeOther(form["to"].ToString() switch { "today" => "/today", "form" => DraftForms.AddressOf(id, name) ?? $"/cases/{id}", _ => $"/cases/{id}" });
    }

    /// <summary>What was recorded is no draft any more. It stays recorded where the draft cannot be thrown away just now, and is told as recorded.</summary>
    public static async Task Done(ReadingRoom room, SignedInUser user, StreamId participant, string form, CancellationToken cancel)
    {
        try
        {
            await using var reading = await room.Enter(user.Visitor, cancel);
            await DraftDesk.Discard(reading, participant, form, cancel);
            await reading.Close(cancel);
        }
        catch (Exception away) when (Mishaps.IsAway(away))
        {
            // The draft is found again, and thrown away when it is opened: its command has its answer.
        }
    }
}
