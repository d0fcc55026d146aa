using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Drafts;
using ZorgWerk.Casework.Sharing;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Drafts;
using ZorgWerk.Web.Record;
using ZorgWerk.Web.Share;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Consents;

/// <summary>Who may know what: giving consent and taking it back on one page, with the same weight.</summary>
internal static class ConsentsEndpoints
{
    private static readonly string[] Forms = ["grant", "withdraw", "consult"];

    public static void MapConsents(this IEndpointRouteBuilder app)
    {
        app.MapGet("/cases/{id:guid}/consent", See).ExcludeFromDescription().Needs(Right.SeeCases);
        app.MapPost("/cases/{id:guid}/consent/grant", Grant).ExcludeFromDescription().Needs(Right.RecordSteps).KeepsTyped();
        app.MapPost("/cases/{id:guid}/consent/withdraw", Withdraw).ExcludeFromDescription().Needs(Right.RecordSteps).KeepsTyped();
        app.MapPost("/cases/{id:guid}/consent/consult", Consult).ExcludeFromDescription().Needs(Right.RecordSteps).KeepsTyped();
        app.MapConsentSheets();
        app.MapWithdrawn();
    }

    private static async Task<IResult> See(Guid id, string? done, Guid? granted, HttpContext http, ReadingRoom room, CancellationToken cancel)
    {
        if (await CaseLook.Take(http, room, id, "consent", (reading, stop) => Kept(reading, id, PageContext.Of(http).Now, stop), cancel) is not ({ } look, { } kept)) return Pages.None(http);
        var brought = Filled.Of(http.Request.Query, "giver", "recipients", "categories", "purpose", "recipient", "carePartner", "consent");
        // Somebody who was in the middle of one giver's consent goes on with that one.
        if (brought.One("giver").Length == 0 && kept.Values.Select(one => one.Fields.GetValueOrDefault("giver")).FirstOrDefault(giver => giver is not null) is [var giver, ..]) brought = brought.With("giver", giver);
        var model = Model(look, null, brought);
        return Show(http, model with
        {
            Kept = kept.Where(one => one.Value.Fields.GetValueOrDefault("giver") is not [var whose, ..] || whose == model.Giver.Id.Value.ToString()).ToDictionary(),
            Notice = done is "granted" or "consulted" or "known" ? $"consent.done-{done}" : null,
            Granted = done is "granted" && granted is { } consent ? new ConsentId(consent) : null,
        });
    }

    private static async Task<Dictionary<string, OpenedDraft>?> Kept(Reading reading, Guid id, Instant now, CancellationToken cancel)
    {
        var kept = new Dictionary<string, OpenedDraft>(StringComparer.Ordinal);
        foreach (var form in Forms)
            if (await DraftDesk.Find(reading, new(id), DraftForms.Consent(form), now, cancel) is { } draft) kept[form] = draft;
        return kept;
    }

    private static async Task<IResult> Grant(Guid id, [FromForm] IFormCollection form, HttpContext http, ReadingRoom room, CaseDesk desk, CancellationToken cancel)
    {
        if (await CaseLook.Take(http, room, id, "consent", cancel) is not { } look) return Pages.None(http);
        var typed = Filled.Of(form);
        // From the day it was given, unless something else is written.
        var asked = StepForm.Read("grant-consent", typed.One("from").Trim().Length == 0 ? typed.With("from", typed.One("on")) : typed, look.Context.Today);
        if (typed.One("action") is "print" && asked.Step is GrantConsent draft) return Results.Redirect(ConsentSheets.AddressOf(look, draft));
        if (KeptForm.IsShownAgain(form)) return ShowAgain(http, look, "grant", form);
        return await Take(http, room, look, "grant", typed, asked, desk, id => $"{look.Address}/consent?giver={id(typed.One("giver"))}&done=granted&granted={id(typed.One("consent"))}", cancel);
    }

    private static async Task<IResult> Consult(Guid id, [FromForm] IFormCollection form, HttpContext http, ReadingRoom room, CaseDesk desk, CancellationToken cancel)
    {
        if (await CaseLook.Take(http, room, id, "consent", cancel) is not { } look) return Pages.None(http);
        var typed = Filled.Of(form);
        var asked = StepForm.Read("consult-care-partner", typed, look.Context.Today);
        // No answer yet is not a no.
        if (typed.All("agrees").Count == 0) asked = asked with { Step = null, Faults = [.. asked.Faults, new FormFault("agrees", "field/missing")] };
        if (KeptForm.IsShownAgain(form)) return ShowAgain(http, look, "consult", form);
        return await Take(http, room, look, "consult", typed, asked, desk, _ => $"{look.Address}/consent?done=consulted", cancel);
    }

