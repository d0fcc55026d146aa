using System.CommandLine;
using ZorgWerk.Cli;
using ZorgWerk.EventStore;

var connection = new Option<string?>("--connection") { Description = "An existing PostgreSQL (else ConnectionStrings__ZorgWerk, else one of our own is started).", Recursive = true };
var data = new Option<string?>("--data") { Description = "Where our own PostgreSQL and the master key live.", Recursive = true };
var organisation = new Option<string>("--organisation") { Description = "Whose cases.", DefaultValueFactory = _ => "demo", Recursive = true };
var json = new Option<bool>("--json") { Description = "Machine-readable output.", Recursive = true };
var language = new Option<string>("--language") { Description = "nl, fr or en.", DefaultValueFactory = _ => "en", Recursive = true };
language.AcceptOnlyFromAmong("nl", "fr", "en");

var root = new RootCommand("ZorgWerk: case management for work-and-care coaching. Exit codes: 0 done, 1 refused or differences found, 2 wrong usage, 3 environment.");
foreach (var option in new Option[] { connection, data, organisation, json, language }) root.Options.Add(option);

Where Place(ParseResult parsed) => new(parsed.GetValue(connection), parsed.GetValue(data), parsed.GetValue(organisation)!);
Talk Voice(ParseResult parsed) => new(parsed.GetValue(json), parsed.GetValue(language)!);

var demo = new Option<bool>("--demo") { Description = "Load the invented pilot of samples/pilot.jsonl first." };
var port = new Option<int>("--port") { Description = "On 127.0.0.1.", DefaultValueFactory = _ => 5080 };
var up = new Command("up", "Start the service. Example: zorgwerk up --demo") { demo, port };
up.SetAction((parsed, cancel) => Run(() => UpCommand.Run(Place(parsed), parsed.GetValue(demo), parsed.GetValue(port), cancel)));

var file = new Argument<FileInfo>("file") { Description = "A step log, JSON Lines." };
var dryRun = new Option<bool>("--dry-run") { Description = "Decide everything, write nothing." };
var import = new Command("import", "Take a step log through the rules. The same file again changes nothing. Example: zorgwerk import samples/pilot.jsonl") { file, dryRun };
import.SetAction((parsed, cancel) => Run(() => ImportCommand.Run(Place(parsed), Voice(parsed), parsed.GetValue(file)!, parsed.GetValue(dryRun), cancel)));

var steps = new Command("steps", "Every step with its fields; with --json as JSON Schema. Example: zorgwerk steps");
steps.SetAction(parsed => StepsCommand.Run(Voice(parsed)));

var participant = new Argument<string>("participant") { Description = "Reference or id." };
var knownAt = new Option<string?>("--known-at") { Description = "As recorded by this instant, such as 2026-11-05T12:00:00Z." };
var happenedBy = new Option<string?>("--happened-by") { Description = "What had happened by this day, such as 2026-11-03." };
var version = new Option<long?>("--version") { Description = "Up to this entry." };
var replay = new Command("replay", "One participant's record, at any moment of either clock. Example: zorgwerk replay RT-001 --happened-by 2025-09-01") { participant, knownAt, happenedBy, version };
replay.SetAction((parsed, cancel) => Run(() => ReplayCommand.Run(
    Place(parsed), Voice(parsed), parsed.GetValue(participant)!, parsed.GetValue(knownAt), parsed.GetValue(happenedBy), parsed.GetValue(version), cancel)));

var whose = new Option<string?>("--participant") { Description = "Reference or id; else everybody." };
var disclosures = new Command("disclosures", "Who shared what with whom, when, on which consent; refusals too. Example: zorgwerk disclosures --participant RT-001") { whose };
disclosures.SetAction((parsed, cancel) => Run(() => DisclosuresCommand.Run(Place(parsed), Voice(parsed), parsed.GetValue(whose), cancel)));

var verify = new Command("verify", "Refold every stream and compare every row of every view. Example: zorgwerk verify");
verify.SetAction((parsed, cancel) => Run(() => VerifyCommand.Run(Place(parsed), Voice(parsed), cancel)));

var programme = new Option<string>("--programme") { Description = "Which programme.", Required = true };
var by = new Option<string?>("--by") { Description = "cohort, language, region, age-band, schooling, employment, or a stratum of the programme." };
var into = new Option<DirectoryInfo>("--out") { Description = "Folder for the files.", Required = true };
var outcomes = new Command("outcomes", "Rows per trajectory, survival table, share at work, codebook. Example: zorgwerk outcomes --programme rentree --by cohort --out extract") { programme, by, into };
outcomes.SetAction((parsed, cancel) => Run(() => OutcomesCommand.Run(Place(parsed), Voice(parsed), parsed.GetValue(programme)!, parsed.GetValue(by), parsed.GetValue(into)!, cancel)));

foreach (var command in new[] { up, import, steps, replay, disclosures, verify, outcomes }) root.Subcommands.Add(command);
var asked = root.Parse(args);
if (asked.Errors.Count > 0)
{
    foreach (var error in asked.Errors) Console.Error.WriteLine(error.Message);
    return ExitCode.WrongUsage;
}
return await asked.InvokeAsync();

static async Task<int> Run(Func<Task<int>> work)
{
    try
    {
        return await work();
    }
    catch (EnvironmentException missing)
    {
        Console.Error.WriteLine(missing.Message);
        return ExitCode.Environment;
    }
    catch (StoreUnavailableException gone)
    {
        Console.Error.WriteLine($"The database went away: {gone.Message} What was acknowledged stays; the same command again completes the rest.");
        return ExitCode.Environment;
    }
}
