using ZorgWerk.Casework.Import;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;
using static ZorgWerk.Casework.Tests.Recording.Noor;

namespace ZorgWerk.Casework.Tests.Recording;

/// <summary>What a case asks for first, by how it stands.</summary>
public class SuggestedStepsSpecs
{
    [Fact]
    public void Who_is_only_registered_needs_a_trajectory() => Steps(After(Registered)).ShouldBe(["open-trajectory"]);

    [Fact]
    public void A_new_trajectory_needs_a_coach_an_intake_and_a_network() => Steps(After(Registered, Opened)).ShouldBe(["assign-coach", "hold-intake", "map-actor"]);

    [Fact]
    public void Who_lacks_somebody_from_care_is_told_which_side() =>
        SuggestedSteps.For(After(Registered, Opened, Assigned, Intake, HrMapped), Today).Single(step => step.Step == "map-actor").Why.ShouldBe("suggest.no-care-actor");

    [Fact]
    public void After_the_intake_the_employer_comes_and_says_when_that_is_late()
    {
        var known = After(Registered, Opened, Assigned, Intake, HrMapped, GpMapped);
        SuggestedSteps.For(known, Monday.PlusDays(28))[0].ShouldBe(new Suggestion("contact-employer", "suggest.employer-early") { Day = Monday.PlusDays(28) });
        SuggestedSteps.For(known, Monday.PlusDays(29))[0].Why.ShouldBe("suggest.employer-late");
    }

    [Fact]
    public void Nobody_is_told_to_call_an_employer_who_is_not_on_the_map() => Steps(After(Registered, Opened, Assigned, Intake, GpMapped)).ShouldNotContain("contact-employer");

    [Fact]
    public void What_is_indicated_is_referred_or_left_with_a_reason()
    {
        var steps = SuggestedSteps.For(After(Registered, Opened, Assigned, Intake with { Job = Clarity.Unknown }, HrMapped, GpMapped, Contact), Today);
        steps.Take(2).Select(step => (step.Step, step.With)).ShouldBe([("make-referral", ("referred", "career-guidance")), ("waive-referral", ("referral", "career-guidance"))]);
    }

    [Fact]
    public void A_step_of_the_plan_that_is_due_is_asked_after() =>
        SuggestedSteps.For(Underway, Today).Single(step => step.Step == "reach-step").ShouldSatisfyAllConditions(step => Open(step.About).ShouldBe("Wim bellen"), step => step.Day.ShouldBe(Today.PlusDays(-2)));

    [Fact]
    public void A_follow_up_is_due_on_its_day_and_also_after_closing()
    {
        var closed = After(Registered, Opened, Assigned, Intake, new TrajectoryClosed(Monday.PlusDays(30), ClosingReason.GoalReached, true, null));
        Steps(closed).ShouldBe(["hold-follow-up", "open-trajectory"]);
        SuggestedSteps.For(closed, Monday.PlusDays(31)).Select(step => step.Step).ShouldBe(["open-trajectory"]);
    }

    [Fact]
    public void A_paused_trajectory_is_resumed_first() => Steps(After(Registered, Opened, Assigned, Intake, HrMapped, GpMapped, new TrajectoryPaused(Monday.PlusDays(9), null)))[0].ShouldBe("resume-trajectory");

    [Fact]
    public void Nothing_is_suggested_for_who_was_forgotten() => Steps(After(Registered, new PersonalDataErased(Monday, ErasureGround.Requested))).ShouldBeEmpty();

    [Fact]
    public void Whatever_is_suggested_is_a_step_and_is_known_to_fit()
    {
        foreach (var suggestion in SuggestedSteps.For(Underway, Today))
        {
            var form = StepForm.Of(StepCatalogue.Find(suggestion.Step).ShouldNotBeNull(), Setting);
            if (suggestion.With is var (field, value)) form.Fields.Single(one => one.Name == field).Choices.ShouldContain(choice => choice.Value == value);
        }
    }

    private static readonly EmployerContacted Contact = new(Monday.PlusDays(5), HrMapped.Actor, Initiative.Coach, Engagement.Obtained, null);

    private static List<string> Steps(Participant participant) => [.. SuggestedSteps.For(participant, Today).Select(step => step.Step)];
}
