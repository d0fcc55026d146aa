using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ZorgWerk.Cli;

/// <summary>
/// How long the page of a coach who is signed in takes while others guess passwords, beside how long it takes without. The service is a process of its own
/// with the demo in it; who guesses takes another address before it is over its limit, which is the worst for the service.
/// </summary>
internal static partial class GuessingBench
{
    public const string Name = "guessing";

    private const int Guessers = 32;
    private const int Turns = 7;
    private const int Looks = 30;

    /// <summary>One fewer than an address may on a login.</summary>
    private const int GuessesOfAddress = 4;

    private const string Coach = "lotte.verbeeck";

    /// <summary>Milliseconds of the median page and how often a guess was answered a second, by the median turn.</summary>
    public sealed record Result(double Alone, double Guessed, double Ratio, double GuessesPerSecond);

    /// <exception cref="EnvironmentException">The service does not start.</exception>
    public static async Task<Result> Run(CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("zorgwerk-bench-");
        using var service = Start(folder.FullName);
        try
        {
            var address = new Uri(await Said(service, "address", cancel));
            var password = await Said(service, "password", cancel);
            using var coach = await SignIn(address, password, cancel);
            for (var look = 0; look < Looks; look++) await Look(coach, cancel);

            var turns = new List<Result>();
            for (var turn = 0; turn < Turns; turn++)
            {
                var alone = await MedianPage(coach, cancel);
                using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
                var began = Stopwatch.GetTimestamp();
                var guessers = Enumerable.Range(0, Guessers).Select(guesser => Guess(address, (turn * Guessers) + guesser, ending.Token)).ToList();
                var guessed = await MedianPage(coach, cancel);
                await ending.CancelAsync();
                var answered = (await Task.WhenAll(guessers)).Sum();
                turns.Add(new Result(alone, guessed, guessed / alone, answered / Stopwatch.GetElapsedTime(began).TotalSeconds));
            }
            return turns.OrderBy(turn => turn.Ratio).ElementAt(Turns / 2);
        }
        finally
        {
            using (var interrupt = Process.Start("kill", ["-INT", service.Id.ToString(CultureInfo.InvariantCulture)])) await interrupt.WaitForExitAsync(CancellationToken.None);
            await service.WaitForExitAsync(CancellationToken.None);
            folder.Delete(recursive: true);
        }
    }

    private static Process Start(string folder)
    {
        var program = Environment.ProcessPath!;
        string[] self = Path.GetFileNameWithoutExtension(program) is "dotnet" ? [Path.Combine(AppContext.BaseDirectory, "zorgwerk.dll")] : [];
        var start = new ProcessStartInfo(program, [.. self, "up", "--demo", "--port", "0", "--json", "--data", folder]) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment.Remove("ConnectionStrings__ZorgWerk");
        start.Environment.Remove("ZORGWERK_MASTER_KEY_FILE");
        return Process.Start(start)!;
    }

    private static async Task<string> Said(Process service, string what, CancellationToken cancel)
    {
        var line = await service.StandardOutput.ReadLineAsync(cancel) ?? throw new EnvironmentException("The service did not start.");
        return JsonDocument.Parse(line).RootElement.GetProperty(what).GetString()!;
    }

    private static async Task<HttpClient> SignIn(Uri address, string password, CancellationToken cancel)
    {
        var coach = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address };
        var token = Token().Match(await coach.GetStringAsync("sign-in", cancel)).Groups["token"].Value;
        using var form = new FormUrlEncodedContent(
            [new("__RequestVerificationToken", token), new("login", Coach), new("password", password), new("organisation", "demo")]);
        using var answer = await coach.PostAsync("sign-in", form, cancel);
        answer.EnsureSuccessStatusCode();
        return coach;
    }

    private static async Task<double> MedianPage(HttpClient coach, CancellationToken cancel)
    {
        var took = new List<double>();
        for (var look = 0; look < Looks; look++) took.Add(await Look(coach, cancel));
        return took.Order().ElementAt(Looks / 2);
    }

    private static async Task<double> Look(HttpClient coach, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        using var page = await coach.GetAsync("today", cancel);
        page.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task<int> Guess(Uri address, int guesser, CancellationToken ending)
    {
        var answered = 0;
        for (var one = 0; !ending.IsCancellationRequested; one++)
        {
            var from = new IPAddress([127, (byte)(10 + (guesser % 240)), (byte)(one / 250 % 250), (byte)(1 + (one % 250))]);
            using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, ConnectCallback = (to, cancel) => Connect(from, to, cancel) }) { BaseAddress = address };
            for (var guess = 0; guess < GuessesOfAddress && !ending.IsCancellationRequested; guess++)
            {
                try
                {
                    using var answer = await http.PostAsJsonAsync("api/v1/session", new { organisation = "demo", login = Coach, password = $"a wrong password {guess}" }, ending);
                    if (answer.StatusCode is HttpStatusCode.Created) throw new InvalidOperationException("A guess was right.");
                    answered++;
                }
                catch (OperationCanceledException)
                {
                    break;
                }
            }
        }
        return answered;
    }

    private static async ValueTask<Stream> Connect(IPAddress from, SocketsHttpConnectionContext to, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(IPAddress.Loopback, to.DnsEndPoint.Port, cancel);
        return new NetworkStream(socket, ownsSocket: true);
    }

    [GeneratedRegex("__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
