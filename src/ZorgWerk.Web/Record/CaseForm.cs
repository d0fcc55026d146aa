using ZorgWerk.Casework;
using ZorgWerk.Casework.Import;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Doors;

namespace ZorgWerk.Web.Record;

/// <summary>A step that a page with a look of its own asks for, read by the reader that reads every step's form.</summary>
/// <param name="Step">null when there are faults.</param>
internal sealed record CaseForm(ParticipantStep? Step, IReadOnlyList<ShownFault> Faults, ReadOnlyMemory<byte> Body)
{
    /// <param name="about">Whose case; the same words in another case are another command.</param>
    /// <param name="setting">What may be chosen.</param>
    /// <param name="newId">Of what the step puts on the record, where the form brings no id of its own.</param>
    public static CaseForm Read(string step, TypedForm typed, Guid about, SignedInUser user, References references, FormSetting setting, Guid newId = default)
    {
        var shape = StepCatalogue.Find(step)!;
        foreach (var field in shape.Fields.Where(field => field.ItemType == typeof(ActorId)))
            typed = typed.With(field.Name, [.. typed.All(field.Name).Select(value => value == ActorId.Participant.Value.ToString() ? "participant" : value)]);
        var scope = about.ToString("N");
        var read = StepForm.Of(shape, setting).Read(typed, new FormReading(
            about, newId, setting.Today, (kind, name) => references.Named(kind, kind is "user" or "company" or "group-session" ? user.Tenant.Value : scope, name)));
        List<ShownFault> faults = [.. read.Faults.Select(fault => new ShownFault(fault.Field ?? "", fault.Code))];
        // A step that names no category or nobody is for the rules to refuse; a form says so together with what else is missing.
        faults.AddRange(shape.Fields.Where(field => field is { IsList: true, IsAboutTexts: false } && !typed.All(field.Name).Any(value => value.Length > 0) && faults.All(fault => fault.Field != field.Name))
            .Select(field => new ShownFault(field.Name, "field/missing")));
        return new CaseForm(faults.Count == 0 ? (ParticipantStep?)read.Step : null, faults, read.Body);
    }

    /// <summary>The step as a command that asks first, unless whoever typed it said that it happened twice.</summary>
    public StepCommand AskingFirst(SignedInUser user, StreamId stream, TypedForm typed, Guid id) =>
        Command(user, stream, id) with { AsksFirst = !typed.Has(TwiceQuestion.Again, TwiceQuestion.Yes) };

    public StepCommand Command(SignedInUser user, StreamId stream, Guid id) => new(user.Tenant, new CommandId(id), user.Id, stream, Step!, Body);
}
