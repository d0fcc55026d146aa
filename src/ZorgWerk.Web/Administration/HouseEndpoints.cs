using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Import;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Record;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Administration;

/// <summary>Coaches with their certificates, and programmes with their rules.</summary>
internal static class HouseEndpoints
{
    private static readonly ProgrammeRules Usual = new(1, null, [3, 6, 12], EmployerContactDays: 28, ContactDays: 14, MaximumConsentDays: 365, NetworkBeforePlan: true);

    public static void MapHouse(this IEndpointRouteBuilder app)
    {
        app.MapGet("/coaches", Coaches).ExcludeFromDescription().Needs(Right.Administer);
        foreach (var step in new[] { typeof(RegisterCoach), typeof(IssueCertificate), typeof(SuspendCertificate) })
        {
            var address = $"/coaches/{StepCatalogue.All.Single(shape => shape.Type == step).Name}";
            app.MapGet(address, async (string? coach, string? label, HttpContext http, ReadingRoom room, CancellationToken cancel) =>
            {
                var form = await AboutCoach(step, http, room, cancel);
                // Everybody is registered: there is nobody to choose.
                return step == typeof(RegisterCoach) && form.Form.Fields.All(field => field.Name is not "coach" || field.Choices.Count == 0) ? Results.Redirect("/coaches") : (IResult)Form(http, form with { Typed = Known(form, coach, label) });
            }).ExcludeFromDescription().Needs(Right.Administer);
            app.MapPost(address, async ([FromForm] IFormCollection form, HttpContext http, ReadingRoom room, CaseDesk desk, References references, CancellationToken cancel) =>
                await Take(http, (await AboutCoach(step, http, room, cancel)).Sent(form), "/coaches", desk, references, cancel)).ExcludeFromDescription().Needs(Right.Administer);
        }
        app.MapGet("/programmes", Programmes).ExcludeFromDescription().Needs(Right.Administer);
        app.MapGet("/programmes/define-programme", async (HttpContext http, ReadingRoom room, CancellationToken cancel) => Form(http, await NewProgramme(http, room, cancel)))
            .ExcludeFromDescription().Needs(Right.Administer);
        app.MapPost("/programmes/define-programme", async ([FromForm] IFormCollection form, HttpContext http, ReadingRoom room, CaseDesk desk, References references, CancellationToken cancel) =>
            await Take(http, (await NewProgramme(http, room, cancel)).Sent(form), "/programmes", desk, references, cancel)).ExcludeFromDescription().Needs(Right.Administer);
        app.MapGet("/programmes/{programme}", async (string programme, string? done, HttpContext http, ReadingRoom room, References references, CancellationToken cancel) =>
            await ProgrammeSheet.Read(http, programme, room, references, cancel) is { } sheet ? Pages.Show<ProgrammePage>(http, new { Sheet = sheet, Done = done is not null }) : Pages.None(http))
            .ExcludeFromDescription().Needs(Right.Administer);
        app.MapPost("/programmes/{programme}", ChangeRules).ExcludeFromDescription().Needs(Right.Administer).AsksFor("change-programme-rules");
    }

    private static async Task<IResult> Coaches(string? done, HttpContext http, ReadingRoom room, CancellationToken cancel)
    {
        await using var reading = await room.Enter(PageContext.Of(http).User!.Visitor, cancel);
        var coaches = await HouseLists.Coaches(reading, cancel);
        var notYet = await HouseLists.NotYetCoaches(reading, coaches, cancel);
        await reading.Close(cancel);
        return Pages.Show<CoachesPage>(http, new { Coaches = coaches, NotYet = notYet, Done = done is not null });
    }

    private static async Task<IResult> Programmes(string? done, HttpContext http, ReadingRoom room, CancellationToken cancel)
    {
        await using var reading = await room.Enter(PageContext.Of(http).User!.Visitor, cancel);
        var programmes = await HouseLists.Programmes(reading, cancel);
        await reading.Close(cancel);
        return Pages.Show<ProgrammesPage>(http, new { Programmes = programmes, Done = done is not null });
    }

    private static async Task<IResult> ChangeRules(
        string programme, [FromForm] IFormCollection form, HttpContext http, ReadingRoom room, CaseDesk desk, References references, CancellationToken cancel)
    {
        if (await ProgrammeSheet.Read(http, programme, room, references, cancel) is not { } sheet) return Pages.None(http);
        // Somebody else changed the rules meanwhile: theirs stand above in the history, and are not overruled unseen.
        if (PostedForm.Version(form) is { } made && made < sheet.Form.Version && sheet.History[0].By != PageContext.Of(http).User!.Name)
            return Pages.Show<ProgrammePage>(http, new { Sheet = sheet with { Form = sheet.Form.Sent(form) with { Notice = "programmes.meanwhile" } } }, StatusCodes.Status422UnprocessableEntity);
        return await sheet.Form.Sent(form).Take(PageContext.Of(http), desk, references, cancel) is { } again
            ? Pages.Show<ProgrammePage>(http, new { Sheet = sheet with { Form = again } }, StatusCodes.Status422UnprocessableEntity)
            : new SeeOther($"/programmes/{sheet.Programme.Id}?done=yes");
    }

    private static async Task<IResult> Take(HttpContext http, HouseForm form, string list, CaseDesk desk, References references, CancellationToken cancel) =>
        await form.Take(PageContext.Of(http), desk, references, cancel) is { } again ? Form(http, again) : new SeeOther($"{list}?done=yes");

    private static RazorComponentResult<HouseStepPage> Form(HttpContext http, HouseForm form) =>
        Pages.Show<HouseStepPage>(http, new { Form = form }, form.Faults.Count > 0 || form.Notice is not null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static async Task<HouseForm> AboutCoach(Type step, HttpContext http, ReadingRoom room, CancellationToken cancel)
    {
        var context = PageContext.Of(http);
        await using var reading = await room.Enter(context.User!.Visitor, cancel);
        var coaches = await HouseLists.Coaches(reading, cancel);
        var offered = step == typeof(RegisterCoach) ? await HouseLists.NotYetCoaches(reading, coaches, cancel) : [.. coaches.Select(coach => new Colleague(coach.Id, coach.Name))];
        await reading.Close(cancel);
        return HouseForm.For(step, reading.Words, context.Today, offered);
    }

    /// <summary>What a link knows already: which coach, from that the name, and which label.</summary>
    private static TypedForm Known(HouseForm form, string? coach, string? label)
    {
        if (form.Form.Fields.Single(field => field.Name is "coach").Choices.FirstOrDefault(choice => choice.Value == coach) is not { } chosen) return form.Typed;
        var typed = form.Typed.With("coach", chosen.Value);
        if (Code.TryParse(label, out var known)) typed = typed.With("label", known.Value);
        return form.Form.Fields.Any(field => field.Name is "name") ? typed.With("name", chosen.Text ?? "") : typed;
    }

    private static async Task<HouseForm> NewProgramme(HttpContext http, ReadingRoom room, CancellationToken cancel)
    {
        var context = PageContext.Of(http);
        await using var reading = await room.Enter(context.User!.Visitor, cancel);
        await reading.Close(cancel);
        return HouseForm.For(typeof(DefineProgramme), reading.Words, context.Today, []).Proposing(Usual);
    }
}
