using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Drafts;
using ZorgWerk.Casework.Sharing;
using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Drafts;
using ZorgWerk.Web.Record;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Share;

/// <summary>Sharing: choose and write, read exactly what the other will read, and only then share.</summary>
internal static class ShareEndpoints
{
    public static void MapShare(this IEndpointRouteBuilder app)
    {
        app.MapGet("/cases/{id:guid}/share", Choose).ExcludeFromDescription().Needs(Right.RecordSteps);
        app.MapPost("/cases/{id:guid}/share", Answer).ExcludeFromDescription().Needs(Right.RecordSteps).KeepsTyped();
        app.MapPost("/cases/{id:guid}/share/report", Report).ExcludeFromDescription().Needs(Right.RecordSteps).KeepsTyped();
        app.MapGet("/cases/{id:guid}/share/{version:long}", Shared).ExcludeFromDescription().Needs(Right.SeeCases);
    }

    private static async Task<IResult> Choose(Guid id, string? done, HttpContext http, ReadingRoom room, CancellationToken cancel)
    {
        if (await CaseLook.Take(http, room, id, "share", (reading, stop) => DraftDesk.Find(reading, new(id), DraftForms.Share, PageContext.Of(http).Now, stop), cancel) is not ({ } look, var kept)) return Pages.None(http);
        var typed = kept is not null
            ? Filled.Of(DraftForms.AsSent(kept))
            : Filled.Of(http.Request.Query, "giver", "recipient", "categories", "purpose").Or("giver", ActorId.Participant.Value.ToString()).Or("on", Dates.ToType(look.Context.Today));
        var model = kept is null ? new ShareModel(look, typed, [], null, null) : Preview(look, typed).Model with { Faults = [], Kept = kept };
        return Show(http, model with { Notice = done is "reported" ? "share.reported" : null });
    }

    private static async Task<IResult> Answer(Guid id, [FromForm] IFormCollection form, HttpContext http, ReadingRoom room, CaseDesk desk, CancellationToken cancel)
    {
        if (await CaseLook.Take(http, room, id, "share", cancel) is not { } look) return Pages.None(http);
        var (model, asked) = Preview(look, Filled.Of(form));
        var typed = model.Typed;
        if (KeptForm.IsShownAgain(form)) return Show(http, model with { Faults = [], Notice = KeptForm.NoticeOf(form) });
        if (typed.Has(TwiceQuestion.Again, TwiceQuestion.No)) return await OnceIsEnough(look, room, cancel);
        switch (typed.Has(TwiceQuestion.Again, TwiceQuestion.Yes) ? "share" : typed.One("action"))
        {
            case "only" when model.Preview is { } preview:
                return Show(http, Preview(look, typed.With("categories", preview.Goes.Select(category => category.Code()))).Model);
            case "alone" when model.Step is not null:
                return Pages.Show<LetterPage>(http, new { Model = model });
            case "share" when model.Step is not null && Guid.TryParse(typed.One("command"), out var command):
                var answer = await desk.Take(asked.AskingFirst(look, typed, command), cancel);
                if (answer.Outcome is Outcome.Recorded) await DraftEndpoints.Done(room, look.Context.User!, look.Stream, DraftForms.Share, cancel);
                return answer switch
                {
                    { Outcome: Outcome.Recorded } => Results.Redirect($"{look.Address}/share/{answer.Version}"),
                    { Outcome: Outcome.Refused, Because: { } because } when Refusals.IsAboutMedicalWords(because) => Show(http, model with { Medical = because }),
                    { Outcome: Outcome.Refused, Because: { } because } => Show(http, model with { Refused = because }),
                    { Outcome: Outcome.OtherBody } => Show(http, model with { Notice = "share.other-body" }),
                    _ => Show(http, model with { Twice = await Twice.Of(answer, look, SharePreview.Form, http, cancel) }),
                };
            default:
                return Show(http, model);
        }
    }

