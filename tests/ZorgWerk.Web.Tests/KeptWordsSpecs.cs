using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;
using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Tests;

/// <summary>Every form of the site comes back with what was typed in it, whatever goes wrong; a new form is driven through the same without being named here twice.</summary>
public sealed partial class KeptWordsSpecs(KeptWordsSite kept) : IClassFixture<KeptWordsSite>
{
    private const string Words = "Ze belde om 13:40, en zag op tegen donderdag";
    private const string Token = Caller.TokenField;

    private TestSite Site => kept.Site;

    [Fact]
    public void Every_form_keeps_what_is_typed_or_says_why_there_is_nothing_to_keep() =>
        Forms().Where(route => route.Metadata.GetMetadata<NothingToKeep>() is null && TypedIn(route) is null).Select(route => route.Pattern()).ShouldBeEmpty();

    [Fact]
    public async Task While_the_database_is_away_every_form_comes_back_and_is_sent_again_under_the_same_id()
    {
        var tokens = new Dictionary<string, string>();
        foreach (var login in KeptWordsSite.Logins) tokens[login] = await kept.As(login).Token();
        var faults = new List<string>();
        var shown = new List<(RouteEndpoint Route, string Body)>();
        await Away(async () =>
        {
            foreach (var route in Kept())
            {
                var answer = await By(route).PostAsItIs(Address(route), [(Token, tokens[LoginFor(route)]), .. Sent(route)], Ours());
                if (answer.Status != 503) faults.Add($"{route.Pattern()}: answered {answer.Status}");
                faults.AddRange(Lost(route, answer).Select(lost => $"{route.Pattern()}: {lost}"));
                faults.AddRange(HtmlCheck.Faults(answer.Body, "nl").Select(fault => $"{route.Pattern()}: {fault}"));
                if (!answer.Body.Contains(WebUtility.HtmlEncode(PageWords.In("nl", "kept.recorded.not")), StringComparison.Ordinal)) faults.Add($"{route.Pattern()}: says not that nothing was recorded");
                shown.Add((route, answer.Body));
            }
        });
        foreach (var (route, body) in shown)
            if ((await Again(By(route), body)).Status is (400 or 401 or 413 or >= 500) and var status) faults.Add($"{route.Pattern()}: sent again it was answered {status}");
        faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Origin", "https://zorgwerk.example", "Sec-Fetch-Site", "same-origin")]
    [InlineData("Origin", "https://127.0.0.1", "", "")]
    [InlineData("Origin", "https://zorgwerk.example", "X-Forwarded-Host", "zorgwerk.example")]
    public async Task When_the_session_is_over_it_waits_for_its_author_also_behind_a_proxy_that_ends_tls(string name, string value, string other, string otherValue)
    {
        var faults = new List<string>();
        foreach (var route in Kept())
        {
            using var stranger = Site.Visitor();
            (string, string)[] headers = other.Length == 0 ? [(name, value)] : [(name, value), (other, otherValue)];
            var door = await stranger.PostAsItIs(Address(route), Sent(route), headers);
            if (door.Status != 401 || Field(door.Body, "kept") is not { Length: > 0 } waiting)
            {
                faults.Add($"{route.Pattern()}: answered {door.Status} and keeps nothing");
                continue;
            }
            if (!WebUtility.HtmlDecode(door.Body).Contains(TypedIn(route)!.Value.Value, StringComparison.Ordinal)) faults.Add($"{route.Pattern()}: does not show what was typed");
            var login = LoginFor(route);
            var back = await stranger.Post("/sign-in", ("login", login), ("password", Branch.Password), ("organisation", Branch.Name), ("kept", waiting));
            if (route.Pattern() is "/cases/{id:guid}/drafts")
            {
                if (back.Location?.EndsWith("?done=draft", StringComparison.Ordinal) is not true) faults.Add("A draft is not kept");
                continue;
            }
            if (back.Status is not (200 or 409 or 422)) faults.Add($"{route.Pattern()}: signed in again it is answered {back.Status} {back.Location}");
            faults.AddRange(Lost(route, back, command: false).Select(lost => $"{route.Pattern()}: signed in again {lost}"));
            using var somebody = Site.Visitor();
            var others = await somebody.Post("/sign-in", ("login", login == "lotte" ? "els" : "lotte"), ("password", Branch.Password), ("organisation", Branch.Name), ("kept", waiting));
            if (others.Body.Contains(TypedIn(route)!.Value.Value, StringComparison.Ordinal)) faults.Add($"{route.Pattern()}: is given to somebody else");
        }
        faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site")]
    [InlineData("Origin", "http://127.0.0.1", "Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example", "", "")]
    [InlineData("Origin", "null", "", "")]
    public async Task What_another_sites_page_sends_is_never_shown_as_ones_own(string name, string value, string other, string otherValue)
    {
        (string, string)[] headers = other.Length == 0 ? [(name, value)] : [(name, value), (other, otherValue)];
        var faults = new List<string>();
        foreach (var route in Kept())
        {
            using var stranger = Site.Visitor();
            foreach (var caller in new[] { stranger, By(route) })
                if ((await caller.PostAsItIs(Address(route), Sent(route), headers)).Body.Contains(TypedIn(route)!.Value.Value, StringComparison.Ordinal)) faults.Add(route.Pattern());
        }
        await Away(async () =>
        {
            foreach (var route in Kept())
                if ((await By(route).PostAsItIs(Address(route), Sent(route), headers)).Body.Contains(TypedIn(route)!.Value.Value, StringComparison.Ordinal)) faults.Add($"{route.Pattern()} while away");
        });
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_whose_token_no_longer_fits_comes_back_with_one_that_does()
    {
        var faults = new List<string>();
        foreach (var route in Kept())
        {
            var answer = await By(route).PostAsItIs(Address(route), [(Token, "stale"), .. Sent(route)], Ours());
            if (answer.Status != 400) faults.Add($"{route.Pattern()}: answered {answer.Status}");
            faults.AddRange(Lost(route, answer).Select(lost => $"{route.Pattern()}: {lost}"));
            if ((await Again(By(route), answer.Body)).Status is (400 or 401 or 413 or >= 500) and var status) faults.Add($"{route.Pattern()}: sent again it was answered {status}");
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_somebody_else_typed_is_shown_and_not_sent_in_another_name()
    {
        var answer = await kept.As("els").PostAsItIs($"/cases/{Case}/record/write-note", [(Token, "stale"), ("by", Id("lotte")), ("f-text", Words)], Ours());
        answer.Status.ShouldBe(400);
        answer.Body.ShouldContain(Words);
        WebUtility.HtmlDecode(answer.Body).ShouldContain(PageWords.In("nl", "kept.whose.other"));
        answer.Body.ShouldNotContain(PageWords.In("nl", "kept.again"));
    }

    [Fact]
    public async Task A_text_that_is_too_long_comes_back_whole_with_how_long_it_may_be()
    {
        var faults = new List<string>();
        foreach (var route in Kept())
        {
            var text = new string('x', PersonalText.MaximumLength + 1480);
            (string, string)[] sent = [.. Sent(route).Select(field => field.Item1 == TypedIn(route)!.Value.Name ? (field.Item1, text) : field)];
            var answer = await By(route).Post(Address(route), sent);
            if (IsKept(route, answer)) continue;
            if (answer.Status is not (409 or 413 or 422)) faults.Add($"{route.Pattern()}: answered {answer.Status}");
            if (!answer.Body.Contains(text, StringComparison.Ordinal)) faults.Add($"{route.Pattern()}: the text is not there");
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_that_is_longer_than_any_form_is_answered_with_what_it_began_with()
    {
        var faults = new List<string>();
        foreach (var route in Kept())
        {
            (string, string)[] sent = [.. Sent(route), ("f-more", new string('x', PostedFields.MostBytes))];
            var answer = await By(route).Post(Address(route), sent);
            if (answer.Status != 413) faults.Add($"{route.Pattern()}: answered {answer.Status}");
            faults.AddRange(Lost(route, answer).Select(lost => $"{route.Pattern()}: {lost}"));
        }
        faults.ShouldBeEmpty();
        using var stranger = Site.Visitor();
        (await stranger.Post($"/cases/{Case}/record/write-note", ("f-text", Words), ("f-more", new string('x', PostedFields.MostBytes)))).Body.ShouldContain(Words);
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("\u0001")]
    public async Task A_character_that_nobody_sees_is_told_and_the_rest_stays(string unseen)
    {
        var faults = new List<string>();
        foreach (var route in Kept())
        {
            var (name, value) = TypedIn(route)!.Value;
            (string, string)[] sent = [.. Sent(route).Select(field => field.Item1 == name ? (name, value[..1] + unseen + value[1..]) : field)];
            var answer = await By(route).Post(Address(route), sent);
            if (IsKept(route, answer)) continue;
            if (answer.Status is not (409 or 422)) faults.Add($"{route.Pattern()}: answered {answer.Status}");
            if (!WebUtility.HtmlDecode(answer.Body).Contains(value[1..], StringComparison.Ordinal)) faults.Add($"{route.Pattern()}: the text is not there");
        }
        faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/broken", 500, "Broke")]
    [InlineData("/gone", 503, "Away")]
    [InlineData("/wrapped", 503, "Away")]
    public async Task What_breaks_while_a_form_is_taken_leaves_open_whether_it_was_recorded_and_says_so(string address, int status, string why)
    {
        var answer = await kept.As("lotte").Post(address, ("command", Guid.NewGuid().ToString()), ("f-text", Words), ("password", "geheim woord"));
        answer.Status.ShouldBe(status);
        answer.Body.ShouldContain(Words);
        answer.Body.ShouldNotContain("geheim woord");
        var said = WebUtility.HtmlDecode(answer.Body);
        said.ShouldContain(PageWords.In("nl", "kept.recorded.unknown"));
        said.ShouldContain(PageWords.In("nl", $"kept.why.{why}"));
        HtmlCheck.Faults(answer.Body, "nl").ShouldBeEmpty();
        // Without an id that makes it one and the same, sending it again might do it twice.
        WebUtility.HtmlDecode((await kept.As("lotte").Post(address, ("f-text", Words))).Body).ShouldContain(PageWords.In("nl", "kept.recorded.unknown-look"));
    }

    [Fact]
    public async Task A_form_for_a_case_that_is_no_longer_ones_own_comes_back_with_its_words()
    {
        var other = Branch.Cases.Single(one => one.Kind == "another coach's").Id(Site.House);
        var answer = await kept.As("lotte").Post($"/cases/{other}/record/write-note", ("command", Guid.NewGuid().ToString()), ("f-text", Words));
        answer.Status.ShouldBe(404);
        answer.Body.ShouldContain(Words);
        answer.Body.ShouldNotContain("Cas Peeters");
    }

    [Fact]
    public async Task A_choice_is_told_in_words_and_a_text_under_its_label()
    {
        var answer = await kept.As("lotte").PostAsItIs($"/cases/{Case}/record/hold-session", [(Token, "stale"), ("f-form", "individual"), ("f-minutes", "45"), ("f-report", Words)], Ours());
        var shown = Tags().Replace(WebUtility.HtmlDecode(answer.Body), " ");
        foreach (var word in new[] { "session-form.individual", "label.hold-session.minutes", "field.report" }) shown.ShouldContain(PageWords.In("nl", word));
    }

    private IEnumerable<RouteEndpoint> Forms() => Site.Routes.Where(route => route.Takes("POST") && !route.IsApi() && route.Pattern() is not ("/broken" or "/gone" or "/wrapped"));

    private IEnumerable<RouteEndpoint> Kept() => Forms().Where(route => route.Metadata.GetMetadata<NothingToKeep>() is null);

    /// <summary>What one types in each form; a form that is new must be said here, or say itself that nothing is typed in it.</summary>
    private static (string Name, string Value)? TypedIn(RouteEndpoint route) => route.Pattern() switch
    {
        "/today" => ("q", "Noor die belde"),
        "/hand-over" => ("reason", Words),
        "/cases/new" or "/users/new" or "/coaches/register-coach" => ("f-name", "Nele die belde"),
        "/coaches/issue-certificate" => ("f-label", "een label dat er niet is"),
        "/coaches/suspend-certificate" => ("f-reason", Words),
        "/programmes/define-programme" => ("f-title", "Een programma dat er nog niet is"),
        "/programmes/{programme}" => ("f-contactDays", "veertien dagen"),
        "/account/passkeys/rename" => ("name", "De sleutel in de laptop"),
        "/cases/{id:guid}/share" => ("content", Words),
        "/cases/{id:guid}/share/report" => ("whatHappened", Words),
        "/cases/{id:guid}/consent/grant" => ("until", "ergens na de zomer"),
        "/cases/{id:guid}/consent/withdraw" or "/cases/{id:guid}/consent/consult" => ("on", "ergens na de zomer"),
        "/cases/{id:guid}/record/{step}" or "/cases/{id:guid}/drafts" => ("f-report", Words),
        _ => null,
    };

    private (string, string)[] Sent(RouteEndpoint route) =>
        [("command", Command(route)), ("by", Id(LoginFor(route))), ("draft", "record/hold-session"), ("case", Case.ToString()), TypedIn(route)!.Value];

    private static string Command(RouteEndpoint route) => new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(route.Pattern())).AsSpan(0, 16)).ToString();

    private static IEnumerable<string> Lost(RouteEndpoint route, Answer answer, bool command = true)
    {
        if (!WebUtility.HtmlDecode(answer.Body).Contains(TypedIn(route)!.Value.Value, StringComparison.Ordinal)) yield return "what was typed is not there";
        if (!command) yield break;
        if (Field(answer.Body, "command") != Command(route)) yield return "the command has another id";
        if (Field(answer.Body, Token) is not { Length: > 0 }) yield return "it cannot be sent again";
    }

    /// <summary>Sends what the page shows, as its button does.</summary>
    private static Task<Answer> Again(Caller caller, string body)
    {
        var form = KeptIn().Match(body);
        form.Success.ShouldBeTrue();
        List<(string, string)> fields = [];
        foreach (Match field in InputIn().Matches(form.Value)) fields.Add((Attribute(field.Value, "name"), Attribute(field.Value, "value")));
        foreach (Match field in TextIn().Matches(form.Value)) fields.Add((Attribute(field.Value, "name"), WebUtility.HtmlDecode(field.Groups["text"].Value)));
        return caller.PostAsItIs(Attribute(form.Value, "action"), fields, ("Origin", caller.Address.GetLeftPart(UriPartial.Authority)));
    }

    private static string? Field(string body, string name) =>
        InputIn().Matches(KeptIn().Match(body) is { Success: true, Value: var form } ? form : body).Select(field => field.Value).FirstOrDefault(field => Attribute(field, "name") == name) is { } input ? Attribute(input, "value") : null;

    private static string Attribute(string tag, string name) =>
        WebUtility.HtmlDecode(Regex.Match(tag, $" {name}=\"(?<it>[^\"]*)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["it"].Value);

    private async Task Away(Func<Task> meanwhile)
    {
        var server = new NpgsqlConnectionStringBuilder(Site.Place.Connection) { Database = "postgres" }.ConnectionString;
        var name = Site.Place.DatabaseName;
        try
        {
            await Workplace.Ask<long>(server, $"alter database {name} allow_connections false; select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '{name}'");
            await meanwhile();
        }
        finally
        {
            await Workplace.Ask<int>(server, $"alter database {name} allow_connections true; select 1");
        }
    }

    private (string, string) Ours() => ("Origin", Site.Address.GetLeftPart(UriPartial.Authority));

    private string Address(RouteEndpoint route) => route.Address(Case);

    /// <summary>As a draft everything is kept for later, also what is to be typed otherwise before it is recorded.</summary>
    private static bool IsKept(RouteEndpoint route, Answer answer) => route.Pattern() is "/cases/{id:guid}/drafts" && answer.Location?.EndsWith("?done=draft", StringComparison.Ordinal) is true;

    private static string LoginFor(RouteEndpoint route) => route.RightOf() is Right.Administer ? "beheer" : "lotte";

    private Caller By(RouteEndpoint route) => kept.As(LoginFor(route));

    private string Id(string login) => Site.House.References.User(Site.House.Tenant, login).Value.ToString();

    private Guid Case => Branch.Cases[0].Id(Site.House);

    [GeneratedRegex("<form[^>]* data-kept-words.*?</form>", RegexOptions.Singleline, matchTimeoutMilliseconds: 2000)]
    private static partial Regex KeptIn();

    [GeneratedRegex("<input[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex InputIn();

    [GeneratedRegex("<textarea[^>]*>(?<text>[^<]*)</textarea>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex TextIn();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Tags();
}

/// <summary>A site whose database may be taken away, with pages that break.</summary>
public sealed class KeptWordsSite : IAsyncLifetime
{
    internal static readonly string[] Logins = ["lotte", "beheer", "els"];

    private readonly Dictionary<string, Caller> _callers = [];
    private TestSite? _site;

    internal TestSite Site => _site!;

    internal Caller As(string login) => _callers[login];

    public async Task InitializeAsync()
    {
        _site = await TestSite.Open(Branch.Name, Branch.Fill, routes: app =>
        {
            app.MapPost("/broken", ([FromForm] IFormCollection _) => Fault(new InvalidOperationException("A fault of ours."))).Needs(Right.RecordSteps);
            app.MapPost("/gone", ([FromForm] IFormCollection _) => Fault(new StoreUnavailableException("Nobody answers."))).Needs(Right.RecordSteps);
            app.MapPost("/wrapped", ([FromForm] IFormCollection _) => Fault(new InvalidOperationException("Around it.", new NpgsqlException("Nobody answers.")))).Needs(Right.RecordSteps);
        });
        foreach (var login in Logins) _callers[login] = await Site.SignedIn(login, Branch.Password);
    }

    public async Task DisposeAsync()
    {
        foreach (var caller in _callers.Values) caller.Dispose();
        await Site.DisposeAsync();
    }

    private static IResult Fault(Exception fault) => throw fault;
}
