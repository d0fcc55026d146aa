namespace ZorgWerk.Coaching.Tests.Steps;

/// <summary>R11 and R6 build on it: back at work, with other hours, and stopped again.</summary>
public class WorkSpecs
{
    private static readonly ResumeWork Resume = new(Monday.PlusDays(30), EmployerKind.Same, FunctionKind.Adapted, 19, false);
    private static readonly WorkResumed Resumed = new(Resume.On, EmployerKind.Same, FunctionKind.Adapted, 19, false);
    private static readonly ChangeWorkingHours More = new(Monday.PlusDays(60), FunctionKind.Same, 30, false);
    private static readonly WorkingHoursChanged Changed = new(More.On, FunctionKind.Same, 30, false);
    private static readonly EndWorkResumption Stop = new(Monday.PlusDays(90), EndOfWork.Relapse, ProspectOfWork: true);
    private static readonly WorkResumptionEnded Stopped = new(Stop.On, EndOfWork.Relapse, true);

    [Fact]
    public void Somebody_returns_to_work()
    {
        Given(Underway).When(Resume).Then(Resumed);
        Fold(UnderwayAnd(Resumed)).Current!.LastSpell.ShouldBe(new WorkSpell(Resume.On, EmployerKind.Same, FunctionKind.Adapted, 19, false));
        Fold(UnderwayAnd(Resumed)).Current!.IsAtWork.ShouldBeTrue();
    }

    [Fact]
    public void The_same_return_twice_is_one_event() => Given(UnderwayAnd(Resumed)).When(Resume).ThenNothingNew();

    [Fact]
    public void Nobody_returns_to_work_twice_without_stopping_between()
    {
        Given(UnderwayAnd(Resumed)).When(Resume with { On = Resume.On.PlusDays(1) }).Refused(ResumeWork.AlreadyAtWork);
        Given(UnderwayAnd(Resumed)).When(Resume with { Function = FunctionKind.Other }).Refused(ResumeWork.AlreadyAtWork);
    }

    [Fact]
    public void A_return_after_the_last_spell_is_another_one()
    {
        Given(UnderwayAnd(Resumed, Stopped)).When(Resume with { On = Stop.On.PlusDays(-1) }).Refused(ResumeWork.BeforeTheLastEnded);
        var again = Given(UnderwayAnd(Resumed, Stopped)).When(Resume with { On = Stop.On }).ThenOne<WorkResumed>();
        Fold(UnderwayAnd(Resumed, Stopped, again)).Current!.WorkSpells.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-4)]
    [InlineData(48.5)]
    public void A_week_has_more_than_no_hours_and_at_most_48(double hours)
    {
        Given(Underway).When(Resume with { HoursPerWeek = (decimal)hours }).RefusedAbout(Refusals.OutOfBounds, "0", "48");
        Given(UnderwayAnd(Resumed)).When(More with { HoursPerWeek = (decimal)hours }).RefusedAbout(Refusals.OutOfBounds, "0", "48");
    }

    [Fact]
    public void Hours_change_during_a_spell()
    {
        Given(UnderwayAnd(Resumed)).When(More).Then(Changed);
        Fold(UnderwayAnd(Resumed, Changed)).Current!.LastSpell!.HoursPerWeek.ShouldBe(30);
    }

    [Fact]
    public void An_earlier_change_written_down_late_does_not_undo_a_later_one() =>
        Fold(UnderwayAnd(Resumed, Changed, Changed with { On = Monday.PlusDays(45), HoursPerWeek = 24 })).Current!.LastSpell!.HoursPerWeek.ShouldBe(30);

    [Fact]
    public void Hours_do_not_change_outside_a_spell()
    {
        Given(Underway).When(More).Refused(ChangeWorkingHours.NotAtWork);
        Given(UnderwayAnd(Resumed, Stopped)).When(More).Refused(ChangeWorkingHours.NotAtWork);
        Given(UnderwayAnd(Resumed)).When(More with { On = Resume.On.PlusDays(-1) }).Refused(ChangeWorkingHours.BeforeItBegan);
    }

    [Fact]
    public void The_first_full_week_is_the_earliest_however_it_was_written_down()
    {
        Fold(UnderwayAnd(Resumed)).Current!.FirstFullTimeOn.ShouldBeNull();
        Fold(UnderwayAnd(Resumed, Changed with { FullTime = true, On = Monday.PlusDays(80) }, Changed with { FullTime = true })).Current!.FirstFullTimeOn.ShouldBe(Changed.On);
        Fold(UnderwayAnd(Resumed with { FullTime = true })).Current!.FirstFullTimeOn.ShouldBe(Resumed.On);
    }

    [Fact]
    public void Work_stops_again_and_the_first_day_off_is_no_day_at_work()
    {
        Given(UnderwayAnd(Resumed)).When(Stop).Then(Stopped);
        var t = Fold(UnderwayAnd(Resumed, Stopped)).Current!;

        (t.IsAtWork, t.Relapses, t.LastSpell!.IsAtWorkOn(Stop.On), t.LastSpell!.IsAtWorkOn(Stop.On.PlusDays(-1))).ShouldBe((false, 1, false, true));
    }

    [Theory]
    [InlineData(EndOfWork.EndOfContract)]
    [InlineData(EndOfWork.OwnChoice)]
    [InlineData(EndOfWork.Dismissal)]
    [InlineData(EndOfWork.Unknown)]
    public void Not_every_end_is_a_relapse(EndOfWork why) => Fold(UnderwayAnd(Resumed, Stopped with { Why = why })).Current!.Relapses.ShouldBe(0);

    [Fact]
    public void Work_that_ended_does_not_end_again() => Given(UnderwayAnd(Resumed, Stopped)).When(Stop).Refused(ChangeWorkingHours.NotAtWork);

    [Fact]
    public void Work_that_did_not_begin_does_not_end()
    {
        Given(Underway).When(Stop).Refused(ChangeWorkingHours.NotAtWork);
        Given(UnderwayAnd(Resumed)).When(Stop with { On = Resume.On.PlusDays(-1) }).Refused(ChangeWorkingHours.BeforeItBegan);
        Given(UnderwayAnd(Resumed, Stopped)).When(Stop with { On = Stop.On.PlusDays(1) }).Refused(ChangeWorkingHours.NotAtWork);
    }

    [Fact]
    public void What_was_never_begun_can_still_be_folded() => Fold(UnderwayAnd(Changed, Stopped)).Current!.LastSpell.ShouldBeNull();
}
