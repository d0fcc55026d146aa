using System.CommandLine;
using System.Net;
using System.Net.Sockets;
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

internal static partial class UpCommand
{
    /// <summary>How long whoever waits for an answer is waited for, once the service is asked to stop; longer than the store waits for the database.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    public static Command Command(GlobalOptions globals)
    {
        var demo = new Option<bool>("--demo") { Description = "Load the invented pilot of samples/pilot.jsonl and its users first." };
        var port = new Option<int>("--port") { Description = "On 127.0.0.1; 0 takes a free one.", DefaultValueFactory = _ => 5080 };
        port.Validators.Add(asked =>
        {
            if (asked.Tokens is [{ Value: var typed }] && int.TryParse(typed, System.Globalization.CultureInfo.InvariantCulture, out var number) && number is (< 0 or > 65535)) asked.AddError("--port takes a number from 0 to 65535.");
        });
        var lossy = new Option<bool>("--accept-loss") { Description = "Start also on a server whose settings let a crash take back what was acknowledged; for trials." };
        var logFormat = new Option<string>("--log-format") { Description = "text, or json: one object a line.", DefaultValueFactory = _ => "text" };
        logFormat.AcceptOnlyFromAmong("text", "json");
        var address = new Option<string?>("--address") { Description = "Where people find it, such as https://zorgwerk.example; more with commas (else ZORGWERK_ADDRESS). It answers to no other name but this machine's own." };
        var proxies = new Option<string?>("--proxies") { Description = "Addresses or networks of the proxies before it, such as 10.0.0.5,10.1.0.0/16 (else ZORGWERK_PROXIES). What others say of scheme, host and caller is not believed." };
        var up = new Command("up", "Start the service. Example: zorgwerk up --demo") { demo, port, address, proxies, globals.Replica, logFormat, lossy };
        up.SetAction((parsed, cancel) => ExitCode.Of(() => Run(
            globals.Where(parsed), globals.Talk(parsed), Options(globals.Where(parsed).Organisation, parsed.GetValue(address), parsed.GetValue(proxies), parsed.GetValue(demo)),
            parsed.GetValue(port), parsed.GetValue(lossy), parsed.GetValue(logFormat) is "json", cancel)));
        return up;
    }

    /// <exception cref="EnvironmentException">What is named is no address or no network.</exception>
    private static SiteOptions Options(string organisation, string? addresses, string? proxies, bool demo)
    {
        static IEnumerable<string> Named(string? given, string variable) =>
            (given ?? Environment.GetEnvironmentVariable(variable) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        return new SiteOptions(organisation)
        {
            IsDemo = demo,
            Addresses =
            [
                .. Named(addresses, "ZORGWERK_ADDRESS").Select(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri
                    : throw new EnvironmentException($"{address} is no address of the service: give one such as https://zorgwerk.example.")),
            ],
            Proxies =
            [
                .. Named(proxies, "ZORGWERK_PROXIES").Select(proxy => IPNetwork.TryParse(proxy, out var network) ? network
                    : IPAddress.TryParse(proxy, out var one) ? new IPNetwork(one, one.AddressFamily is AddressFamily.InterNetwork ? 32 : 128)
                    : throw new EnvironmentException($"{proxy} is no address or network of a proxy: give one such as 10.0.0.5 or 10.1.0.0/16.")),
            ],
        };
    }

    private static async Task<int> Run(Where where, Talk talk, SiteOptions options, int port, bool lossy, bool jsonLog, CancellationToken cancel)
    {
        var demo = options.IsDemo;
        await using var house = await House.Open(where, cancel);
        if (!lossy && await Durability.Off(house.Database, cancel) is [_, ..] off)
            throw new EnvironmentException($"{string.Join(", ", off)}: off. A crash of this server takes back what was acknowledged, so the service does not start on it. Switch on what is off; zorgwerk doctor tells how.");
        await DemoUsers.Recognise(house, cancel);
        if (demo)
        {
            if (await DemoUsers.Obstacle(house, cancel) is { } obstacle)
            {
                Console.Error.WriteLine(obstacle);
                return ExitCode.Refused;
            }

            // First the users: by them a later start knows the database for the demo's, also when this one is ended halfway.
            await DemoUsers.Make(house, cancel);
            await using var pilot = typeof(UpCommand).Assembly.GetManifestResourceStream("pilot.jsonl")!;
            var result = await house.Importer().Import(house.Tenant, pilot, dryRun: false, _ => { }, cancel: cancel);
            Console.Error.WriteLine($"Demo pilot: {result.Lines} lines, {result.Recorded} recorded now, {result.Repeated} known already, {result.Refused} refused by the rules, as a pilot has.");
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}").ConfigureKestrel(server => server.AddServerHeader = false);
        // What keeps it from starting is said below, in one line.
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        if (jsonLog) builder.Logging.AddJsonConsole(log => log.UseUtcTimestamp = true);
        else builder.Logging.AddSimpleConsole();
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Patience);
        house.Serve(builder.Services, options);
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
        if (!demo && await DemoUsers.Warning(house, cancel) is { } warning)
        {
            DemoAccountsStand(app.Logger, warning);
            Console.Error.WriteLine(warning);
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

    [LoggerMessage(LogLevel.Warning, "{Warning}")]
    private static partial void DemoAccountsStand(ILogger log, string warning);
}
