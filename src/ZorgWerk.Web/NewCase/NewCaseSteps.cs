using ZorgWerk.Casework;
using ZorgWerk.Casework.Import;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Record;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.NewCase;

/// <summary>The three steps that somebody new takes, each under an id that follows from the form's own: sent twice, they are the same three.</summary>
internal sealed record NewCaseSteps(StreamId Stream, string Name, Guid Command, (RegisterParticipant Step, ReadOnlyMemory<byte> Body) Person, (OpenTrajectory Step, ReadOnlyMemory<byte> Body) Trajectory)
{
    private const int LongestReference = 60;

    public static (NewCaseSteps? Steps, IReadOnlyList<ShownFault> Faults) Read(NewCaseView view, SignedInUser user, LocalDate today, References references)
    {
        var reference = view.Typed["reference"]?.Trim() ?? "";
        var typed = view.Typed.With("reference", reference);
        // An id in its place would be taken for the stream of that id, which may be anybody's.
        var fits = reference.Length <= LongestReference && !Guid.TryParse(reference, out _);
        var damaged = SheetDamage.In(TypedText.Clean(reference));
        var stream = fits && PersonalText.Fault(reference) is null ? references.ParticipantStream(user.Tenant, reference) : default;
        var reading = new FormReading(stream.Value, view.Command, today, (kind, name) => references.Named(kind, user.Tenant.Value, name));
        var (person, trajectory) = (view.Sheet.Person.Read(typed, reading), view.Sheet.Trajectory.Read(typed, reading));
        List<ShownFault> faults = [.. person.Faults.Concat(trajectory.Faults).DistinctBy(fault => fault.Field).Select(fault => new ShownFault(fault.Field ?? "", fault.Code))];
        if (damaged is not null) faults.Add(new ShownFault("reference", damaged));
        if (!fits) faults.Add(new ShownFault("reference", "new/not-a-reference"));
        if (person.Step is { On: var on } && on > today) faults.Add(new ShownFault(FormReader.On, Refusals.InTheFuture.Code));
        if (person.Step is { On: var day } && day < Participant.Earliest) faults.Add(new ShownFault(FormReader.On, Refusals.TooLongAgo.Code));
        if (faults.Count > 0) return (null, faults);
        return (new NewCaseSteps(stream, typed["name"]!, view.Command, ((RegisterParticipant)person.Step!, person.Body), ((OpenTrajectory)trajectory.Step!, trajectory.Body)), []);
    }

    public (StepCommand Register, StepCommand Open, StepCommand Assign) Commands(SignedInUser user, References references)
    {
        StepCommand One(CommandId id, CoachingStep step, ReadOnlyMemory<byte> body) => new(user.Tenant, id, user.Id, Stream, step, body);
        CommandId Following(string step) => references.CommandOf(user.Tenant, $"{Command}/{step}");
        return (
            One(new CommandId(Command), Person.Step, Person.Body),
            One(Following("open-trajectory"), Trajectory.Step, Trajectory.Body),
            One(Following("assign-coach"), new AssignCoach(Person.Step.On, new CoachId(user.Id.Value)), Person.Body));
    }
}
