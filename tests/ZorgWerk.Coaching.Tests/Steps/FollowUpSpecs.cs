namespace ZorgWerk.Coaching.Tests.Steps;

/// <summary>R11: the moments to look back follow from the programme and the return to work, else from the closing; what is overdue shows.</summary>
public class FollowUpSpecs
{
    private static readonly LocalDate FirstOfApril = new(2026, 4, 1);
    private static readonly WorkResumed Back = new(FirstOfApril, EmployerKind.Same, FunctionKind.Same, 38, true);
    private static readonly TrajectoryClosed Closed = new(FirstOfApril, ClosingReason.GoalReached, true, null);
    private static readonly FollowUpHeld ThirdMonth = new(new LocalDate(2026, 7, 2), 3, true, true, [], null);
    private static readonly HoldFollowUp HoldThird = new(ThirdMonth.On, 3, true, true, [], null);

    private static LocalDate? Next(params ParticipantEvent[] more) => Fold(UnderwayAnd(more)).Current!.NextFollowUpOn;

    [Fact]
    public void Before_a_return_to_work_or_closing_there_is_no_moment() => Next().ShouldBeNull();

    [Fact]
    public void Moments_count_from_the_return_to_work_and_then_comes_the_next_one()
    {
        Next(Back).ShouldBe(new LocalDate(2026, 7, 1));
        Next(Back, ThirdMonth).ShouldBe(new LocalDate(2026, 10, 1));
        Next(Back, ThirdMonth, ThirdMonth with { On = new LocalDate(2026, 10, 1), Month = 6 }).ShouldBe(new LocalDate(2027, 4, 1));
    }

    [Fact]
    public void Without_return_to_work_they_count_from_the_closing()
    {
        Next(Closed).ShouldBe(new LocalDate(2026, 7, 1));
        Next(Back, Closed with { On = new LocalDate(2026, 6, 1) }).ShouldBe(new LocalDate(2026, 7, 1));
    }

    [Fact]
    public void After_the_last_moment_there_is_none() =>
        Next(Back, ThirdMonth, ThirdMonth with { Month = 6 }, ThirdMonth with { Month = 12 }).ShouldBeNull();

    [Fact]
    public void A_moment_that_passed_stays_the_next_until_it_is_held() => Next(Back, ThirdMonth with { Month = 6 }).ShouldBe(new LocalDate(2026, 7, 1));

    [Fact]
    public void The_programmes_moments_are_those_pinned_at_the_opening() =>
        Fold(Noor, Opened with { Rules = Rules with { FollowUpMonths = [1, 2] } }, Back).Current!.NextFollowUpOn.ShouldBe(new LocalDate(2026, 5, 1));

    [Fact]
    public void A_new_return_to_work_starts_the_count_anew() =>
        Next(Back, ThirdMonth, new WorkResumptionEnded(new LocalDate(2026, 7, 10), EndOfWork.Relapse, true), Back with { On = new LocalDate(2026, 8, 1) })
            .ShouldBe(new LocalDate(2026, 11, 1));

    [Fact]
    public void A_return_that_is_written_down_after_its_follow_up_does_not_undo_it() => Next(ThirdMonth, Back).ShouldBe(new LocalDate(2026, 10, 1));

    [Fact]
    public void What_was_held_before_the_count_began_is_no_moment_of_it() => Next(ThirdMonth with { On = Monday.PlusDays(5) }, Closed).ShouldBe(new LocalDate(2026, 7, 1));

    [Fact]
    public void Every_agreed_moment_stands_until_one_is_held_on_its_day_or_later()
    {
        var (soon, late) = (new LocalDate(2026, 5, 4), new LocalDate(2027, 5, 4));
        Next(new FollowUpPlanned(Monday, soon), new FollowUpPlanned(Monday, late)).ShouldBe(soon);
        Next(new FollowUpPlanned(Monday, late), new FollowUpPlanned(Monday, soon)).ShouldBe(soon);
        Next(new FollowUpPlanned(Monday, soon), new FollowUpPlanned(Monday, late), ThirdMonth with { On = soon, Month = null }).ShouldBe(late);
        Next(new FollowUpPlanned(Monday, soon), new FollowUpPlanned(Monday, late), ThirdMonth with { On = soon.PlusDays(-1), Month = null }).ShouldBe(soon);
        Next(new FollowUpPlanned(Monday, soon), new FollowUpPlanned(Monday, late), ThirdMonth with { On = late, Month = null }).ShouldBeNull();
    }

    [Fact]
    public void One_that_was_agreed_in_the_year_9999_before_that_was_refused_hides_no_other() =>
        Next(new FollowUpPlanned(Monday, new LocalDate(2026, 5, 4)), new FollowUpPlanned(Monday, new LocalDate(9999, 1, 1))).ShouldBe(new LocalDate(2026, 5, 4));

    [Fact]
    public void A_follow_up_is_held_and_is_contact()
    {
        Given(UnderwayAnd(Back)).When(HoldThird).Then(ThirdMonth);
        Fold(UnderwayAnd(Back, ThirdMonth)).Current!.LastContactOn.ShouldBe(ThirdMonth.On);
    }

    [Fact]
    public void Following_up_goes_on_after_closing() => Given(UnderwayAnd(Closed)).When(HoldThird).ThenOne<FollowUpHeld>();

    [Fact]
    public void A_moment_the_programme_does_not_have_is_refused() =>
        Given(Underway).When(HoldThird with { Month = 4 }).RefusedAbout(HoldFollowUp.NotAMomentOfTheProgramme, "3", "6", "12");

    [Fact]
    public void A_score_at_follow_up_stays_on_its_scale() =>
        Given(Underway).When(HoldThird with { Scales = [new ScaleScore(Scale.Who5, 26)] }).RefusedAbout(RecordFirstLineAssessment.ScaleOutOfBounds, "Who5");

    [Fact]
    public void A_moment_besides_is_agreed_and_comes_first_when_it_is_sooner()
    {
        var plan = new PlanFollowUp(FirstOfApril, new LocalDate(2026, 5, 15));
        var planned = Given(UnderwayAnd(Back)).When(plan).ThenOne<FollowUpPlanned>();

        Next(planned).ShouldBe(plan.Due);
        Next(Back, planned).ShouldBe(plan.Due);
        Next(Back, planned, ThirdMonth with { On = plan.Due, Month = null }).ShouldBe(new LocalDate(2026, 7, 1));
    }

    [Fact]
    public void A_second_agreed_moment_stands_beside_the_first()
    {
        var first = new FollowUpPlanned(Monday, Monday.PlusDays(40));
        var second = Given(UnderwayAnd(first)).When(new PlanFollowUp(Monday.PlusDays(1), Monday.PlusDays(70))).ThenOne<FollowUpPlanned>();

        Fold(UnderwayAnd(first, second)).Current!.FollowUpsPlanned.ShouldBe([first.Due, second.Due]);
        Next(first, second).ShouldBe(first.Due);
    }

    [Fact]
    public void A_moment_in_the_year_9999_is_not_taken() =>
        Given(Underway).When(new PlanFollowUp(Monday, new LocalDate(9999, 1, 1))).Refused(Refusals.TooFarAhead);

    [Fact]
    public void A_moment_is_not_agreed_for_the_past() =>
        Given(Underway).When(new PlanFollowUp(Monday.PlusDays(1), Monday)).Refused(PlanFollowUp.DueBeforePlanned);
}
