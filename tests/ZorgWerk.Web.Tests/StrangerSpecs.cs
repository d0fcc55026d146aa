using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ZorgWerk.Web.Tests;

/// <summary>Whatever somebody sends who is not signed in is answered cleanly: nothing breaks, and nothing is logged as a fault.</summary>
public sealed class StrangerSpecs(BranchSite branch) : IClassFixture<BranchSite>
{
    private static readonly string Long = new('x', 50_000);

    private static readonly string[] Odd =
        ["", "\0", "demo\0", "\u0001", "\ud800", "\udc00x", "\uffff", "x\r\nSet-Cookie: a=b", "../../etc/passwd", "%00", "{0}", "<script>", "'; drop table zw_users; --", "５ea5174c", "\u202e", Long];

    private static readonly string[] OddJson =
    [
        "", "null", "[]", "1", "\"\"", "{", "{}", "[[[[[[", "\0", "\ufeff{}", """{"organisation":"demo\u0000","login":"x","password":"x"}""", """{"organisation":"demo","login":"x\u0000","password":"x"}""",
        """{"organisation":"demo","login":"x","password":"x\u0000"}""", """{"organisation":"\ud800","login":"\ud800","password":"\udc00"}""", """{"organisation":1,"login":true,"password":{}}""",
        """{"organisation":["demo"],"login":null,"password":[]}""", """{"organisation":"demo","login":"5ea5174c-54fc-8a80-8559-fb7233895791","password":"x"}""",
        """{"organisation":"demo","organisation":"demo","login":"x","login":"y","password":"x"}""", $$"""{"organisation":"{{new string('d', 65)}}","login":"x","password":"x"}""",
        $$"""{"organisation":"demo","login":"x","password":"{{new string('x', 7_000)}}"}""", new string('[', 7_000), new string('x', 20_000), """{"id":"\u0000","rawId":1,"type":[],"response":{"clientDataJSON":"\ud800"}}""",
        """{"id":"AAAA","rawId":"AAAA","type":"public-key","clientExtensionResults":{},"response":{"clientDataJSON":"AAAA","authenticatorData":"AAAA","signature":"AAAA","userHandle":"AA=="}}""",
        """{"id":"AAAA","rawId":"AAAA","type":"public-key","clientExtensionResults":{},"response":{"clientDataJSON":"AAAA","authenticatorData":"AAAA","signature":"AAAA","userHandle":"\u0000"}}""",
    ];

    [Fact]
    public async Task No_input_of_a_stranger_breaks_anything_or_is_logged_as_a_fault()
    {
        var log = new Faults();
        await using var site = await TestSite.Open(
            Branch.Name, services: (services, _) => services.AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Warning)), on: branch.Site.Place);
        var faults = new List<string>();
        var sent = 0;
        async Task Clean(string what, Func<Task<int>> ask)
        {
            sent++;
            var status = await ask();
            if (status >= 500) faults.Add($"{what}: answered {status}");
            if (log.Take() is [_, ..] logged) faults.Add($"{what}: logged {string.Join(" | ", logged)}");
        }

        foreach (var odd in Odd)
        {
            var name = odd.Length > 40 ? "long" : string.Join(' ', odd.Select(c => $"{(int)c:x4}"));
            // Each from an address of its own: what is over a limit is not looked at.
            using var caller = site.Visitor();
            foreach (var field in (string[])["organisation", "login", "password", "back", "kept"])
                await Clean($"sign-in {field} {name}", async () => (await caller.Post("/sign-in", [.. Fields(field, odd)])).Status);
            await Clean($"passkey {name}", async () => (await caller.Post("/sign-in/passkey", ("credential", odd), ("back", odd))).Status);
            await caller.Post("/sign-in/passkey/question");
            await Clean($"passkey asked {name}", async () => (await caller.Post("/sign-in/passkey", ("credential", odd))).Status);
            await Clean($"passkey question {name}", async () => (await caller.Post("/sign-in/passkey/question", ("x", odd))).Status);
            await Clean($"sign-out {name}", async () => (await caller.Post("/sign-out", ("x", odd))).Status);
            if (odd.Length > 1_000) continue;
            var escaped = string.Concat(Encoding.UTF8.GetBytes(odd).Select(b => $"%{b:x2}"));
            foreach (var address in (string[])["/sign-in?back=", "/sign-in?notice=", "/language/nl?back=", "/language/", "/live?case=", "/live?after=", "/openapi/", "/health/", "/api/v1/", "/assets/", "/", "/api/v1/participants?limit="])
                await Clean($"{address}{name}", async () => (await caller.Get(address + escaped)).Status);
        }
        foreach (var json in OddJson)
        {
            var name = json.Length > 120 ? json[..40] : json;
            using var program = new ApiCaller(site.Address, from: Caller.NextAddress());
            await Clean($"api session {name}", async () => (await program.Post("/api/v1/session", json)).Status);
            using var caller = site.Visitor();
            await caller.Post("/sign-in/passkey/question");
            await Clean($"passkey {name}", async () => (await caller.Post("/sign-in/passkey", ("credential", json))).Status);
        }
        foreach (var token in (string[])["x", "CfDJ8", new string('A', 6_000)])
            await Clean($"token {token[..1]}", async () => { using var program = new ApiCaller(site.Address); return (await program.Get("/api/v1/participants", ("Authorization", $"Bearer {token}"))).Status; });
        foreach (var cookie in (string[])["zw-session=x", "zw-session=chunks-2", "zw-passkey=x", "zw-form=x", "zw-lang=%00", "zw-lang=xx", $"zw-session={new string('A', 6_000)}"])
            await Clean($"cookie {cookie.Split('=')[0]}", async () => { using var program = new ApiCaller(site.Address); return (await program.Get("/sign-in", ("Cookie", cookie))).Status; });

        faults.ShouldBeEmpty();
        sent.ShouldBeGreaterThan(300);
    }

    [Fact]
    public async Task An_organisation_with_a_nul_is_told_as_any_other_that_is_not_there()
    {
        using var program = new ApiCaller(branch.Site.Address, from: Caller.NextAddress());
        var answer = await program.Post("/api/v1/session", """{"organisation":"demo\u0000","login":"beheer","password":"een lang wachtwoord"}""");
        (answer.Status, answer.Problem).ShouldBe((401, "wrong"));
    }

    private static IEnumerable<(string, string)> Fields(string field, string value) =>
        new (string Name, string Value)[] { ("organisation", "demo"), ("login", "x"), ("password", "x"), ("back", "/") }.Where(one => one.Name != field).Append((field, value));

    /// <summary>What is logged from warnings on.</summary>
    private sealed class Faults : ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _logged = new();

        public List<string> Take()
        {
            var all = new List<string>();
            while (_logged.TryDequeue(out var one)) all.Add(one);
            return all;
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) _logged.Enqueue($"{formatter(state, exception)} {exception?.GetType().Name} {exception?.Message}");
        }

        public void Dispose()
        {
        }
    }
}
