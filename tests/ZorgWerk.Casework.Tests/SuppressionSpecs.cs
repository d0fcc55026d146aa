using ZorgWerk.Casework.Outcomes;

namespace ZorgWerk.Casework.Tests;

/// <summary>No number of people under ten is shown, nor one that it follows from.</summary>
public class SuppressionSpecs
{
    [Fact]
    public void Cells_of_ten_and_more_are_shown() => Suppression.Hidden([10, 31, 250]).ShouldBe([false, false, false]);

    [Fact]
    public void With_one_small_cell_the_smallest_other_is_hidden_so_that_the_total_does_not_give_it_away() =>
        Suppression.Hidden([9, 48, 33]).ShouldBe([true, false, true]);

    [Fact]
    public void Of_two_groups_either_both_are_shown_or_none() => Suppression.Hidden([4, 90]).ShouldBe([true, true]);

    [Fact]
    public void Two_small_cells_whose_sum_would_say_nearly_everything_take_a_third_with_them() =>
        Suppression.Hidden([0, 1, 30, 40]).ShouldBe([true, true, true, false]);

    [Fact]
    public void A_second_cell_just_over_the_least_is_not_enough() => Suppression.Hidden([0, 10, 30, 40]).ShouldBe([true, true, true, false]);

    [Fact]
    public void Two_small_cells_that_hide_each_other_are_enough_when_they_hold_enough() => Suppression.Hidden([9, 9, 9, 50]).ShouldBe([true, true, true, false]);

    [Fact]
    public void A_cell_with_nobody_in_it_is_small_unless_it_says_no_more_than_the_total()
    {
        Suppression.Hidden([0, 50, 60]).ShouldBe([true, true, false]);
        Suppression.Hidden([0, 50, 60], emptyTells: true).ShouldBe([false, false, false]);
    }

    [Fact]
    public void A_cell_hidden_for_another_reason_counts_as_hidden() => Suppression.Hidden([20, 30, 40], [true, false, false]).ShouldBe([true, true, false]);

    [Fact]
    public void Nobody_at_all_hides_nothing() => Suppression.Hidden(new List<int>()).ShouldBeEmpty();

    [Fact]
    public void Neither_those_who_did_nor_those_who_did_not_can_be_counted_when_they_are_few()
    {
        Suppression.Hidden([(20, 40), (15, 40), (12, 40)]).ShouldBe([false, false, false]);
        Suppression.Hidden([(5, 40), (25, 40), (16, 40)]).ShouldBe([true, false, true]);
        Suppression.Hidden([(35, 40), (15, 40), (12, 40)]).ShouldBe([true, true, false]);
    }

    [Theory]
    [InlineData(20, 40, true)]
    [InlineData(9, 40, false)]
    [InlineData(31, 40, false)]
    [InlineData(30, 40, true)]
    [InlineData(40, 40, true)]
    [InlineData(0, 40, false)]
    public void A_part_of_a_whole_is_told_when_both_sides_of_it_are_enough(int part, int whole, bool told) => Suppression.MayTell(part, whole).ShouldBe(told);

    [Fact]
    public void A_sum_that_grows_skips_moments_between_which_too_few_came() =>
        Suppression.Growing([4, 12, 18, 30, 30, 37, 45]).ShouldBe([null, null, 18, 30, 30, null, 45]);

    [Fact]
    public void What_never_reaches_ten_is_never_shown() => Suppression.Growing([3, 7, 9]).ShouldBe([null, null, null]);

    [Fact]
    public void Whatever_the_cells_no_small_one_is_shown_and_none_is_the_only_one_hidden()
    {
        var dice = new Random(20);
        for (var round = 0; round < 2000; round++)
        {
            var cells = Enumerable.Range(0, dice.Next(2, 7)).Select(_ => dice.Next(0, 40)).ToList();
            var hidden = Suppression.Hidden(cells);
            cells.Where((cell, at) => !hidden[at]).ShouldAllBe(cell => cell >= Suppression.Least);
            hidden.Count(one => one).ShouldNotBe(1);
            if (hidden.Contains(true) && hidden.Contains(false)) cells.Where((_, at) => hidden[at]).Sum().ShouldBeGreaterThanOrEqualTo(2 * Suppression.Least);
        }
    }
}
