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
    /// <summary>Faults of typing, though a rule found them: they belong beside the field and ask for no way on.</summary>
    private static readonly HashSet<string> OfTyping = new(StringComparer.Ordinal)
    {
        "on/in-the-future", "on/too-long-ago", "on/before-the-trajectory", "period/ends-before-it-starts", "number/out-of-bounds", "plan-step/due-before-planned",
        "plan-follow-up/due-before-planned", "hold-intake/absent-later", "hold-session/group-unnamed", "record-first-line-assessment/scale-out-of-bounds",
        "analyse-work-situation/empty", "hold-employer-meeting/nobody-there", "grant-consent/nothing-named", "grant-consent/nobody-named", "hold-follow-up/not-a-moment",
    };

    /// <summary>What to show again; nothing when it is recorded.</summary>
    public static async Task<(RecordView? Again, Outcome Outcome)> Take(
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
        if (faults.Count > 0) return (view with { Faults = faults }, Outcome.Refused);

        if (ByOthersSince(sheet, form, user) is { Count: > 0 } since) return (view with { Meanwhile = since }, Outcome.Refused);

        Answer answer;
        try
        {
            answer = await desk.Take(new StepCommand(user.Tenant, new CommandId(view.Command), user.Id, sheet.Case.Stream, read.Step!, read.Body)
            {
                AsksFirst = form[TwiceQuestion.Again] != TwiceQuestion.Yes,
            }, cancel);
        }
        catch (StoreUnavailableException)
        {
            // Under the same id: if it was written after all, sending it again only tells so.
            return (view with { Notice = "record.unknown" }, Outcome.Refused);
        }
        if (answer.Outcome is Outcome.Recorded or Outcome.NothingNew) return (null, answer.Outcome);
        if (answer.Equal is { } equal) return (view with { Equal = equal }, answer.Outcome);

        // A refusal is remembered under its id for ever; what is tried next is another command.
        var again = view with { Command = Guid.CreateVersion7() };
        if (answer.Because is { } no && FoundWords.Behind(no, read.Step) is { Count: > 0 } found) return (again with { Refusal = no, Medical = found }, answer.Outcome);
        return (answer.Because is { } because ? Refused(again, because) : again with { Notice = "record.other-body" }, answer.Outcome);
    }

    /// <summary>What was put on the record since the form was made, where somebody else was among it.</summary>
    public static IReadOnlyList<Entry> ByOthersSince(StepSheet sheet, IFormCollection form, SignedInUser user) =>
        PostedForm.Version(form) is { } version && sheet.Case.Participant.Entries.Where(entry => entry.Version > version).ToList() is var since && since.Any(entry => entry.By != user.Id) ? since : [];

    public static RecordView Refused(RecordView view, Refusal because)
    {
        var inside = view.Sheet.Mends is not null && !view.Strike && because.Field is { } field && field is not ("entry" or "replacement" or "reason");
        var named = because.Field is null ? null : inside ? StepSheet.Replacement + because.Field : because.Field;
        var shape = inside ? view.Sheet.Form.Fields.Single(one => one.Kind is FieldKind.Step).Inner!.Shape : view.Sheet.Form.Shape;
        var known = because.Field is FormReader.On || shape.Fields.Any(one => one.Name == because.Field);
        if (OfTyping.Contains(because.Code) && named is not null && known) return view with { Faults = [new ShownFault(named, because.Code, because)] };
        return view with { Refusal = because, Ways = WaysOn.After(inside ? because with { Field = named } : because, shape, view.Typed, view.Sheet.Case.Participant) };
    }
}
