using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ZorgWerk.Cli;

namespace ZorgWerk.Web.Tests;

/// <summary>The site as the program puts it together, in this process and on a database of its own.</summary>
internal sealed class TestSite : IAsyncDisposable
{
    private readonly Workplace _place;
    private readonly bool _isMine;

    private TestSite(Workplace place, bool isMine, House house, WebApplication app) => (_place, _isMine, House, App) = (place, isMine, house, app);

    public House House { get; }

    public WebApplication App { get; }

    public Uri Address => new(App.Urls.Single());

    public Workplace Place => _place;

    /// <summary>Every route of it.</summary>
    public IReadOnlyList<RouteEndpoint> Routes => [.. ((IEndpointRouteBuilder)App).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];

    /// <param name="fill">Puts data in before anything is served.</param>
    /// <param name="services">What a spec has otherwise than the program.</param>
    /// <param name="routes">Pages of the spec's own.</param>
    /// <param name="on">Where another site works already.</param>
    /// <param name="port">A free one, when it is 0.</param>
    public static async Task<TestSite> Open(
        string organisation, Func<House, Task>? fill = null, Action<IServiceCollection, House>? services = null, Action<WebApplication>? routes = null, Workplace? on = null, int port = 0)
    {
        var place = on ?? await Workplace.OnTestServer();
        var house = await House.Open(new Where(place.Connection, place.Folder, organisation), CancellationToken.None);
        if (fill is not null) await fill(house);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        house.Serve(builder.Services);
        builder.Services.AddSite();
        services?.Invoke(builder.Services, house);
        var app = builder.Build();
        app.UseSite();
        routes?.Invoke(app);
        await app.StartAsync();
        return new TestSite(place, on is null, house, app);
    }

    public Caller Visitor(System.Net.IPAddress? from = null) => new(Address, from: from);

    public async Task<Caller> SignedIn(string login, string password)
    {
        var caller = Visitor();
        (await caller.SignIn(login, password, House.Tenant.Value)).Status.ShouldBe(302, login);
        return caller;
    }

    /// <summary>As the owner of the tables, whom no policy binds.</summary>
    public async Task Execute(string statement)
    {
        await using var connection = new Npgsql.NpgsqlConnection(_place.Connection);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>As the owner too, for specs that ask thousands of times.</summary>
    public async Task<T> Ask<T>(string question)
    {
        await using var connection = new Npgsql.NpgsqlConnection(_place.Connection);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(question, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await House.DisposeAsync();
        if (_isMine) await _place.DisposeAsync();
    }
}
