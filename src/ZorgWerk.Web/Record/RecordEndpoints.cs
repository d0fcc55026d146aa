using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.CaseFile;
using ZorgWerk.Casework.Drafts;
using ZorgWerk.Casework.Import;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Drafts;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Record;

/// <summary>Putting a step on the record: which one, then its form.</summary>
internal static class RecordEndpoints
{
    public static void MapRecord(this IEndpointRouteBuilder app)
    {
        app.MapGet("/cases/{id:guid}/record", Choose).ExcludeFromDescription().Needs(Right.RecordSteps);
        app.MapGet("/cases/{id:guid}/record/{step}", Ask).ExcludeFromDescription().Needs(Right.RecordSteps);
        app.MapPost("/cases/{id:guid}/record/{step}", Take).ExcludeFromDescription().Needs(Right.RecordSteps).KeepsTyped();
    }

    private static async Task<IResult> Choose(Guid id, HttpContext http, ReadingRoom room, References references, CancellationToken cancel)
    {
        var context = PageContext.Of(http);
        await using var reading = await room.Enter(context.User!.Visitor, cancel);
        var one = await reading.MayShow(new StreamId(id), "record", cancel) ? await CaseRecord.Read(reading, new StreamId(id), cancel) : null;
        var header = one is null ? null : await CaseHeader.Read(reading, references, new StreamId(id), context.Today, one.Participant, cancel);
        await reading.Close(cancel);
        return one is null ? Pages.None(http) : Pages.Show<ChooseStepPage>(http, new { Case = one, Header = header, reading.Words, Suggested = SuggestedSteps.For(one.Participant, context.Today) });
    }

    private static async Task<IResult> Ask(Guid id, string step, string? entry, HttpContext http, ReadingRoom room, CaseDesk desk, References references, CancellationToken cancel)
    {
        if (Find(step) is not { } shape) return Pages.None(http);
        if (StepPages.Elsewhere(id, shape) is { } other) return Results.Redirect(other + http.Request.QueryString);
        var context = PageContext.Of(http);
        var (sheet, view) = await Open(id, shape, entry, strike: null, context, room, desk, references, cancel);
        if (sheet is null) return Pages.None(http);
        if (view is null) return Results.Redirect($"/cases/{id}");
        return Pages.Show<RecordPage>(http, new { View = view.Kept is null ? view with { Typed = view.Typed.Under(Known(sheet.Form, http.Request.Query)) } : view });
    }

    private static async Task<IResult> Take(
        Guid id, string step, string? entry, [FromForm] IFormCollection form, HttpContext http, ReadingRoom room, CaseDesk desk, References references, CancellationToken cancel)
    {
        if (Find(step) is not { } shape || StepPages.Elsewhere(id, shape) is not null) return Pages.None(http);
        var context = PageContext.Of(http);
        var (sheet, fresh) = await Open(id, shape, entry, IsStrike(form), context, room, desk, references, cancel);
        if (sheet is null) return Pages.None(http);
        if (fresh is null) return Results.Redirect($"/cases/{id}");

        var typed = PostedForm.Typed(form);
        var view = fresh with { Typed = typed, Command = PostedForm.Command(form) };
        if (KeptForm.IsShownAgain(form)) return Pages.Show<RecordPage>(http, new { View = view with { Notice = KeptForm.NoticeOf(form) } });
        if (form[TwiceQuestion.Again] == TwiceQuestion.No)
        {
            await DraftEndpoints.Done(room, context.User!, new StreamId(id), view.Draft, cancel);
            return new SeeOther($"/cases/{id}");
        }
        var (again, isNew) = await StepDesk.Take(view, form, context, desk, references, cancel);
        if (again is not null) return Pages.Show<RecordPage>(http, new { View = again }, StatusCodes.Status422UnprocessableEntity);
        await DraftEndpoints.Done(room, context.User!, new StreamId(id), view.Draft, cancel);
        return Done(sheet, isNew, context, typed);
    }

