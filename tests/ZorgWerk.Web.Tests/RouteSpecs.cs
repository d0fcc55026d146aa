using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ZorgWerk.Casework.Users;
using ZorgWerk.Web.Doors;

namespace ZorgWerk.Web.Tests;

/// <summary>Every route is walked by everybody to every kind of case: who may, sees it; to all others it is as if it were not there.</summary>
public sealed class RouteSpecs(BranchSite branch) : IClassFixture<BranchSite>
{
    private static readonly string[] Logins = [.. Branch.Users.Select(user => user.Login)];

    private TestSite Site => branch.Site;

    [Fact]
    public void Every_route_says_what_it_asks_of_who_comes() =>
        Site.Routes.Where(route => route.RightOf() is null || (route.RightOf() is Right.Anyone) != (route.Metadata.GetMetadata<IAllowAnonymous>() is not null))
            .Select(route => route.Pattern()).ShouldBeEmpty();

    [Fact]
    public void What_changes_something_wants_the_forms_token() =>
        Site.Routes.Where(route => route.Takes("POST") && !route.IsApi() && route.Metadata.GetMetadata<Microsoft.AspNetCore.Antiforgery.IAntiforgeryMetadata>() is not { RequiresValidation: true })
            .Select(route => route.Pattern()).ShouldBeEmpty();

