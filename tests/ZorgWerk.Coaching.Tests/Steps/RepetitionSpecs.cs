namespace ZorgWerk.Coaching.Tests.Steps;

/// <summary>R0: nothing is dropped. Two commands that look alike are two facts, and what can happen only once is refused by name.</summary>
public class RepetitionSpecs
{
    /// <summary>What can happen once, and the no to a second time.</summary>
    private static readonly Dictionary<Type, Refusal> Once = new()
    {
        [typeof(RegisterParticipant)] = RegisterParticipant.AlreadyRegistered,
        [typeof(OpenTrajectory)] = OpenTrajectory.OneIsOpen,
        [typeof(AssignCoach)] = AssignCoach.AlreadyAssigned,
        [typeof(HandOverCase)] = HandOverCase.SameCoach,
        [typeof(HoldIntake)] = HoldIntake.AlreadyHeld,
        [typeof(RemoveActor)] = RemoveActor.NotInTheNetwork,
        [typeof(ReachStep)] = ReachStep.NoLongerOpen,
        [typeof(DropStep)] = ReachStep.NoLongerOpen,
        [typeof(AnswerReferral)] = AnswerReferral.AlreadyAnswered,
        [typeof(CompleteReferral)] = CompleteReferral.AlreadyCompleted,
        [typeof(EndWorkExperience)] = EndWorkExperience.AlreadyEnded,
        [typeof(ResumeWork)] = ResumeWork.AlreadyAtWork,
        [typeof(EndWorkResumption)] = ChangeWorkingHours.NotAtWork,
        [typeof(PauseTrajectory)] = PauseTrajectory.AlreadyPaused,
        [typeof(ResumeTrajectory)] = ResumeTrajectory.NotPaused,
        [typeof(CloseTrajectory)] = Refusals.TrajectoryNotOpen,
        [typeof(ErasePersonalData)] = Refusals.Erased,
    };

    /// <summary>Of these the record holds every field, so that an equal second wish is seen to be one: nothing that was typed is lost.</summary>
    private static readonly Type[] NothingNew = [typeof(OpenTrajectory), typeof(RemoveActor), typeof(ReachStep), typeof(ResumeWork)];

    /// <summary>What cannot be answered otherwise without another answer beside it.</summary>
    private static readonly Dictionary<(Type, string), Refusal> NeverAlone = new()
    {
        [(typeof(DiscloseInformation), nameof(DiscloseInformation.Giver))] = GrantConsent.NotTheGiversToGive,
        [(typeof(GrantConsent), nameof(GrantConsent.Giver))] = GrantConsent.NotTheGiversToGive,
        [(typeof(GrantConsent), nameof(GrantConsent.Informed))] = GrantConsent.NotInformed,
    };

    public static TheoryData<string> Steps => [.. StepExample.All.Select(example => example.Step.GetType().Name).Order(StringComparer.Ordinal)];

    [Fact]
    public void There_is_an_example_of_every_step() =>
        StepExample.All.Select(example => example.Step.GetType()).ShouldBe(
            typeof(ParticipantStep).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ParticipantStep)) && !type.IsAbstract), ignoreOrder: true);

    [Theory, MemberData(nameof(Steps))]
    public void One_other_answer_is_another_entry_and_never_swallowed(string step)
    {
        var (example, record, happened) = Recorded(step);
        foreach (var ways in example.WithOneOther().GroupBy(way => way.Field, way => StepExample.AskedAnew(way.Asked, happened)))
        {
            var answers = ways.Select(other => Ask(record, other)).ToList();

            answers.ShouldNotContain(answer => answer is Decision.Accepted && answer.Writes.Count == 0, ways.Key);
            if (Once.TryGetValue(example.Step.GetType(), out var no) || NeverAlone.TryGetValue((example.Step.GetType(), ways.Key), out no))
                answers.ShouldContain(answer => answer is Decision.Accepted || ((Decision.Refused)answer).Because.Equals(no), ways.Key);
            else
                answers.ShouldContain(answer => answer is Decision.Accepted, ways.Key);
        }
    }

    [Theory, MemberData(nameof(Steps))]
    public void Equal_in_every_field_it_is_recorded_once_more_or_refused_by_name(string step)
    {
        var (example, record, happened) = Recorded(step);
        var answer = Ask(record, StepExample.AskedAnew(example.Step, happened));

        if (NothingNew.Contains(example.Step.GetType())) answer.ShouldBeOfType<Decision.Accepted>().Events.ShouldBeEmpty();
        else if (Once.TryGetValue(example.Step.GetType(), out var no)) answer.ShouldBeOfType<Decision.Refused>().Because.ShouldBe(no);
        else answer.ShouldBeOfType<Decision.Accepted>().Events.ShouldHaveSingleItem().ShouldBeOfType(happened.GetType());
    }

    [Fact]
    public void A_consent_under_the_same_name_is_the_same_only_when_every_field_is()
    {
        var (example, record, _) = Recorded(nameof(GrantConsent));
        Ask(record, example.Step).ShouldBe(new Decision.Accepted([]));

        foreach (var (field, other) in example.WithOneOther().Where(way => way.Field is not nameof(GrantConsent.Consent)))
            Ask(record, other).ShouldBeOfType<Decision.Refused>(field).Because.ShouldBe(Refusals.IdInUse, field);
    }

    private static (StepExample Example, List<ParticipantEvent> Record, ParticipantEvent Happened) Recorded(string step)
    {
        var example = StepExample.All.Single(one => one.Step.GetType().Name == step);
        var record = new List<ParticipantEvent>();
        foreach (var one in example.Before.Append(example.Step))
            record.Add((ParticipantEvent)Ask(record, one).ShouldBeOfType<Decision.Accepted>($"{one.GetType().Name} before {step}").Events.ShouldHaveSingleItem());
        return (example, record, record[^1]);
    }

    private static Decision Ask(List<ParticipantEvent> record, ParticipantStep step)
    {
        ParticipantEvent[] events = [.. record];
        return Fold(events).Decide(step, new Circumstances(Today, Lotte)
        {
            Programme = step is OpenTrajectory { Programme: var programme } && programme != Rentree ? Programme.Undefined : RentreeProgramme,
            Coach = new Coach { IsRegistered = true },
            BeforeEntry = step is CorrectEntry { Entry: var entry } ? FoldBefore(entry, events) : null,
        });
    }
}
