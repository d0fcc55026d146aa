using System.CommandLine;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using ZorgWerk.Postgres;
using ZorgWerk.Web;

namespace ZorgWerk.Cli;

internal static class UpCommand
{
    /// <summary>How long whoever waits for an answer is waited for, once the service is asked to stop; longer than the store waits for the database.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    public static Command Command(GlobalOptions globals)
    {
        var demo = new Option<bool>("--demo") { Description = "Load the invented pilot of samples/pilot.jsonl, the programmes of samples/more.jsonl and their users first." };
        var port = new Option<int>("--port") { Description = "On 127.0.0.1; 0 takes a free one.", DefaultValueFactory = _ => 5080 };
        port.Validators.Add(asked =>
        {
            if (asked.Tokens is [{ Value: var typed }] && int.TryParse(typed, System.Globalization.CultureInfo.InvariantCulture, out var number) && number is (< 0 or > 65535)) asked.AddError("--port takes a number from 0 to 65535.");
        });
        var lossy = new Option<bool>("--accept-loss") { Description = "Start also on a server whose settings let a crash take back what was acknowledged; for trials." };
        var logFormat = new Option<string>("--log-format") { Description = "text, or json: one object a line.", DefaultValueFactory = _ => "text" };
        logFormat.AcceptOnlyFromAmong("text", "json");
        var up = new Command("up", "Start the service. Example: zorgwerk up --demo") { demo, port, globals.Replica, logFormat, lossy };
        up.SetAction((parsed, cancel) => ExitCode.Of(() => Run(globals.Where(parsed), globals.Talk(parsed), parsed.GetValue(demo), parsed.GetValue(port), parsed.GetValue(lossy), parsed.GetValue(logFormat) is "json", cancel)));
        return up;
    }

    private static async Task<int> Run(Where where, Talk talk, bool demo, int port, bool lossy, bool jsonLog, CancellationToken cancel)
    {
        await using var house = await House.Open(where, cancel);
        if (!lossy && await Durability.Off(house.Database, cancel) is [_, ..] off)
            throw new EnvironmentException($"{string.Join(", ", off)}: off. A crash of this server takes back what was acknowledged, so the service does not start on it. Switch on what is off; zorgwerk doctor tells how.");
        if (demo)
        {
            var result = await DemoPilot.Load(house, cancel);
            Console.Error.WriteLine($"Demo pilot: {result.Lines} lines, {result.Recorded} recorded now, {result.Repeated} known already, {result.Refused} refused by the rules, as a pilot has.");
            await DemoUsers.Make(house, cancel);
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        // What keeps it from starting is said below, in one line.
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        if (jsonLog) builder.Logging.AddJsonConsole(log => log.UseUtcTimestamp = true);
        else builder.Logging.AddSimpleConsole();
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Patience);
        house.Serve(builder.Services);
        using var telemetry = Telemetry.Start();
        if (telemetry is not null) builder.Services.AddHostedService<ViewLag>();
        builder.Services.AddSite();
        await using var app = builder.Build();
        app.UseSite();
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException taken)
        {
            throw new EnvironmentException($"Port {port} cannot be used: {taken.Message}", taken);
        }
        // A passkey belongs to a name, never to a number.
        var address = $"{app.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}/";
        talk.Row(new JsonObject { ["address"] = address }, address);
        if (demo) DemoUsers.Show(house, talk);
        Console.Error.WriteLine("Ctrl-C stops.");
        await app.WaitForShutdownAsync(cancel);
        if (app.Services.GetService<PrivateServerSupervisor>()?.GaveUpBecause is not { } reason) return ExitCode.Done;
        Console.Error.WriteLine(reason);
        return ExitCode.DatabaseLost;
    }
}
