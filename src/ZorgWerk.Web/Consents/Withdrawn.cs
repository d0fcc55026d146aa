using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Casework.Sharing;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Record;
using ZorgWerk.Web.Share;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Consents;

/// <summary>After a consent was taken back: who knows what from it, and what they are told now.</summary>
/// <param name="Told">To whom it was just recorded that the notice went.</param>
public sealed record WithdrawnModel(CaseLook Look, WithdrawalImpact Impact, ActorId? Told)
{
    /// <summary>Why the notice to <see cref="About"/> is not on the record.</summary>
    public FormTrouble? Trouble { get; init; }

    public ActorId? About { get; init; }

    public string Address => $"{Look.Address}/consent/withdrawn?{string.Join('&', Impact.Consents.Select(consent => $"consent={consent.Id.Value}"))}";

    /// <summary>What one recipient is told, word for word.</summary>
    public string Notice(InformedParty party)
    {
        var context = Look.Context;
        var theirs = Impact.Consents.Where(consent => consent.Names(party.Recipient)).ToList();
        var givers = string.Join(", ", theirs.Select(consent => Look.NameOf(consent.Giver)).Distinct());
        return string.Join("\n\n",
            context.Say("share.letter.dear", Look.NameOf(party.Recipient)),
            context.Say(theirs.All(consent => consent.Giver == ActorId.Participant) || party.Recipient == ActorId.Participant ? "consent.notice" : "consent.notice-about", givers, context.Day(theirs.Min(consent => consent.WithdrawnOn!.Value)), context.Words(party.Stops), Look.Name),
            context.Say("share.letter.regards") + "\n" + context.User!.Name);
    }
}

internal static class WithdrawnEndpoints
{
    public static void MapWithdrawn(this IEndpointRouteBuilder app)
    {
        app.MapGet("/cases/{id:guid}/consent/withdrawn", async (Guid id, [FromQuery] Guid[] consent, Guid? told, HttpContext http, ReadingRoom room, CancellationToken cancel) =>
            await Find(id, consent, told, http, room, cancel) switch
            {
                (null, _) => Pages.None(http),
                (var look, null) => Results.Redirect($"{look.Address}/consent"),
                (_, var model) => Pages.Show<WithdrawnPage>(http, new { Model = model }),
            })
            .ExcludeFromDescription().Needs(Right.SeeCases);
        app.MapPost("/cases/{id:guid}/consent/notice", RecordNotice).ExcludeFromDescription().Needs(Right.RecordSteps).KeepsNothing("A button, and nothing is typed.");
    }

    /// <summary>That the notice went is put on the record with its words.</summary>
    private static async Task<IResult> RecordNotice(Guid id, [FromForm] IFormCollection form, HttpContext http, ReadingRoom room, CaseDesk desk, CancellationToken cancel)
    {
        var typed = PostedForm.All(form);
        var consents = typed.All("consent").Select(value => Guid.TryParse(value, out var one) ? one : default).ToArray();
        var recipient = Guid.TryParse(typed.One("recipient"), out var named) ? named : Guid.Empty;
        var (look, model) = await Find(id, consents, recipient, http, room, cancel);
        if (look is null) return Pages.None(http);
        if (!Guid.TryParse(typed.One("command"), out var command) || model?.Impact.Informed.FirstOrDefault(one => one.Recipient.Value == recipient) is not { } party)
            return Results.Redirect($"{look.Address}/consent");

        var note = model.Look.Read("write-note", TypedForm.Empty
            .With("on", Dates.ToType(model.Look.Context.Today))
            .With("text", $"{model.Look.Context.Say("consent.notice-sent", model.Look.NameOf(party.Recipient))}\n\n{model.Notice(party)}"));
        return await FormDesk.Take(desk, note.Command(model.Look.Context.User!, model.Look.Stream, command), cancel) switch
        {
            FormAnswer.Done => new SeeOther($"{model.Address}&told={recipient}"),
            FormAnswer.NotDone(var trouble) => Pages.Show<WithdrawnPage>(http, new { Model = model with { Told = null, Trouble = trouble, About = party.Recipient } }, StatusCodes.Status422UnprocessableEntity),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Nothing where the case may not be shown; a look without a model where no consent that was taken back is named.</summary>
    private static async Task<(CaseLook? Look, WithdrawnModel? Model)> Find(Guid id, Guid[] consents, Guid? told, HttpContext http, ReadingRoom room, CancellationToken cancel)
    {
        if (await CaseLook.Take(http, room, id, "consent-withdrawn", cancel) is not { } look) return (null, null);
        var impact = WithdrawalImpact.Of(look.Participant, consents.Select(consent => new ConsentId(consent)), look.Context.Today);
        return (look, impact.Consents.Count == 0 ? null : new WithdrawnModel(look, impact, told is { } recipient ? new ActorId(recipient) : null));
    }
}
