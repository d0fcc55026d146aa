using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Drafts;
using ZorgWerk.Casework.Recording;
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
        app.MapPost("/cases/{id:guid}/share", Answer).ExcludeFromDescription().Needs(Right.RecordSteps).KeepsTyped().AsksFor("disclose-information");
        app.MapPost("/cases/{id:guid}/share/report", Report).ExcludeFromDescription().Needs(Right.RecordSteps).KeepsTyped().AsksFor("report-disclosure", "disclose-information");
        app.MapGet("/cases/{id:guid}/share/{version:long}", Shared).ExcludeFromDescription().Needs(Right.SeeCases);
    }

    private static async Task<IResult> Choose(Guid id, string? done, HttpContext http, ReadingRoom room, CancellationToken cancel)
    {
        if (await CaseLook.Take(http, room, id, "share", (reading, stop) => DraftDesk.Find(reading, new(id), DraftForms.Share, PageContext.Of(http).Now, stop), cancel) is not ({ } look, var kept)) return Pages.None(http);
        var typed = kept is not null
            ? PostedForm.All(DraftForms.AsSent(kept))
            : PostedForm.Brought(http.Request.Query, "giver", "recipient", "categories", "purpose").Or("giver", ActorId.Participant.Value.ToString()).Or("on", Dates.ToType(look.Context.Today));
        var model = kept is null ? new ShareModel(look, typed, [], null, null) : Preview(look, typed).Model with { Faults = [], Kept = kept };
        return Show(http, model with { Notice = done is "reported" ? "share.reported" : null });
    }

    private static async Task<IResult> Answer(
        Guid id, [FromForm] IFormCollection form, HttpContext http, ReadingRoom room, CaseDesk desk, UserAccounts accounts, CancellationToken cancel)
    {
        if (await CaseLook.Take(http, room, id, "share", cancel) is not { } look) return Pages.None(http);
        if (look.Participant.IsErased) return KeptWords.Page(Kept.MovedOn);
        var (model, asked) = Preview(look, PostedForm.All(form));
        var typed = model.Typed;
        if (KeptForm.IsShownAgain(form)) return Show(http, model with { Faults = [], Notice = KeptForm.NoticeOf(form) });
        if (typed.Has(TwiceQuestion.Again, TwiceQuestion.No)) return await Recorded(room, look, look.Address, cancel);
        switch (typed.Has(TwiceQuestion.Again, TwiceQuestion.Yes) ? "share" : typed.One("action"))
        {
            case "only" when model.Preview is { } preview:
                return Show(http, Preview(look, typed.With("categories", [.. preview.Goes.Select(category => category.Code())])).Model);
            case "alone" when model.Step is not null:
                return Pages.Show<LetterPage>(http, new { Model = model });
            case "share" when model.Step is not null:
                model = model with { Command = PostedForm.Command(form) };
                if (await look.Since(form, accounts, cancel) is { IsAny: true } since) return Show(http, model with { Meanwhile = since });
                return await FormDesk.Take(desk, asked.AskingFirst(look.Context.User!, look.Stream, typed, model.Command), cancel) switch
                {
                    FormAnswer.Done { IsNew: false } => Show(http, model with { Notice = "done.nothing-new" }),
                    FormAnswer.Done done => await Recorded(room, look, $"{look.Address}/share/{done.Version}", cancel),
                    FormAnswer.NotDone(var trouble) => Show(http, Again(model, trouble) with { Twice = await Twice.Of(trouble, look, SharePreview.Form, accounts, cancel) }),
                    _ => throw new UnreachableException(),
                };
            default:
                return Show(http, model with { Meanwhile = await look.Since(form, accounts, cancel) });
        }
    }

    private static async Task<IResult> Report(
        Guid id, [FromForm] IFormCollection form, HttpContext http, ReadingRoom room, CaseDesk desk, UserAccounts accounts, CancellationToken cancel)
    {
        if (await CaseLook.Take(http, room, id, "share", cancel) is not { } look) return Pages.None(http);
        var typed = PostedForm.All(form);
        var report = look.Read("report-disclosure", typed.With("categories", typed.All("said")));
        var (model, _) = Preview(look, typed);
        // Its form stands beside what it is about.
        if (model.Preview is null or { CoversAll: true }) return KeptWords.Page(Kept.MovedOn);
        model = model with { Command = PostedForm.Command(form) };
        if (KeptForm.IsShownAgain(form)) return Show(http, model with { Faults = [], Notice = KeptForm.NoticeOf(form) });
        if (typed.Has(TwiceQuestion.Again, TwiceQuestion.No)) return await Recorded(room, look, look.Address, cancel);
        if (report.Step is null) return Show(http, model with { Faults = report.Faults });
        if (await look.Since(form, accounts, cancel) is { IsAny: true } since) return Show(http, model with { Meanwhile = since });
        return await FormDesk.Take(desk, report.AskingFirst(look.Context.User!, look.Stream, typed, model.Command), cancel) switch
        {
            FormAnswer.Done => await Recorded(room, look, $"{look.Address}/share?done=reported", cancel),
            FormAnswer.NotDone(var trouble) => Show(http, Again(model, trouble) with { Twice = await Twice.Of(trouble, look, ReportForm.Form, accounts, cancel) }),
            _ => throw new UnreachableException(),
        };
    }

    private static ShareModel Again(ShareModel model, FormTrouble trouble) =>
        trouble.Refusal is { } asks && Refusals.IsAboutMedicalWords(asks)
            ? model with { Command = trouble.Command, Medical = asks }
            : model with { Command = trouble.Command, Faults = trouble.Faults, Refused = trouble.Refusal, Notice = trouble.Notice };

    private static async Task<IResult> Recorded(ReadingRoom room, CaseLook look, string address, CancellationToken cancel)
    {
        await DraftEndpoints.Done(room, look.Context.User!, look.Stream, DraftForms.Share, cancel);
        return new SeeOther(address);
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

    private static (ShareModel Model, CaseForm Asked) Preview(CaseLook look, TypedForm typed)
    {
        // The language is settled as soon as it is known who reads, and goes along from then on.
        if (typed["language"] is null && Guid.TryParse(typed["recipient"], out var to))
            typed = typed.With("language", LetterText.For(look.Participant, new ActorId(to), look.Context.Language).Code());
        // Once the category stands among the others, it is unticked as they are.
        if (typed.Has(MedicalAnswer.Field, MedicalAnswer.Move))
            typed = typed.With("categories", MedicalAnswer.Categorised(MedicalAnswer.Move, typed.All("categories"))).With(MedicalAnswer.Field);
        var asked = look.Read("disclose-information", typed);
        if (MedicalAnswer.Confirmed(typed.One(MedicalAnswer.Field), asked.Step, typed.All) is { Count: > 0 } confirmed)
            asked = look.Read("disclose-information", typed.With("notMedical", confirmed));
        var faults = asked.Faults.ToList();
        // The rules let a talk go on record without its words; a letter has some.
        if (typed.One("content").Trim().Length == 0) faults.Add(new ShownFault("content", "field/missing"));
        if (asked.Step is not DiscloseInformation step || faults.Count > 0) return (new ShareModel(look, typed, [.. faults.OrderBy(fault => Array.IndexOf(ShareModel.Fields, fault.Field))], null, null), asked);
        var preview = SharingPreview.Of(look.Participant, step, look.Now);
        return preview.Whole is Decision.Refused({ } because, { Count: 0 })
            ? (new ShareModel(look, typed, [ShownFault.Of(because)], null, null), asked)
            : (new ShareModel(look, typed, [], step, preview) { Medical = look.Participant.RefusalOfMedical(step) }, asked);
    }

    private static RazorComponentResult<SharePage> Show(HttpContext http, ShareModel model) =>
        Pages.Show<SharePage>(http, new { Model = model }, model.IsAsked || model.Faults.Count > 0 || model.Meanwhile.IsAny ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
