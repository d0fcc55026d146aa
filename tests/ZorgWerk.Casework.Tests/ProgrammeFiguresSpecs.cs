using ZorgWerk.Casework.Outcomes;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Tests;

/// <summary>What an evaluator is shown of a programme, and what not.</summary>
public class ProgrammeFiguresSpecs
{
    private static readonly LocalDate Start = new(2025, 1, 1);
    private static readonly Programme Rentree = Programme.Undefined with { Id = Code.Parse("rentree"), Title = "Rentree", Target = 120, From = Start, Until = new LocalDate(2025, 12, 31) };

    [Fact]
    public void Of_few_people_nothing_is_told()
    {
        var figures = Of(People(9, "short", lastKnown: 400, work: 30));
        figures.Enrolled.IsHidden.ShouldBeTrue();
        figures.Everybody.People.IsHidden.ShouldBeTrue();
        figures.Everybody.Curve.ShouldBeEmpty();
        figures.Everybody.Work.IsHidden.ShouldBeTrue();
        figures.Flow.ShouldAllBe(step => step.People.IsHidden);
        figures.Growth.ShouldAllBe(quarter => quarter.Enrolled.IsHidden);
    }

    [Fact]
    public void The_curve_stops_where_fewer_than_ten_are_left_to_follow()
    {
        var figures = Of([.. People(20, "short", lastKnown: 400, work: 100), .. People(12, "short", lastKnown: 200)]);
        figures.Everybody.Curve[^1].Week.ShouldBe(27);
        figures.Everybody.AtRisk.Select(left => left.Count).ShouldBe([32, 32, 12, 0, 0]);
    }

    [Fact]
    public void A_small_group_is_hidden_and_a_second_one_with_it()
    {
        var figures = Of([.. People(4, "short", 400, 30), .. People(25, "middle", 400, 30), .. People(40, "higher", 400, 30)], "schooling");
        figures.Groups.Select(group => (group.Name, group.People.Count)).ShouldBe([("higher", 40), ("middle", null), ("short", null)]);
        figures.Groups[1].Curve.ShouldBeEmpty();
        figures.Groups[1].AtWork.ShouldAllBe(share => share.IsHidden);
        figures.Everybody.People.Count.ShouldBe(69);
    }

    [Fact]
    public void A_step_of_the_way_that_few_did_not_take_is_not_counted()
    {
        var figures = Of([.. People(40, "short", 400, 30, contact: 12), .. People(5, "short", 400, 30)]);
        figures.Flow.Single(step => step.Stage is FlowStage.Intake).People.Count.ShouldBe(45);
        figures.Flow.Single(step => step.Stage is FlowStage.EmployerContact).People.IsHidden.ShouldBeTrue();
    }

    [Fact]
    public void Half_way_is_told_in_days_and_who_did_not_get_there_counts()
    {
        var figures = Of([.. People(15, "short", 400, 30, contact: 12), .. People(10, "short", 400, 60)]);
        figures.Everybody.EmployerContact.ShouldBe(new HalfWay(12, false));
        figures.Everybody.Plan.ShouldBe(new HalfWay(null, false));
        figures.Everybody.Work.ShouldBe(new HalfWay(30, false));
    }

    [Fact]
    public void Who_was_at_work_is_told_of_those_followed_so_long()
    {
        var figures = Of([.. People(15, "short", 400, 30), .. People(12, "short", 400), .. People(30, "short", 100)]);
        figures.Everybody.AtWork.ShouldBe([new AtWorkShare(3, 26), new AtWorkShare(6, 56), new AtWorkShare(12, 56)]);
    }

    [Fact]
    public void A_share_that_is_hidden_does_not_follow_from_those_of_the_other_groups()
    {
        // Three months on, four of the short are at work; 50 % of everybody and of the others would tell it.
        var figures = Of([.. People(4, "short", 400, 30), .. People(16, "short", 400), .. People(31, "middle", 400, 30), .. People(19, "middle", 400), .. People(30, "higher", 400, 30), .. People(30, "higher", 400)], "schooling");
        figures.Groups.Select(group => group.People.Count).ShouldBe([60, 50, 20]);
        figures.Everybody.AtWork[0].Percent.ShouldBe(50);
        figures.Groups.Select(group => group.AtWork[0].IsHidden).ShouldBe([true, false, true]);
    }

    [Fact]
    public void Who_waits_for_an_intake_is_left_out_of_everything_when_few_do()
    {
        var waiting = People(4, "short", 0).Select(one => one with { IntakeOn = null, LastKnownDay = null });
        var figures = Of([.. People(30, "short", 400, 30), .. waiting]);
        (figures.LeavesOutWaiting, figures.Enrolled.Count, figures.Everybody.People.Count, figures.Growth[^1].Enrolled.Count).ShouldBe((true, 30, 30, 30));
        var more = Of([.. People(30, "short", 400, 30), .. Enumerable.Repeat(waiting, 3).SelectMany(four => four)]);
        (more.LeavesOutWaiting, more.Enrolled.Count, more.Everybody.People.Count).ShouldBe((false, 42, 30));
    }

    [Fact]
    public void The_curve_tells_of_no_week_in_which_fewer_than_ten_returned()
    {
        var figures = Of([.. Enumerable.Range(0, 40).SelectMany(day => People(1, "short", 400, day * 7)), .. People(20, "short", 400)]);
        figures.Everybody.Table!.Returned.ShouldBe([new WeekBlock(0, 13, 14), new WeekBlock(13, 26, 13), new WeekBlock(26, 39, 13), new WeekBlock(39, 52, 0)]);
        figures.Everybody.At(26)!.Estimate.ShouldBe(33 / 60.0, 1e-9);
    }

    [Fact]
    public void The_target_is_meant_to_be_reached_evenly() => Of(People(30, "short", 400, 30)).Growth[1].Meant.ShouldBe(60);

    private static ProgrammeFigures Of(IReadOnlyList<TrajectoryOutcome> outcomes, string? by = null) => ProgrammeFigures.Of(Rentree, outcomes, by, new LocalDate(2025, 12, 31));

    private static IReadOnlyList<TrajectoryOutcome> People(int count, string schooling, int lastKnown, int? work = null, int? contact = null) =>
        [.. Enumerable.Range(0, count).Select(_ => new TrajectoryOutcome(
            1, "rentree", Start, Start, [$"schooling.{schooling}"], lastKnown, contact, null, null, work, null, work is { } from ? [new DaysAtWork(from, null)] : [], 0, 0, 0, 0, 0, null))];
}
