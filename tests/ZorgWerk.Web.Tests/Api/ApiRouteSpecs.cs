using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Users;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Doors;

namespace ZorgWerk.Web.Tests;

/// <summary>Every route of the API is walked by everybody to every kind of case, as the pages are.</summary>
public sealed class ApiRouteSpecs(BranchSite branch) : IClassFixture<BranchSite>
{
    private TestSite Site => branch.Site;

    private IEnumerable<RouteEndpoint> Routes => Site.Routes.Where(route => route.IsApi());

    [Fact]
    public async Task A_case_is_told_of_to_who_may_see_it_and_is_not_there_for_anybody_else()
    {
        var faults = new List<string>();
        foreach (var (login, role) in Branch.Users)
        {
            using var caller = await ApiCaller.SignIn(Site, login);
            foreach (var route in Routes.Where(IsOfCase))
            foreach (var one in Branch.Cases)
            {
                var id = one.Id(Site.House);
                var last = await Site.Ask<long>("select coalesce(max(reading_id), 0) from zw_readings");
                var answer = await Ask(caller, route, id);
                var mayEnter = role.Has(route.RightOf()!.Value);
                var isFor = mayEnter && one.SeenBy.Contains(login);
                void Fault(string what) => faults.Add($"{login} {route.Pattern()} ({one.Kind}): {what}");
                if (isFor ? answer.Status is not (200 or 201 or 409) : answer.Status != 404 || answer.Problem != "none") Fault($"answered {answer.Status} {answer.Body}");
                if (!isFor && answer.Body.Contains(one.Person, StringComparison.Ordinal)) Fault("tells the name");
                if (!isFor && answer.Body != (await caller.Get("/api/v1/not-there")).Body) Fault("looks otherwise than what is not there");
                var looks = await Site.Ask<bool[]>($"select coalesce(array_agg(allowed), '{{}}') from zw_readings where reading_id > {last} and participant_id = '{id}' and user_id = '{Site.House.References.User(Site.House.Tenant, login).Value}'");
                if (looks is not [var allowed] || allowed != isFor) Fault($"left the readings [{string.Join(", ", looks)}]");
            }
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Other_routes_are_for_the_roles_that_have_their_right_and_a_stranger_is_asked_for_a_token()
    {
        var faults = new List<string>();
        using var stranger = new ApiCaller(Site.Address);
        foreach (var route in Routes.Where(route => route.RightOf() is not Right.Anyone))
            if (await Ask(stranger, route, Branch.Cases[0].Id(Site.House)) is var open && open is not { Status: 401, Problem: "sign-in" } || open.Headers.GetValueOrDefault("WWW-Authenticate") != "Bearer") faults.Add($"a stranger is not asked at {route.Pattern()}");
        foreach (var (login, role) in Branch.Users)
        {
            using var caller = await ApiCaller.SignIn(Site, login);
            // Signing out is the last thing a token is good for.
            foreach (var route in Routes.Where(route => route.RightOf() is not Right.Anyone && !IsOfCase(route)).OrderBy(route => route.Takes("DELETE")))
            {
                var answer = await Ask(caller, route, Guid.NewGuid());
                if (role.Has(route.RightOf()!.Value) ? answer.Status is not (200 or 201 or 204) : answer is not { Status: 404, Problem: "none" }) faults.Add($"{login} {route.Pattern()}: answered {answer.Status} {answer.Body}");
            }
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cookie_opens_nothing_here_and_a_token_opens_no_page()
    {
        var faults = new List<string>();
        foreach (var route in Routes.Where(route => route.RightOf() is not Right.Anyone))
        {
            var address = route.Address(Branch.Cases[0].Id(Site.House));
            var answer = route.Takes("GET") ? await branch.As("lotte").Get(address) : route.Takes("DELETE") ? await branch.As("lotte").Delete(address) : await branch.As("lotte").Post(address);
            if (answer.Status != 401) faults.Add($"{route.Pattern()}: answered {answer.Status}");
        }
        faults.ShouldBeEmpty();

        using var caller = await ApiCaller.SignIn(Site, "lotte");
        (await caller.Get("/today")).Headers["Location"].ShouldContain("/sign-in");
        (await caller.Get("/live")).Headers["Location"].ShouldContain("/sign-in");
    }

    [Fact]
    public async Task With_the_applications_checks_off_the_database_still_tells_nothing_of_anybody_elses_case()
    {
        await using var site = await TestSite.Open(Branch.Name, on: Site.Place, services: (services, house) =>
        {
            services.AddSingleton(house.Room with { Allows = (_, _, _) => true });
            services.PostConfigure<AuthorizationOptions>(open =>
            {
                foreach (var right in Enum.GetValues<Right>()) open.AddPolicy(right.ToString(), policy => policy.RequireAuthenticatedUser());
            });
        });
        var faults = new List<string>();
        var shown = 0;
        foreach (var (login, role) in Branch.Users)
        {
            using var caller = await ApiCaller.SignIn(site, login);
            foreach (var route in Routes.Where(route => route.Takes("GET") && !route.Pattern().EndsWith("/changes", StringComparison.Ordinal)))
            foreach (var one in Branch.Cases)
            {
                var body = (await caller.Get(route.Address(one.Id(site.House)))).Body;
                shown += Branch.Cases.Count(other => other.SeenBy.Contains(login) && body.Contains(other.Person, StringComparison.Ordinal));
                faults.AddRange(Branch.Cases.Where(other => !other.SeenBy.Contains(login) && (body.Contains(other.Person, StringComparison.Ordinal) || body.Contains(other.Reference, StringComparison.Ordinal)))
                    .Select(other => $"{login} {route.Pattern()}: tells of {other.Person}"));
            }
            foreach (var one in Branch.Cases.Where(other => !other.SeenBy.Contains(login)))
                if (await Changes(site, login, role, one.Id(site.House)) > 0) faults.Add($"{login}: hears of {one.Person}");
        }
        (await Changes(site, "lotte", Role.Coach, Branch.Cases[0].Id(site.House))).ShouldBeGreaterThan(0);
        faults.Distinct().ShouldBeEmpty();
        shown.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_not_told()
    {
        var faults = new List<string>();
        using var caller = await ApiCaller.SignIn(Site, "els");
        await Site.Execute("alter table zw_readings add constraint full_up check (page = '') not valid");
        try
        {
            foreach (var route in Routes.Where(IsOfCase))
                if (await Ask(caller, route, Branch.Cases[0].Id(Site.House)) is var answer && answer is not { Status: 500, Problem: "mishap" }) faults.Add($"{route.Pattern()}: answered {answer.Status}");
        }
        finally
        {
            await Site.Execute("alter table zw_readings drop constraint full_up");
        }
        faults.ShouldBeEmpty();
    }

    private static bool IsOfCase(RouteEndpoint route) => route.Pattern().StartsWith("/api/v1/participants/{", StringComparison.Ordinal);

    private static Task<ApiAnswer> Ask(ApiCaller caller, RouteEndpoint route, Guid id) => route.Takes("GET") ? caller.Get(route.Address(id))
        : route.Takes("DELETE") ? caller.Send(HttpMethod.Delete, route.Address(id), null)
        : route.Pattern().Contains("{step}", StringComparison.Ordinal) ? caller.HoldSession(id, 45)
        : caller.Post(route.Address(id), $$$"""{"participant":"N-{{{Guid.NewGuid():N}}}","on":"2025-06-20","anotherPerson":true,"fields":{"name":"Iemand Nieuw","language":"dutch"}}""", ("Idempotency-Key", Guid.NewGuid().ToString()));

    /// <summary>All that a stream could tell of a case: the reading behind it, which asks nothing of the application.</summary>
    private static async Task<int> Changes(TestSite site, string login, Role role, Guid id)
    {
        await using var reading = await site.House.Room.Enter(new Visitor(site.House.Tenant, site.House.References.User(site.House.Tenant, login), role));
        return (await CaseChange.Read(reading, new StreamId(id), 0, long.MaxValue)).Changes.Count;
    }
}
