using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Record;

/// <summary>From a form that was sent to the desk, and back to the form when the answer is not yes.</summary>
internal static class StepDesk
{
    /// <summary>What to show again; null when it is recorded, and whether it was new.</summary>
    public static async Task<(RecordView? Again, bool IsNew)> Take(
        RecordView view, IFormCollection form, PageContext context, CaseDesk desk, References references, CancellationToken cancel)
    {
        var (sheet, user) = (view.Sheet, context.User!);
        var scope = sheet.Case.Stream.Value.ToString("N");
        var reading = new FormReading(
            view.Id, view.Command, context.Today, (kind, name) => references.Named(kind, kind is "user" or "company" or "group-session" ? user.Tenant.Value : scope, name));
        var (medical, within) = ((string?)form[MedicalAnswer.Field], sheet.Mends is null ? "" : StepSheet.Replacement);
        view = view with { Typed = MedicalAnswer.Categorised(medical, view.Typed, within), Confirmed = MedicalAnswer.Kept(form) };
        var whole = sheet.Whole(view.Typed, context.Today);
        var read = sheet.Form.Read(whole, reading);
        if (MedicalAnswer.Confirmed(medical, read.Step, name => form[name]) is { Count: > 0 } confirmed)
            read = sheet.Form.Read(whole.With($"{within}notMedical", confirmed), reading);
        List<ShownFault> faults = [.. read.Faults.Select(fault => new ShownFault(fault.Field ?? "", fault.Code))];
        if (sheet.Form.Shape.Type == typeof(ErasePersonalData) && form["sure"] != "yes") faults.Add(new ShownFault("sure", "field/missing"));
        if (faults.Count > 0) return (view with { Faults = faults }, false);

        if (FormDesk.ByOthersSince(sheet.Case.Participant, PostedForm.Version(form), user) is { Count: > 0 } since) return (view with { Meanwhile = since }, false);

        return await FormDesk.Take(desk, new StepCommand(user.Tenant, new CommandId(view.Command), user.Id, sheet.Case.Stream, read.Step!, read.Body)
        {
            AsksFirst = form[TwiceQuestion.Again] != TwiceQuestion.Yes,
        }, cancel) switch
        {
            FormAnswer.Done done => (null, done.IsNew),
            FormAnswer.NotDone({ Because: { } no } asked) when FoundWords.Behind(no, read.Step) is { Count: > 0 } found => (view with { Command = asked.Command, Refusal = no, Medical = found }, false),
            FormAnswer.NotDone({ Because: { } because } trouble) => (Refused(view with { Command = trouble.Command }, because), false),
            FormAnswer.NotDone({ Equal: { } equal }) => (view with { Equal = equal }, false),
            FormAnswer.NotDone(var trouble) => (view with { Command = trouble.Command, Notice = trouble.Notice }, false),
            _ => throw new UnreachableException(),
        };
    }

    public static RecordView Refused(RecordView view, Refusal because)
    {
        var inside = view.Sheet.Mends is not null && !view.Strike && because.Field is { } field && field is not ("entry" or "replacement" or "reason");
        var named = because.Field is null ? null : inside ? StepSheet.Replacement + because.Field : because.Field;
        var shape = inside ? view.Sheet.Form.Fields.Single(one => one.Kind is FieldKind.Step).Inner!.Shape : view.Sheet.Form.Shape;
        var known = because.Field is FormReader.On || shape.Fields.Any(one => one.Name == because.Field);
        if (because.IsOfTyping && named is not null && known) return view with { Faults = [new ShownFault(named, because.Code, because)] };
        return view with { Refusal = because, Ways = WaysOn.After(inside ? because with { Field = named } : because, shape, view.Typed, view.Sheet.Case.Participant) };
    }
}
