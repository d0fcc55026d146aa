using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Caseload;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Record;
using ZorgWerk.Web.Share;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.HandOver;

/// <summary>Handing over many cases at once: choose and say why, read it again, and a result for each.</summary>
internal static class HandOverEndpoints
{
    public static void MapHandOver(this IEndpointRouteBuilder app)
    {
        app.MapGet("/hand-over", Ask).ExcludeFromDescription().Needs(Right.RecordSteps);
        app.MapPost("/hand-over", Answer).ExcludeFromDescription().Needs(Right.RecordSteps).KeepsTyped().AsksFor("hand-over-case");
    }

    private static async Task<IResult> Ask(HttpContext http, ReadingRoom room, References references, CancellationToken cancel)
    {
        var typed = PostedForm.Brought(http.Request.Query, "case", "coach").Or("on", Dates.ToType(PageContext.Of(http).Today));
        return Pages.Show<HandOverPage>(http, new { Model = (await Read(http, room, references, typed, look: null, cancel)).Model });
    }

    private static async Task<IResult> Answer([FromForm] IFormCollection form, HttpContext http, ReadingRoom room, References references, CaseDesk desk, CancellationToken cancel)
    {
        var typed = PostedForm.All(form);
        var isDone = typed.One("action") is "do";
        var (model, asked) = await Read(http, room, references, typed, isDone ? "hand-over" : null, cancel);
        if (model.Cases.Count == 0 && !isDone) return KeptWords.Page(Kept.MovedOn);
        if (KeptForm.IsShownAgain(form) || typed.One("action") is "change") return Pages.Show<HandOverPage>(http, new { Model = model with { Faults = [], Notice = KeptForm.NoticeOf(form) } });
        if (asked.Step is null || typed.All("case").Count == 0) return Pages.Show<HandOverPage>(http, new { Model = model }, StatusCodes.Status422UnprocessableEntity);
        if (!isDone) return Pages.Show<HandOverCheckPage>(http, new { Model = model });

        var results = new List<HandOverResult>();
        foreach (var id in Chosen(typed)) results.Add(await One(id, model, asked, desk, cancel));
        return Pages.Show<HandOverResultPage>(http, new { Model = model, Results = results });
    }

    private static async Task<HandOverResult> One(StreamId id, HandOverModel model, CaseForm asked, CaseDesk desk, CancellationToken cancel)
    {
        var user = model.Context.User!;
        var one = model.Cases.FirstOrDefault(known => known.Id == id);
        var command = asked.Command(user, id, EachOf.Command(model.Command, id.Value));
        // What was done before is told first: by then the case may be no longer this coach's to see.
        if (await FormDesk.Remembered(desk, command, cancel) is { } before && Told(id, one, before, isBefore: true) is { } told) return told;
        if (one is null) return new(id, null, HandedOver.NotYours);
        if (model.Typed.One(HandOverModel.Was(id)) is var was && was != (one.Coach?.Value.ToString() ?? "")) return new(id, one, HandedOver.SomebodyFirst, By: one.CoachName);
        return Told(id, one, await FormDesk.Take(desk, command, cancel), isBefore: false)!;
    }

    /// <summary>null for a refusal of before: what it was about may have been mended since.</summary>
    private static HandOverResult? Told(StreamId id, ChosenCase? one, FormAnswer answer, bool isBefore) => answer switch
    {
        FormAnswer.Done done => new(id, one, done.IsNew || isBefore ? HandedOver.Done : HandedOver.Already),
        FormAnswer.NotDone({ Notice: FormDesk.Unknown }) => new(id, one, HandedOver.Unknown),
        FormAnswer.NotDone({ Because: { } because }) when because == HandOverCase.SameCoach => new(id, one, HandedOver.Already),
        FormAnswer.NotDone({ Because: { } because }) => isBefore ? null : new(id, one, HandedOver.Refused, because),
        _ => new(id, one, HandedOver.OtherwiseBefore),
    };

    /// <param name="look">Under which name each case is marked as looked at; nothing while they are only named, as the list does.</param>
    private static async Task<(HandOverModel Model, CaseForm Asked)> Read(HttpContext http, ReadingRoom room, References references, TypedForm typed, string? look, CancellationToken cancel)
    {
        var context = PageContext.Of(http);
        var chosen = Chosen(typed);
        await using var reading = await room.Enter(context.User!.Visitor, cancel);
        var cases = await ChosenCases.Read(reading, references, chosen, cancel);
        if (look is not null)
            foreach (var id in chosen)
                if (!await reading.MayShow(id, look, cancel)) cases = [.. cases.Where(one => one.Id != id)];
        var colleagues = await HouseLists.Colleagues(reading, references, cancel);
        await reading.Close(cancel);

        var asked = CaseForm.Read("hand-over-case", typed, Guid.Empty, context.User, references, new FormSetting(Participant.Unknown, context.Today) { Colleagues = colleagues });
                var command = Guid.TryParse(typed.One("command"), out var sent) && sent != Guid.Empty ? sent : Guid.CreateVersion7();
        return (new HandOverModel(context, cases, chosen.Count - cases.Count, colleagues, typed, command) { Faults = asked.Faults, IsCut = typed.All("case").Count > HandOverModel.AtMost }, asked);
    }

    private static IReadOnlyList<StreamId> Chosen(TypedForm typed) =>
        [.. typed.All("case").Select(value => Guid.TryParse(value, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct().Take(HandOverModel.AtMost).Select(id => new StreamId(id))];
}
