namespace ZorgWerk.Coaching.Tests.Steps;

/// <summary>S0-08: when things get better or worse, the plan is due for another look until it was looked at.</summary>
public class SituationChangeSpecs
{
    private static readonly ActionId C1 = new(Number(0xe1));
    private static readonly ReportSituationChange Report = new(Monday.PlusDays(5), SituationTrend.Worsened, Text("Nieuwe kuur vanaf april"));
    private static readonly SituationChanged Worse = new(Report.On, SituationTrend.Worsened, Report.What);
    private static readonly StepPlanned Planned = new(Monday, C1, null, ActionOwner.Participant, Monday.PlusDays(20), Text("Koffie"), Text("Gezien"));

    private static LocalDate? DueSince(params ParticipantEvent[] more) => Fold(UnderwayAnd(more)).Current!.PlanReviewDueSince;

    [Fact]
    public void A_change_for_the_worse_or_the_better_is_recorded()
    {
        Given(Underway).When(Report).Then(Worse);
        Given(Underway).When(Report with { Trend = SituationTrend.Improved }).ThenOne<SituationChanged>();
    }

    [Fact]
    public void After_closing_there_is_no_plan_to_look_at() =>
        Given(UnderwayAnd(new TrajectoryClosed(Monday, ClosingReason.Moved, true, null))).When(Report).Refused(Refusals.TrajectoryNotOpen);

    [Fact]
    public void The_plan_is_due_for_a_review_since_the_earliest_change_however_they_were_written_down()
    {
        DueSince(Planned).ShouldBeNull();
        DueSince(Planned, Worse with { On = Monday.PlusDays(9) }, Worse).ShouldBe(Worse.On);
    }

    [Fact]
    public void Planning_reaching_or_letting_go_a_step_answers_it()
    {
        DueSince(Worse, Planned with { On = Worse.On }).ShouldBeNull();
        DueSince(Planned, Worse, new StepReached(Monday.PlusDays(6), C1)).ShouldBeNull();
        DueSince(Planned, Worse, new StepDropped(Monday.PlusDays(6), C1, Text("Te zwaar nu"))).ShouldBeNull();
    }

    [Fact]
    public void What_was_done_before_a_change_does_not_answer_it() => DueSince(Planned, new StepReached(Monday.PlusDays(4), C1), Worse).ShouldBe(Worse.On);
}
