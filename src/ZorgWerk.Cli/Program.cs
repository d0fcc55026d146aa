using System.CommandLine;
using System.CommandLine.Parsing;
using ZorgWerk.Cli;

var globals = new GlobalOptions();
var root = new RootCommand("ZorgWerk: case management for work-and-care coaching. Exit codes: 0 done, 1 refused or differences found, 2 wrong usage, 3 environment, 4 database lost, 130 interrupted.");
foreach (var option in globals.All) root.Options.Add(option);
foreach (var command in new[]
{
    UpCommand.Command(globals), ImportCommand.Command(globals), StepsCommand.Command(globals), ReplayCommand.Command(globals),
    DisclosuresCommand.Command(globals), VerifyCommand.Command(globals), DoctorCommand.Command(globals), BackupCommand.Command(globals), RestoreCommand.Command(globals), EventsCommand.Command(globals), ViewsCommand.Command(globals), OutcomesCommand.Command(globals), UserCommand.Command(globals), BenchCommand.Command(globals),
}) root.Subcommands.Add(command);

var asked = root.Parse(args);
// Our own PostgreSQL takes a moment to stop after Ctrl-C.
if (asked.Errors.Count == 0) return await asked.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
foreach (var error in asked.Errors)
    Console.Error.WriteLine(error.SymbolResult is OptionResult { Option.Name: var named } && !error.Message.Contains(named, StringComparison.Ordinal) ? $"{named}: {error.Message}" : error.Message);
return ExitCode.WrongUsage;
