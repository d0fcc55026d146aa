using Microsoft.AspNetCore.Http;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Administration;

/// <summary>A programme, how its rules came to be, and the form that changes them.</summary>
/// <param name="History">Every version of the rules, latest first: which, from which day, who recorded it and when.</param>
public sealed record ProgrammeSheet(Programme Programme, HouseForm Form, IReadOnlyList<(ProgrammeRules Rules, LocalDate On, string By, Instant At)> History)
{
    /// <summary>Nothing when there is no such programme.</summary>
    internal static async Task<ProgrammeSheet?> Read(HttpContext http, string code, ReadingRoom room, References references, CancellationToken cancel)
    {
        if (!Code.TryParse(code, out var known)) return null;
        var context = PageContext.Of(http);
        var (tenant, stream) = (context.User!.Tenant, references.ProgrammeStream(context.User.Tenant, known));
        await using var reading = await room.Enter(context.User.Visitor, cancel);
        var programme = await reading.Cases.Programme(tenant, stream, cancel);
        var names = await HouseLists.Names(reading, cancel);
        var history = new List<(ProgrammeRules, LocalDate, string, Instant)>();
        await foreach (var (happened, by, at) in reading.Cases.OfTheHouse(tenant, stream, cancel))
            if (happened switch { ProgrammeDefined defined => defined.Rules, ProgrammeRulesChanged changed => changed.Rules, _ => null } is { } rules) history.Insert(0, (rules, happened.On, names.GetValueOrDefault(by, "–"), at));
        await reading.Close(cancel);
        if (programme.Rules is not { } now) return null;
        var form = HouseForm.For(typeof(ChangeProgrammeRules), reading.Words, context.Today, []).Proposing(now) with { Settled = "programme", Version = now.Version };
        return new ProgrammeSheet(programme, form with { Typed = form.Typed.With("programme", programme.Id.Value) }, history);
    }
}
