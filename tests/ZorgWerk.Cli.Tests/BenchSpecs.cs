using System.Text.Json;

namespace ZorgWerk.Cli.Tests;

/// <summary>Whoever runs the service measures their own machine, and is left with figures and nothing else.</summary>
public sealed class BenchSpecs
{
    [Fact]
    public async Task A_figure_stands_beside_its_floor_and_the_server_it_was_measured_on_is_gone()
    {
        var run = await Zorgwerk.Run("bench", "--only", "fold", "--json");

        run.ExitCode.ShouldBe(0, run.Errors);
        var figure = JsonDocument.Parse(run.Output.Trim()).RootElement;
        figure.GetProperty("what").GetString().ShouldBe("read and fold 50 events");
        figure.GetProperty("perSecond").GetDouble().ShouldBePositive();
        figure.GetProperty("floorPerSecond").GetDouble().ShouldBePositive();
        var (least, most) = (figure.GetProperty("ratioLeast").GetDouble(), figure.GetProperty("ratioMost").GetDouble());
        // Turn by turn the product is between so and so many times the floor; then so are the turns in the middle.
        (figure.GetProperty("perSecond").GetDouble() / figure.GetProperty("floorPerSecond").GetDouble()).ShouldBeInRange(least, most);
        figure.GetProperty("ratio").GetDouble().ShouldBeInRange(least, most);
        run.Errors.ShouldContain("fsync on, synchronous_commit on");
        var made = run.Errors.Split('\n').Single(line => line.StartsWith("Making a database cluster in ", StringComparison.Ordinal))["Making a database cluster in ".Length..].TrimEnd('.', '\r');
        Directory.Exists(made).ShouldBeFalse(made);
    }

    [Theory]
    [InlineData("--steps", "0", "--steps: 1 at least.")]
    [InlineData("--only", "nothing", "Must be one of")]
    public async Task What_cannot_be_measured_is_refused(string option, string value, string because)
    {
        var run = await Zorgwerk.Run("bench", option, value);

        (run.ExitCode, run.Output).ShouldBe((2, ""));
        run.Errors.ShouldContain(because);
    }
}