    private static async Task<IResult> Report(Guid id, [FromForm] IFormCollection form, HttpContext http, ReadingRoom room, CaseDesk desk, CancellationToken cancel)
    {
        if (await CaseLook.Take(http, room, id, "share", cancel) is not { } look) return Pages.None(http);
        var typed = Filled.Of(form);
        var report = StepForm.Read("report-disclosure", typed.With("categories", typed.All("said")), look.Context.Today);
        var (model, _) = Preview(look, typed);
        if (KeptForm.IsShownAgain(form)) return Show(http, model with { Faults = [], Notice = KeptForm.NoticeOf(form) });
        if (typed.Has(TwiceQuestion.Again, TwiceQuestion.No)) return await OnceIsEnough(look, room, cancel);
        if (report.Step is null || !Guid.TryParse(typed.One("command"), out var command)) return Show(http, model with { Faults = report.Faults });
        var answer = await desk.Take(report.AskingFirst(look, typed, command), cancel);
        if (answer.Outcome is Outcome.Recorded or Outcome.NothingNew) await DraftEndpoints.Done(room, look.Context.User!, look.Stream, DraftForms.Share, cancel);
        return answer switch
        {
            { Outcome: Outcome.Recorded or Outcome.NothingNew } => Results.Redirect($"{look.Address}/share?done=reported"),
            { Because: { } because } => Show(http, model with { Refused = because }),
            { Outcome: Outcome.StandsAlready } => Show(http, model with { Twice = await Twice.Of(answer, look, ReportForm.Form, http, cancel) }),
            _ => Show(http, model with { Notice = "share.other-body" }),
        };
    }

    /// <summary>What was typed stands on the record already, so nothing is kept of it.</summary>
    private static async Task<IResult> OnceIsEnough(CaseLook look, ReadingRoom room, CancellationToken cancel)
    {
        await DraftEndpoints.Done(room, look.Context.User!, look.Stream, DraftForms.Share, cancel);
        return Results.Redirect(look.Address);
    }

    /// <summary>What was shared, as the recipient reads it; for printing, and for whoever looks back.</summary>
    private static async Task<IResult> Shared(Guid id, long version, HttpContext http, ReadingRoom room, UserAccounts accounts, CancellationToken cancel)
    {
        var found = await CaseLook.Take(http, room, id, "share", async (reading, stop) =>
        {
            await foreach (var (stored, happened, _) in reading.Cases.Replay(reading.Visitor.Tenant, new(id), Moment.Now, stop))
                if (stored.Version == version) return happened is InformationDisclosed told ? new Letter(told, reading.Words.Open(told.Content)) : null;
            return null;
        }, cancel);
        if (found is not ({ } look, { } letter)) return Pages.None(http);
        var entry = look.Participant.Entries[(int)version - 1];
        var by = await look.NameOf(entry.By, accounts, cancel);
        return Pages.Show<SharedPage>(http, new { Model = new SharedModel(look, letter.Told, entry.IsStruck ? null : letter.Text, entry, by) });
    }

    private sealed record Letter(InformationDisclosed Told, string? Text);

    private static (ShareModel Model, StepForm Asked) Preview(CaseLook look, Filled typed)
    {
        // Once the category stands among the others, it is unticked as they are.
        if (typed.Has(MedicalAnswer.Field, MedicalAnswer.Move))
            typed = typed.With("categories", MedicalAnswer.Categorised(MedicalAnswer.Move, typed.All("categories"))).With(MedicalAnswer.Field);
        var asked = StepForm.Read("disclose-information", typed, look.Context.Today);
        if (MedicalAnswer.Confirmed(typed.One(MedicalAnswer.Field), asked.Step, typed.All) is { Count: > 0 } confirmed)
            asked = StepForm.Read("disclose-information", typed.With("notMedical", confirmed), look.Context.Today);
        var faults = asked.Faults.ToList();
        // The rules let a talk go on record without its words; a letter has some.
        if (typed.One("content").Trim().Length == 0) faults.Add(new FormFault("content", "field/missing"));
        if (asked.Step is not DiscloseInformation step || faults.Count > 0) return (new ShareModel(look, typed, [.. faults.OrderBy(fault => Array.IndexOf(ShareModel.Fields, fault.Field))], null, null), asked);
        var preview = SharingPreview.Of(look.Participant, step, look.Now);
        return preview.Whole is Decision.Refused({ } because, { Count: 0 })
            ? (new ShareModel(look, typed, [new FormFault(because)], null, null), asked)
            : (new ShareModel(look, typed, [], step, preview) { Medical = look.Participant.RefusalOfMedical(step) }, asked);
    }

    private static RazorComponentResult<SharePage> Show(HttpContext http, ShareModel model) =>
        Pages.Show<SharePage>(http, new { Model = model }, model.IsAsked || model.Faults.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
