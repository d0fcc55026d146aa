using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ZorgWerk.Benchmarks;

namespace ZorgWerk.Cli;

internal static class BenchCommand
{
    private const string Head = """
        Product and floor take turns, nine each (rebuilds five, imports three). Each figure is the median of them (least–most), in things done a second; a ratio is that of a turn to the floor's beside it. 1 is as fast as the floor.

        | what | a second | floor | a second | ratio | p99, ms: product / floor |
        |---|---:|---|---:|---:|---:|
        """;

    private static readonly IReadOnlyList<string> Names = [.. Benchmark.Names, GuessingBench.Name];

    public static Command Command(GlobalOptions globals)
    {
        var only = new Option<string?>("--only") { Description = $"One of: {string.Join(", ", Names)}. All of them take some ten minutes.", HelpName = "name" };
        only.AcceptOnlyFromAmong([.. Names]);
        var steps = new Option<int>("--steps") { Description = "How many steps to import, and events to rebuild from.", HelpName = "number", DefaultValueFactory = _ => Benchmark.UsualSteps };
        steps.Validators.Add(given =>
        {
            if (given.Tokens.Count == 1 && int.TryParse(given.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked < 1) given.AddError("--steps: 1 at least.");
        });
        var bench = new Command("bench", "How fast this machine does the work, beside the least that PostgreSQL asks for it; on a server of its own that is gone afterwards. Example: zorgwerk bench --only desk") { only, steps };
        bench.SetAction((parsed, cancel) => ExitCode.Of(() => Run(parsed.GetValue(only), parsed.GetValue(steps), globals.Talk(parsed), cancel)));
        return bench;
    }

    private static async Task<int> Run(string? only, int steps, Talk talk, CancellationToken cancel)
    {
        if (only is null or GuessingBench.Name)
        {
            var guessing = await GuessingBench.Run(cancel);
            talk.Row(
                new JsonObject
                {
                    ["what"] = "page of a coach while 32 connections guess", ["milliseconds"] = guessing.Guessed, ["aloneMilliseconds"] = guessing.Alone,
                    ["ratio"] = guessing.Ratio, ["guessesPerSecond"] = guessing.GuessesPerSecond,
                },
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Page of a coach while 32 connections guess: {guessing.Guessed:0.0} ms, alone {guessing.Alone:0.0} ms, ratio {guessing.Ratio:0.00}; {guessing.GuessesPerSecond:0} guesses a second answered."));
            if (only is not null) return ExitCode.Done;
        }
        await foreach (var figure in Benchmark.Run(only, steps, settings => Say(talk, settings), Console.Error.WriteLine, cancel))
        {
            talk.Row(Json(figure), string.Create(CultureInfo.InvariantCulture, $"| {figure.What} | {figure.Product.Text(0)} | {figure.Floored} | {figure.Floor.Text(0)} | {figure.Ratio.Text(2)} | {figure.SlowText} |"));
        }
        return ExitCode.Done;
    }

    private static void Say(Talk talk, string settings)
    {
        if (talk.Json) Console.Error.WriteLine(settings);
        else Console.WriteLine($"{settings}.\n{Head}");
    }

    private static JsonObject Json(Figure figure) => new()
    {
        ["what"] = figure.What,
        ["perSecond"] = figure.Product.Median,
        ["floor"] = figure.Floored,
        ["floorPerSecond"] = figure.Floor.Median,
        ["ratio"] = figure.Ratio.Median,
        ["ratioLeast"] = figure.Ratio.Least,
        ["ratioMost"] = figure.Ratio.Most,
        ["p99Milliseconds"] = figure.Slow?.Product.TotalMilliseconds,
        ["floorP99Milliseconds"] = figure.Slow?.Floor.TotalMilliseconds,
    };
}
