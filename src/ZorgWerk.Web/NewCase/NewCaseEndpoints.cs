using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Record;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.NewCase;

/// <summary>Somebody new: registered, in a trajectory, with a coach.</summary>
internal static class NewCaseEndpoints
{
    public static void MapNewCase(this IEndpointRouteBuilder app)
    {
        app.MapGet("/cases/new", Ask).ExcludeFromDescription().Needs(Right.RecordSteps);
        app.MapPost("/cases/new", Take).ExcludeFromDescription().Needs(Right.RecordSteps).KeepsTyped().AsksFor("register-participant", "open-trajectory");
    }

    private static async Task<IResult> Ask(HttpContext http, ReadingRoom room, CancellationToken cancel)
    {
        var context = PageContext.Of(http);
        await using var reading = await room.Enter(context.User!.Visitor, cancel);
        var sheet = await NewCaseSheet.Read(reading, context.Today, cancel);
        await reading.Close(cancel);
        return Pages.Show<NewCasePage>(http, new { View = new NewCaseView(sheet, sheet.Proposed(context.Today), Guid.CreateVersion7()) });
    }

    private static async Task<IResult> Take([FromForm] IFormCollection form, HttpContext http, ReadingRoom room, CaseDesk desk, SimilarCases similarCases, References references, CancellationToken cancel)
    {
        var context = PageContext.Of(http);
        var user = context.User!;
        NewCaseSheet sheet;
        await using (var reading = await room.Enter(user.Visitor, cancel))
        {
            sheet = await NewCaseSheet.Read(reading, context.Today, cancel);
            await reading.Close(cancel);
        }
        var view = new NewCaseView(sheet, PostedForm.Typed(form), PostedForm.Command(form));
        IResult Again(NewCaseView again) => Pages.Show<NewCasePage>(http, new { View = again }, StatusCodes.Status422UnprocessableEntity);
        if (KeptForm.IsShownAgain(form)) return Pages.Show<NewCasePage>(http, new { View = view with { Notice = KeptForm.NoticeOf(form) } });

        var (asked, faults) = NewCaseSteps.Read(view, user, context.Today, references);
        if (asked is null) return Again(view with { Faults = faults });
        if (form["other"] != "yes" && await SimilarPeople.Find(similarCases, room, user.Visitor, (asked.Name, asked.Stream), context.Today, cancel) is { IsAny: true } similar) return Again(view with { Similar = similar });

        var (register, open, assign) = asked.Commands(user, references);
        switch (await FormDesk.Take(desk, register, cancel))
        {
            // Nobody knows how far it came. Sent again under the same id it goes on from there.
            case FormAnswer.NotDone({ Notice: FormDesk.Unknown }):
                return Again(view with { Notice = FormDesk.Unknown });
            case FormAnswer.NotDone(var taken):
                return Again(view with { Command = taken.Command, Taken = true, TakenBy = await MayOpen(room, user, asked.Stream, cancel) ? asked.Stream : null });
        }

        List<string> done = ["participant_registered"];
        foreach (var (command, step) in new[] { (open, "open-trajectory"), (assign, "assign-coach") })
            switch (await FormDesk.Take(desk, command, cancel))
            {
                case FormAnswer.Done:
                    done.Add(step is "open-trajectory" ? "trajectory_opened" : "coach_assigned");
                    continue;
                case FormAnswer.NotDone({ Because: { } because }):
                    return await TheRest(http, room, references, asked, view.Typed, step, because, done, context, cancel);
                case FormAnswer.NotDone(var trouble):
                    return Again(view with { Notice = trouble.Notice });
            }
        return new SeeOther($"/cases/{asked.Stream.Value}?done=register-participant");
    }

    /// <summary>What was done stays done and is told; the step that was refused goes on in its own form, with what was typed.</summary>
    private static async Task<IResult> TheRest(
        HttpContext http, ReadingRoom room, References references, NewCaseSteps asked, TypedForm typed, string step, Refusal because, IReadOnlyList<string> done, PageContext context, CancellationToken cancel)
    {
        var shape = Casework.Import.StepCatalogue.Find(step)!;
        await using var reading = await room.Enter(context.User!.Visitor, cancel);
        var sheet = await reading.MayShow(asked.Stream, "record", cancel) ? await StepSheet.Read(reading, references, asked.Stream, shape, null, strike: false, context.Today, cancel) : null;
        await reading.Close(cancel);
        if (sheet is null) return Pages.None(http);
        var view = new RecordView(sheet, sheet.Proposed(new CoachId(context.User.Id.Value), context.Today).Under(typed), Guid.CreateVersion7()) { Done = done };
        return Pages.Show<RecordPage>(http, new { View = StepDesk.Refused(view, because) }, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<bool> MayOpen(ReadingRoom room, SignedInUser user, EventStore.StreamId stream, CancellationToken cancel)
    {
        await using var reading = await room.Enter(user.Visitor, cancel);
        var may = await reading.MayShow(stream, "new", cancel);
        await reading.Close(cancel);
        return may;
    }
}
