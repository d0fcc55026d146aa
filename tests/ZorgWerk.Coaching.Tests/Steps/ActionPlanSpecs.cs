namespace ZorgWerk.Coaching.Tests.Steps;

/// <summary>R10: a goal of the participant's own, cut into small steps that say what, by whom, by when and how one sees it is done.</summary>
public class ActionPlanSpecs
{
    private static readonly GoalId Back = new(Number(0xc1));
    private static readonly ActionId C1 = new(Number(0xe1)), C2 = new(Number(0xe2));
    private static readonly SetGoal SetBack = new(Monday, Back, Text("Halftijds terug in mei"), Text("De collega's"));
    private static readonly GoalSet BackSet = new(Monday, Back, SetBack.What, SetBack.Hope);
    private static readonly PlanStep Coffee = new(
        Monday.PlusDays(1), C1, Back, ActionOwner.Participant, Monday.PlusDays(10), Text("Koffie met twee collega's"), Text("Noor was er"));
    private static readonly StepPlanned CoffeePlanned = new(Coffee.On, C1, Back, ActionOwner.Participant, Coffee.Due, Coffee.What, Coffee.DoneWhen);
    private static readonly StepReached CoffeeDrunk = new(Monday.PlusDays(6), C1);
    private static readonly StepDropped CoffeeDropped = new(Monday.PlusDays(6), C1, Text("Te vroeg"));

    private static ParticipantEvent[] Planned(params ParticipantEvent[] more) => UnderwayAnd([BackSet, CoffeePlanned, .. more]);

    [Fact]
    public void A_goal_is_set_with_what_gives_hope() => Given(Underway).When(SetBack).Then(BackSet);

    [Fact]
    public void A_second_goal_under_the_same_name_is_refused() => Given(UnderwayAnd(BackSet)).When(SetBack).RefusedAt("goal", Refusals.IdInUse);

    [Fact]
    public void A_step_says_what_by_whom_by_when_and_how_one_sees_it_is_done() => Given(UnderwayAnd(BackSet)).When(Coffee).Then(CoffeePlanned);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void What_and_how_one_sees_it_are_never_empty(string words) => PersonalText.Fault(words).ShouldBe(PersonalTextFault.Empty);

    [Fact]
    public void A_step_may_stand_without_a_goal() => Given(Underway).When(Coffee with { Goal = null }).ThenOne<StepPlanned>();

    [Fact]
    public void A_step_towards_a_goal_nobody_set_is_refused() => Given(Underway).When(Coffee).Refused(PlanStep.UnknownGoal);

    [Fact]
    public void A_step_is_due_when_it_was_planned_or_later()
    {
        Given(UnderwayAnd(BackSet)).When(Coffee with { Due = Coffee.On.PlusDays(-1) }).Refused(PlanStep.DueBeforePlanned);
        Given(UnderwayAnd(BackSet)).When(Coffee with { Due = Coffee.On }).ThenOne<StepPlanned>();
    }

    [Fact]
    public void A_second_step_under_the_same_name_is_refused() => Given(Planned()).When(Coffee).RefusedAt("step", Refusals.IdInUse);

    [Fact]
    public void The_earliest_open_step_is_the_next_one_due()
    {
        var sooner = CoffeePlanned with { Step = C2, Due = Monday.PlusDays(5) };

        Fold(Underway).Current!.NextActionDueOn.ShouldBeNull();
        Fold(Planned(sooner)).Current!.NextActionDueOn.ShouldBe(sooner.Due);
        Fold(Planned(sooner, new StepReached(Monday.PlusDays(4), C2))).Current!.NextActionDueOn.ShouldBe(Coffee.Due);
        Fold(Planned(CoffeeDropped)).Current!.NextActionDueOn.ShouldBeNull();
    }

    [Fact]
    public void The_first_plan_and_the_first_result_are_the_earliest_however_they_were_written_down()
    {
        var earlier = CoffeePlanned with { On = Monday, Step = C2 };
        var t = Fold(Planned(CoffeeDrunk, earlier, new StepReached(Monday.PlusDays(2), C2))).Current!;

        (t.FirstPlanOn, t.FirstStepReachedOn).ShouldBe((Monday, Monday.PlusDays(2)));
    }

    [Fact]
    public void A_step_is_reached_once()
    {
        var reach = new ReachStep(CoffeeDrunk.On, C1);
        Given(Planned()).When(reach).Then(CoffeeDrunk);
        Given(Planned(CoffeeDrunk)).When(reach).ThenNothingNew();
    }

    [Fact]
    public void A_step_is_let_go_once_with_a_reason()
    {
        var drop = new DropStep(CoffeeDropped.On, C1, CoffeeDropped.Reason);
        Given(Planned()).When(drop).Then(CoffeeDropped);
        Given(Planned(CoffeeDropped)).When(drop).Refused(ReachStep.NoLongerOpen);
    }

    [Fact]
    public void What_was_let_go_is_not_reached_and_what_was_reached_is_not_let_go()
    {
        Given(Planned(CoffeeDropped)).When(new ReachStep(CoffeeDrunk.On, C1)).Refused(ReachStep.NoLongerOpen);
        Given(Planned(CoffeeDrunk)).When(new DropStep(CoffeeDrunk.On, C1, Text("x"))).Refused(ReachStep.NoLongerOpen);
    }

    [Fact]
    public void Nothing_is_reached_or_let_go_before_it_was_planned()
    {
        Given(Planned()).When(new ReachStep(Monday, C1)).Refused(ReachStep.BeforeItWasPlanned);
        Given(Planned()).When(new DropStep(Monday, C1, Text("x"))).Refused(ReachStep.BeforeItWasPlanned);
        Given(Planned()).When(new ReachStep(Monday, C2)).Refused(ReachStep.UnknownStep);
        Given(Planned()).When(new DropStep(Monday, C2, Text("x"))).Refused(ReachStep.UnknownStep);
    }
}
