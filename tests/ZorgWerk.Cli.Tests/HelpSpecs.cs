namespace ZorgWerk.Cli.Tests;

/// <summary>Whoever does not know a command finds out from the command.</summary>
public class HelpSpecs
{
    private static readonly string[] Commands = ["up", "import", "steps", "replay", "disclosures", "verify", "doctor", "backup", "restore", "events", "views", "outcomes", "user", "bench"];

    [Fact]
    public async Task The_program_names_its_commands_and_exit_codes()
    {
        var help = await Zorgwerk.Run("--help");

        (help.ExitCode, help.Errors).ShouldBe((0, ""));
        help.Output.ShouldContain("0 done, 1 refused or differences found, 2 wrong usage, 3 environment, 4 database lost, 130 interrupted");
        help.Output[help.Output.IndexOf("Commands:", StringComparison.Ordinal)..].Split('\n').Skip(1).Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line[2] != ' ')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]).ShouldBe(Commands);
    }

    [Theory]
    [InlineData("up")]
    [InlineData("import")]
    [InlineData("steps")]
    [InlineData("replay")]
    [InlineData("disclosures")]
    [InlineData("verify")]
    [InlineData("doctor")]
    [InlineData("backup")]
    [InlineData("restore")]
    [InlineData("events")]
    [InlineData("events", "export")]
    [InlineData("events", "import")]
    [InlineData("views")]
    [InlineData("views", "list")]
    [InlineData("views", "rebuild")]
    [InlineData("outcomes")]
    [InlineData("user")]
    [InlineData("user", "add")]
    [InlineData("user", "list")]
    [InlineData("bench")]
    public async Task Every_command_has_help_with_an_example(params string[] command)
    {
        var help = await Zorgwerk.Run([.. command, "--help"]);

        (help.ExitCode, help.Errors).ShouldBe((0, ""));
        help.Output.ShouldContain($"Example: zorgwerk {string.Join(' ', command)}");
    }

    [Fact]
    public async Task Steps_tells_how_to_write_a_log_in_either_form()
    {
        var steps = await Zorgwerk.Run("steps");

        (steps.ExitCode, steps.Errors).ShouldBe((0, ""));
        steps.Output.ShouldContain("""{"participant":"RT-001","on":"2025-05-12","coach":"lotte.verbeeck","step":"hold-session","fields":{"form":"individual","minutes":50}}""");
        steps.Output.ShouldContain("participant,on,coach,step,form,minutes,fields.step");
    }

    [Fact]
    public async Task The_examples_that_steps_gives_are_logs()
    {
        await using var place = await Workplace.OnTestServer();
        var told = (await Zorgwerk.Run("steps")).Lines;
        var header = told.ToList().FindIndex(line => line.StartsWith("  participant,on,", StringComparison.Ordinal));

        // Nobody is registered here: whatever can be read is refused by a rule, and what cannot be read says another code.
        foreach (var log in new[] { place.Write("a.jsonl", told[1].Trim()), place.Write("a.csv", string.Join('\n', told.Skip(header).Take(3).Select(line => line.Trim()))) })
            (await place.Run("import", log, "--json")).Json.Select(error => error.GetProperty("code").GetString()).Distinct().ShouldBe(["participant/not-registered"]);
    }
}
