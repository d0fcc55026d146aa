using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
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
        app.MapPost("/cases/{id:guid}/consent/grant", Grant).ExcludeFromDescription().Needs(Right.RecordSteps).KeepsTyped().AsksFor("grant-consent");
        app.MapPost("/cases/{id:guid}/consent/withdraw", Withdraw).ExcludeFromDescription().Needs(Right.RecordSteps).KeepsTyped().AsksFor("withdraw-consent");
        app.MapPost("/cases/{id:guid}/consent/consult", Consult).ExcludeFromDescription().Needs(Right.RecordSteps).KeepsTyped().AsksFor("consult-care-partner");
        app.MapConsentSheets();
        app.MapWithdrawn();
    }

    private static async Task<IResult> See(Guid id, string? done, Guid? granted, HttpContext http, ReadingRoom room, CancellationToken cancel)
    {
        if (await CaseLook.Take(http, room, id, "consent", (reading, stop) => Drafts(reading, id, PageContext.Of(http).Now, stop), cancel) is not ({ } look, { } kept)) return Pages.None(http);
        var brought = PostedForm.Brought(http.Request.Query, "giver", "recipients", "categories", "purpose", "recipient", "carePartner", "consent");
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

    private static async Task<Dictionary<string, OpenedDraft>?> Drafts(Reading reading, Guid id, Instant now, CancellationToken cancel)
    {
        var kept = new Dictionary<string, OpenedDraft>(StringComparer.Ordinal);
        foreach (var form in Forms)
            if (await DraftDesk.Find(reading, new(id), DraftForms.Consent(form), now, cancel) is { } draft) kept[form] = draft;
        return kept;
    }

    private static async Task<IResult> Grant(
        Guid id, [FromForm] IFormCollection form, HttpContext http, ReadingRoom room, CaseDesk desk, UserAccounts accounts, CancellationToken cancel)
    {
        if (await CaseLook.Take(http, room, id, "consent", cancel) is not { } look) return Pages.None(http);
        var typed = PostedForm.All(form);
        // From the day it was given, unless something else is written; and who is not said to be informed is not.
        var whole = typed.One("from").Trim().Length == 0 ? typed.With("from", typed.One("on")) : typed;
        var asked = look.Read("grant-consent", whole.Or("informed", "false"));
        if (typed.One("action") is "print" && asked.Step is GrantConsent draft) return Results.Redirect(ConsentSheets.AddressOf(look, draft));
        if (KeptForm.IsShownAgain(form)) return ShowAgain(http, look, "grant", form);
        return await Take(http, room, look, "grant", form, asked, desk, accounts, $"{look.Address}/consent?giver={IdIn(typed, "giver")}&done=granted&granted={IdIn(typed, "consent")}", cancel);
    }

    private static async Task<IResult> Consult(
        Guid id, [FromForm] IFormCollection form, HttpContext http, ReadingRoom room, CaseDesk desk, UserAccounts accounts, CancellationToken cancel)
    {
        if (await CaseLook.Take(http, room, id, "consent", cancel) is not { } look) return Pages.None(http);
        if (KeptForm.IsShownAgain(form)) return ShowAgain(http, look, "consult", form);
        return await Take(http, room, look, "consult", form, look.Read("consult-care-partner", PostedForm.All(form)), desk, accounts, $"{look.Address}/consent?done=consulted", cancel);
    }

    /// <summary>Each consent that was chosen is taken back by a step of its own, under an id that follows from the form's.</summary>
    private static async Task<IResult> Withdraw(
        Guid id, [FromForm] IFormCollection form, HttpContext http, ReadingRoom room, CaseDesk desk, UserAccounts accounts, CancellationToken cancel)
    {
        if (await CaseLook.Take(http, room, id, "consent", cancel) is not { } look) return Pages.None(http);
        var typed = PostedForm.All(form);
        if (KeptForm.IsShownAgain(form)) return ShowAgain(http, look, "withdraw", form);
        var model = Sent(look, "withdraw", form);
        var chosen = typed.All("consent").Where(value => Guid.TryParse(value, out _)).Select(Guid.Parse).Distinct().ToList();
        if (chosen.Count == 0) return Show(http, model with { Faults = [new ShownFault("consent", "field/missing")] });
        // Sent twice, the consents are taken back by now, and each step tells its answer of before.
        if (await look.Since(form, accounts, cancel) is { IsAny: true } since) return Show(http, model with { Meanwhile = since });

        foreach (var consent in chosen)
        {
            var asked = look.Read("withdraw-consent", typed.With("consent", consent.ToString()));
            if (asked.Step is null) return Show(http, model with { Faults = asked.Faults });
            switch (await FormDesk.Take(desk, asked.Command(look.Context.User!, look.Stream, EachOf.Command(model.Command, consent)), cancel))
            {
                case FormAnswer.Done:
                    continue;
                case FormAnswer.NotDone(var trouble):
                    // Where no answer came, all of them are sent again under the form's own id.
                    return Show(http, Again(model, trouble) with { Command = trouble.Notice == FormDesk.Unknown ? model.Command : trouble.Command });
            }
        }
        await DraftEndpoints.Done(room, look.Context.User!, look.Stream, DraftForms.Consent("withdraw"), cancel);
        return new SeeOther($"{look.Address}/consent/withdrawn?{string.Join('&', chosen.Select(consent => $"consent={consent}"))}");
    }

    private static async Task<IResult> Take(
        HttpContext http, ReadingRoom room, CaseLook look, string name, IFormCollection form, CaseForm asked, CaseDesk desk, UserAccounts accounts, string then, CancellationToken cancel)
    {
        var model = Sent(look, name, form);
        if (asked.Step is null) return Show(http, model with { Faults = asked.Faults });
        if (model.Typed.Has(TwiceQuestion.Again, TwiceQuestion.No))
        {
            await DraftEndpoints.Done(room, look.Context.User!, look.Stream, DraftForms.Consent(name), cancel);
            return new SeeOther($"{look.Address}/consent");
        }
        if (await look.Since(form, accounts, cancel) is { IsAny: true } since) return Show(http, model with { Meanwhile = since });
        switch (await FormDesk.Take(desk, asked.AskingFirst(look.Context.User!, look.Stream, model.Typed, model.Command), cancel))
        {
            case FormAnswer.Done done:
                await DraftEndpoints.Done(room, look.Context.User!, look.Stream, DraftForms.Consent(name), cancel);
                return new SeeOther(done.IsNew ? then : $"{look.Address}/consent?done=known");
            case FormAnswer.NotDone(var trouble):
                return Show(http, Again(model, trouble) with { Twice = await Twice.Of(trouble, look, model.IdOf(name), accounts, cancel) });
            default:
                throw new UnreachableException();
        }
    }

    private static ConsentsModel Again(ConsentsModel model, FormTrouble trouble) =>
        model with { Command = trouble.Command, Faults = trouble.Faults, Refused = trouble.Refusal, Notice = trouble.Notice };

    private static Guid IdIn(TypedForm typed, string field) => Guid.TryParse(typed.One(field), out var id) ? id : default;

    private static ConsentsModel Sent(CaseLook look, string name, IFormCollection form) => Model(look, name, PostedForm.All(form)) with { Command = PostedForm.Command(form) };

    private static IResult ShowAgain(HttpContext http, CaseLook look, string name, IFormCollection form) =>
        Show(http, Sent(look, name, form) with { Notice = KeptForm.NoticeOf(form) });

    private static ConsentsModel Model(CaseLook look, string? form, TypedForm typed)
    {
        var giver = Guid.TryParse(typed.One("giver"), out var id) ? look.Parties.Givers.FirstOrDefault(party => party.Id.Value == id) : null;
        return new ConsentsModel(look, giver ?? look.Parties.Participant, form, typed)
        {
            Proposed = ConsentsModel.Propose(look, form is null ? typed : TypedForm.Empty),
            MayRecord = look.Context.User!.Role.Has(Right.RecordSteps) && !look.Participant.IsErased,
        };
    }

    private static IResult Show(HttpContext http, ConsentsModel model) => model.Form is { } sent && !model.Shows(sent)
        ? KeptWords.Page(Kept.MovedOn)
        : Pages.Show<ConsentsPage>(http, new { Model = model }, model.Refused is not null || model.Twice is not null || model.Faults.Count > 0 || model.Meanwhile.IsAny ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
