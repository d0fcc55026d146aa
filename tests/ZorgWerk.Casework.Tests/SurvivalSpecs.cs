using ZorgWerk.Casework.Outcomes;

namespace ZorgWerk.Casework.Tests;

/// <summary>Against the published table of the 21 patients on 6-MP (Freireich et al., Blood 21, 1963).</summary>
public class SurvivalSpecs
{
    private static readonly Observed[] SixMp =
    [
        .. new[] { 6, 6, 6, 7, 10, 13, 16, 22, 23 }.Select(days => new Observed(days, true)),
        .. new[] { 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35 }.Select(days => new Observed(days, false)),
    ];

    [Theory]
    [InlineData(6, 21, 3, 0.857, 0.0764)]
    [InlineData(7, 17, 1, 0.807, 0.0869)]
    [InlineData(10, 15, 1, 0.753, 0.0963)]
    [InlineData(13, 12, 1, 0.690, 0.1068)]
    [InlineData(16, 11, 1, 0.627, 0.1141)]
    [InlineData(22, 7, 1, 0.538, 0.1282)]
    [InlineData(23, 6, 1, 0.448, 0.1346)]
    public void The_table_is_the_published_one(int days, int atRisk, int events, double estimate, double error)
    {
        var line = Survival.Table(SixMp).Single(line => line.Days == days);
        (line.AtRisk, line.Events).ShouldBe((atRisk, events));
        line.Estimate.ShouldBe(estimate, 0.0005);
        line.StandardError.ShouldBe(error, 0.00005);
    }

    /// <summary>Worked out apart from this code, by the delta method on log(−log S); the figures that Stata's <c>sts list</c> prints for these patients.</summary>
    [Theory]
    [InlineData(6, 0.6197, 0.9516)]
    [InlineData(10, 0.5032, 0.8894)]
    [InlineData(16, 0.3675, 0.8049)]
    [InlineData(23, 0.1881, 0.6801)]
    public void The_band_is_made_on_the_scale_where_it_stays_between_0_and_1(int days, double lower, double upper)
    {
        var band = Survival.Table(SixMp).Single(line => line.Days == days).Band!;
        band.Lower.ShouldBe(lower, 0.00005);
        band.Upper.ShouldBe(upper, 0.00005);
    }

    [Fact]
    public void Before_anything_happened_there_is_no_doubt_and_after_everything_did_there_is_no_band()
    {
        var table = Survival.Table([new(3, false), new(5, true)]);
        table[0].Band.ShouldBe(new ConfidenceBand(1, 1));
        table[1].Band.ShouldBeNull();
    }

    [Fact]
    public void The_median_is_the_published_one() => Survival.Median(Survival.Table(SixMp)).ShouldBe(23);

    [Fact]
    public void When_half_never_get_there_there_is_no_median() => Survival.Median(Survival.Table([new(3, true), new(9, false), new(9, false)])).ShouldBeNull();

    [Fact]
    public void Nobody_makes_an_empty_table() => Survival.Table([]).ShouldBeEmpty();

    [Fact]
    public void Median_of_24_distinct_times_is_the_12th() =>
        Survival.Median(Survival.Table(Enumerable.Range(1, 24).Select(day => new Observed(day, true)))).ShouldBe(12);
}