    [Fact]
    public async Task A_route_that_asks_nothing_lets_nobody_in()
    {
        await using var site = await TestSite.Open(Branch.Name, routes: app => app.MapGet("/forgotten", () => "secret"), on: Site.Place);
        using var stranger = site.Visitor();
        (await stranger.Get("/forgotten")).IsDoor.ShouldBeTrue();
        using var els = await site.SignedIn("els", Branch.Password);
        (await els.Get("/forgotten")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_page_of_a_case_is_shown_to_who_may_see_it_and_is_not_there_for_anybody_else()
    {
        var faults = new List<string>();
        foreach (var route in Site.Routes.Where(route => route.IsOfCase() && route.Takes("GET")))
        foreach (var login in Logins)
        {
            var caller = branch.As(login);
            var mayEnter = RoleOf(login).Has(route.RightOf()!.Value);
            foreach (var one in Branch.Cases)
            {
                var id = one.Id(Site.House);
                var (last, address) = (await LastReading(), route.Address(id, await branch.ThingsOf(id)));
                var answer = await caller.Get(address);
                var isFor = mayEnter && one.SeenBy.Contains(login);
                var isThere = isFor && (one.Kind != "without a coach yet" || !route.IsOfOneThing());
                void Fault(string what) => faults.Add($"{login} {address} ({one.Kind}): {what}");
                if (isThere ? answer.Status is not (200 or 302 or 303) || answer.IsDoor : answer.Status != 404) Fault($"answered {answer.Status}");
                if (!isFor && answer.Body.Contains(one.Person, StringComparison.Ordinal)) Fault("tells the name");
                if (!isFor && answer.Comparable != await Missing(caller)) Fault("looks otherwise than what is not there");
                var looks = await Readings(last, id, login);
                if (looks.Length == 0 || looks.Any(allowed => allowed != isFor)) Fault($"left the readings [{string.Join(", ", looks)}]");
            }
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_for_a_case_is_taken_from_who_may_record_in_it_and_from_nobody_else()
    {
        var faults = new List<string>();
        foreach (var route in Site.Routes.Where(route => route.IsOfCase() && route.Takes("POST")))
        foreach (var login in Logins)
        foreach (var one in Branch.Cases)
        {
            var id = one.Id(Site.House);
            var address = route.Address(id, await branch.ThingsOf(id));
            var answer = await branch.As(login).Post(address);
            var isFor = RoleOf(login).Has(route.RightOf()!.Value) && one.SeenBy.Contains(login);
            if (isFor ? answer.Status is 404 or >= 500 || answer.IsDoor : answer.Status != 404) faults.Add($"{login} POST {address} ({one.Kind}): answered {answer.Status}");
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Other_pages_are_for_the_roles_that_have_their_right_and_a_stranger_is_asked_to_sign_in()
    {
        var faults = new List<string>();
        using var stranger = Site.Visitor();
        foreach (var route in Site.Routes.Where(route => route.Takes("GET") && !route.IsApi() && !route.IsStream() && route.RightOf() is not Right.Anyone))
        {
            var address = route.Address(Branch.Cases[0].Id(Site.House), await branch.ThingsOf(Branch.Cases[0].Id(Site.House)));
            if (!(await stranger.Get(address)).IsDoor) faults.Add($"a stranger is not asked at {address}");
            if (route.IsOfCase()) continue;
            foreach (var login in Logins)
            {
                var answer = await branch.As(login).Get(address);
                var isFor = RoleOf(login).Has(route.RightOf()!.Value);
                if (isFor ? answer.Status is not (200 or 302 or 303) || answer.IsDoor : answer.Status != 404) faults.Add($"{login} {address}: answered {answer.Status}");
                if (!isFor && answer.Comparable != await Missing(branch.As(login))) faults.Add($"{login} {address}: looks otherwise than what is not there");
            }
        }
        foreach (var route in Site.Routes.Where(route => route.Takes("POST") && !route.IsApi() && route.RightOf() is not Right.Anyone))
            if (!(await stranger.Post(route.Address(Guid.NewGuid()))).IsDoor) faults.Add($"a stranger is not asked at POST {route.Pattern()}");
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task With_the_applications_checks_off_the_database_still_shows_nothing_of_anybody_elses_case()
    {
        await using var site = await TestSite.Open(Branch.Name, routes: Walk.MapProbe, on: Site.Place, services: (services, house) =>
        {
            services.AddSingleton(house.Room with { Allows = (_, _, _) => true });
            services.PostConfigure<AuthorizationOptions>(open =>
            {
                foreach (var right in Enum.GetValues<Right>()) open.AddPolicy(right.ToString(), policy => policy.RequireAuthenticatedUser());
            });
        });
        var faults = new List<string>();
        var shown = 0;
        foreach (var login in Logins)
        {
            using var caller = await site.SignedIn(login, Branch.Password);
            foreach (var route in site.Routes.Where(route => route.Takes("GET") && !route.IsApi() && !route.IsStream() && route.RightOf() is not Right.Anyone))
            foreach (var one in Branch.Cases)
            {
                var address = route.Address(one.Id(site.House), await branch.ThingsOf(one.Id(site.House)));
                var body = (await caller.Get(address)).Body;
                shown += Branch.Cases.Count(other => other.SeenBy.Contains(login) && body.Contains(other.Person, StringComparison.Ordinal));
                faults.AddRange(Branch.Cases.Where(other => !other.SeenBy.Contains(login) && (body.Contains(other.Person, StringComparison.Ordinal) || body.Contains(other.Reference, StringComparison.Ordinal)))
                    .Select(other => $"{login} {address}: tells of {other.Person}"));
            }
        }
        faults.Distinct().ShouldBeEmpty();
        shown.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_not_shown()
    {
        var faults = new List<string>();
        await Site.Execute("alter table zw_readings add constraint full_up check (page = '') not valid");
        try
        {
            // Nor is it refused without a record: who has no such right gets no answer either.
            foreach (var login in new[] { "els", "allezi", "beheer" })
            foreach (var route in Site.Routes.Where(route => route.IsOfCase() && route.Takes("GET") && (login != "els" || RoleOf(login).Has(route.RightOf()!.Value))))
            {
                var answer = await branch.As(login).Get(route.Address(Branch.Cases[0].Id(Site.House), await branch.ThingsOf(Branch.Cases[0].Id(Site.House))));
                if (answer.Status < 500 || answer.Body.Contains(Branch.Cases[0].Person, StringComparison.Ordinal)) faults.Add($"{login} {route.Pattern()}: answered {answer.Status}");
            }
        }
        finally
        {
            await Site.Execute("alter table zw_readings drop constraint full_up");
        }
        faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Right.SeeCases, Role.Coach, Role.TeamLead, Role.Auditor)]
    [InlineData(Right.RecordSteps, Role.Coach, Role.TeamLead)]
    [InlineData(Right.Audit, Role.Auditor)]
    [InlineData(Right.Evaluate, Role.TeamLead, Role.Auditor, Role.Evaluator)]
    [InlineData(Right.Administer, Role.Administrator)]
    public void A_right_belongs_to_these_roles(Right right, params Role[] roles) => Enum.GetValues<Role>().Where(role => role.Has(right)).ShouldBe(roles);

    private static Role RoleOf(string login) => Branch.Users.Single(user => user.Login == login).Role;

    private static async Task<string> Missing(Caller caller) => (await caller.Get("/not-there")).Comparable;

    private Task<long> LastReading() => Site.Ask<long>("select coalesce(max(reading_id), 0) from zw_readings");

    private Task<bool[]> Readings(long after, Guid participant, string login) => Site.Ask<bool[]>(
        $"select coalesce(array_agg(allowed), '{{}}') from zw_readings where reading_id > {after} and participant_id = '{participant}' and user_id = '{Site.House.References.User(Site.House.Tenant, login).Value}'");
}