    /// <summary>Nothing and nothing where the case may not be shown; a sheet without a view where there is no such entry to mend.</summary>
    /// <param name="strike">As the form that was sent has it; nothing where none was sent, and a draft may have been kept.</param>
    private static async Task<(StepSheet? Sheet, RecordView? View)> Open(
        Guid id, StepShape shape, string? entry, bool? strike, PageContext context, ReadingRoom room, CaseDesk desk, References references, CancellationToken cancel)
    {
        var stream = new StreamId(id);
        long? version = long.TryParse(entry, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        await using var reading = await room.Enter(context.User!.Visitor, cancel);
        var may = await reading.MayShow(stream, "record", cancel);
        var (kept, form, command) = may && strike is null ? await Begun(reading, stream, DraftForms.Record(shape.Name, version), context, desk, cancel) : default;
        var strikes = strike ?? (form is not null && IsStrike(form));
        var sheet = may ? await StepSheet.Read(reading, references, stream, shape, version, strikes, context.Today, cancel) : null;
        await reading.Close(cancel);
        if (sheet is null || (shape.Type == typeof(CorrectEntry) && sheet.Mends is null)) return (sheet, null);
        return (sheet, form is null
            ? new RecordView(sheet, sheet.Proposed(new CoachId(context.User.Id.Value), context.Today), Guid.CreateVersion7()) { Strike = strikes }
            : new RecordView(sheet, PostedForm.Typed(form), command) { Strike = strikes, Kept = kept, Meanwhile = FormDesk.ByOthersSince(sheet.Case.Participant, PostedForm.Version(form), context.User) });
    }

    /// <summary>What was begun before and is not on the record. What was refused goes on as another command; what was recorded after all is no draft.</summary>
    private static async Task<(OpenedDraft? Kept, IFormCollection? Form, Guid Command)> Begun(Reading reading, StreamId stream, string name, PageContext context, CaseDesk desk, CancellationToken cancel)
    {
        if (await DraftDesk.Find(reading, stream, name, context.Now, cancel) is not { } kept) return default;
        var form = DraftForms.AsSent(kept);
        var command = PostedForm.Command(form);
        var before = await desk.AnswerUnder(context.User!.Tenant, new CommandId(command), cancel);
        if (before is not { Outcome: Outcome.Recorded or Outcome.NothingNew }) return (kept, form, before is null ? command : Guid.CreateVersion7());
        await DraftDesk.Discard(reading, stream, name, cancel);
        return default;
    }

    private static bool IsStrike(IFormCollection form) => form["how"] == "strike";

    /// <summary>After a hand-over the case is no longer this coach's to open, nor is one that was erased.</summary>
    private static SeeOther Done(StepSheet sheet, bool isNew, PageContext context, TypedForm typed)
    {
        var done = isNew ? sheet.Form.Shape.Name : "nothing-new";
        var gone = sheet.Form.Shape.Type == typeof(HandOverCase) || sheet.Form.Shape.Type == typeof(AssignCoach);
        var erased = sheet.Form.Shape.Type == typeof(ErasePersonalData);
        var mine = (!gone && !erased) || typed["coach"] == context.User!.Id.Value.ToString() || new Visitor(context.User.Tenant, context.User.Id, context.User.Role).MaySee(new CoachId(Guid.Empty));
        return new SeeOther(mine ? $"/cases/{sheet.Case.Stream.Value}?done={done}" : $"/today?done={done}");
    }

    private static StepShape? Find(string step) => StepCatalogue.Find(step) is { IsAboutParticipant: true } shape && shape.Type != typeof(RegisterParticipant) ? shape : null;

    /// <summary>What a link knows already: only answers that are chosen, never words.</summary>
    private static TypedForm Known(StepForm form, IQueryCollection query)
    {
        var known = TypedForm.Empty;
        foreach (var field in form.Asked.Where(field => field.Kind is FieldKind.Choice or FieldKind.Choices && query.ContainsKey(field.Name)))
            if (query[field.Name].OfType<string>().Where(value => field.Choices.Any(choice => choice.Value == value)).ToList() is { Count: > 0 } values) known = known.With(field.Name, values);
        return known;
    }
}