    /// <summary>Each consent that was chosen is taken back by a step of its own, under an id that follows from the form's.</summary>
    private static async Task<IResult> Withdraw(Guid id, [FromForm] IFormCollection form, HttpContext http, ReadingRoom room, CaseDesk desk, CancellationToken cancel)
    {
        if (await CaseLook.Take(http, room, id, "consent", cancel) is not { } look) return Pages.None(http);
        var typed = Filled.Of(form);
        if (KeptForm.IsShownAgain(form)) return ShowAgain(http, look, "withdraw", form);
        var model = Model(look, "withdraw", typed);
        var chosen = typed.All("consent").Where(value => Guid.TryParse(value, out _)).Select(Guid.Parse).Distinct().ToList();
        if (chosen.Count == 0) return Show(http, model with { Faults = [new FormFault("consent", "field/missing")] });
        if (!Guid.TryParse(typed.One("command"), out var command)) return Pages.None(http);

        foreach (var consent in chosen)
        {
            var asked = StepForm.Read("withdraw-consent", typed.With("consent", consent.ToString()), look.Context.Today);
            if (asked.Step is null) return Show(http, model with { Faults = asked.Faults });
            var answer = await desk.Take(asked.Command(look.Context.User!, look.Stream, EachOf.Command(command, consent)), cancel);
            if (answer is { Outcome: Outcome.Refused, Because: { } because })
                return Show(http, because.IsAboutTyping() ? model with { Faults = [new FormFault(because)] } : model with { Refused = because });
            if (answer.Outcome is Outcome.OtherBody) return Show(http, model with { Notice = "share.other-body" });
        }
        await DraftEndpoints.Done(room, look.Context.User!, look.Stream, DraftForms.Consent("withdraw"), cancel);
        return Results.Redirect($"{look.Address}/consent/withdrawn?{string.Join('&', chosen.Select(consent => $"consent={consent}"))}");
    }

    private static async Task<IResult> Take(
        HttpContext http, ReadingRoom room, CaseLook look, string name, Filled typed, StepForm asked, CaseDesk desk, Func<Func<string, Guid>, string> then, CancellationToken cancel)
    {
        var model = Model(look, name, typed);
        if (asked.Step is null) return Show(http, model with { Faults = asked.Faults });
        if (!Guid.TryParse(typed.One("command"), out var command)) return Pages.None(http);
        if (typed.Has(TwiceQuestion.Again, TwiceQuestion.No))
        {
            await DraftEndpoints.Done(room, look.Context.User!, look.Stream, DraftForms.Consent(name), cancel);
            return Results.Redirect($"{look.Address}/consent");
        }
        var answer = await desk.Take(asked.AskingFirst(look, typed, command), cancel);
        if (answer.Outcome is Outcome.Recorded or Outcome.NothingNew) await DraftEndpoints.Done(room, look.Context.User!, look.Stream, DraftForms.Consent(name), cancel);
        return answer switch
        {
            { Outcome: Outcome.Recorded } => Results.Redirect(then(value => Guid.TryParse(value, out var id) ? id : default)),
            { Outcome: Outcome.NothingNew } => Results.Redirect($"{look.Address}/consent?done=known"),
            { Because: { } because } => Show(http, because.IsAboutTyping() ? model with { Faults = [new FormFault(because)] } : model with { Refused = because }),
            { Outcome: Outcome.StandsAlready } => Show(http, model with { Twice = await Twice.Of(answer, look, model.IdOf(name), http, cancel) }),
            _ => Show(http, model with { Notice = "share.other-body" }),
        };
    }

    private static RazorComponentResult<ConsentsPage> ShowAgain(HttpContext http, CaseLook look, string name, IFormCollection form) => Show(http, Model(look, name, Filled.Of(form)) with { Notice = KeptForm.NoticeOf(form) });

    private static ConsentsModel Model(CaseLook look, string? form, Filled typed)
    {
        var giver = Guid.TryParse(typed.One("giver"), out var id) ? look.Parties.Givers.FirstOrDefault(party => party.Id.Value == id) : null;
        return new ConsentsModel(look, giver ?? look.Parties.Participant, form, typed)
        {
            Proposed = ConsentsModel.Propose(look, form is null ? typed : Filled.Empty),
            MayRecord = look.Context.User!.Role.Has(Right.RecordSteps) && !look.Participant.IsErased,
        };
    }

    private static RazorComponentResult<ConsentsPage> Show(HttpContext http, ConsentsModel model) => Pages.Show<ConsentsPage>(
        http, new { Model = model }, model.Refused is not null || model.Twice is not null || model.Faults.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
