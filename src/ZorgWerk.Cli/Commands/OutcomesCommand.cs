using System.CommandLine;
using System.Text.Json.Nodes;
using ZorgWerk.Casework.Outcomes;
using ZorgWerk.Coaching;

namespace ZorgWerk.Cli;

internal static class OutcomesCommand
{
    public static Command Command(GlobalOptions globals)
    {
        var programme = new Option<string>("--programme") { Description = "Which programme.", Required = true };
        var by = new Option<string?>("--by") { Description = "cohort, language, region, age-band, schooling, employment, or a stratum of the programme." };
        var rows = new Option<bool>("--rows") { Description = "Instead: a row per trajectory under a pseudonym, with nothing suppressed. It can single people out: for whoever runs the service, to check figures with." };
        var into = new Option<DirectoryInfo>("--out") { Description = "Folder for the files.", Required = true };
        var outcomes = new Command("outcomes", "Figures of a programme and its groups, none of fewer than ten people: groups, life table, curve, enrolment, flow, codebook. Example: zorgwerk outcomes --programme rentree --by cohort --out extract") { programme, by, rows, into };
        outcomes.SetAction((parsed, cancel) => ExitCode.Of(() => Run(globals.Where(parsed), globals.Talk(parsed), parsed.GetValue(programme)!, parsed.GetValue(by), parsed.GetValue(rows), parsed.GetValue(into)!, cancel)));
        return outcomes;
    }

    private static async Task<int> Run(Where where, Talk talk, string programme, string? by, bool rows, DirectoryInfo into, CancellationToken cancel)
    {
        if (!Code.TryParse(programme, out var code))
        {
            Console.Error.WriteLine("--programme takes a code such as rentree.");
            return ExitCode.WrongUsage;
        }
        await using var house = await House.Open(where, cancel);
        (int, long) written;
        try
        {
            written = await house.Extract.Write(house.Tenant, code, by, into.FullName, rows, cancel);
        }
        catch (NothingToExtractException unknown)
        {
            Console.Error.WriteLine(unknown.Message);
            return ExitCode.Refused;
        }
        var (trajectories, position) = written;
        talk.Row(new JsonObject { ["programme"] = code.Value, ["trajectories"] = trajectories, ["position"] = position, ["folder"] = into.FullName },
            $"{trajectories} trajectories of {code}, as of position {position}, in {into.FullName}");
        return trajectories > 0 ? ExitCode.Done : ExitCode.Refused;
    }
}
