using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ZorgWerk.Testing;

namespace ZorgWerk.Promises;

/// <summary>Two processes of the program on one database where commits interleave, and a team lead who is signed in at both.</summary>
public sealed class TwoServices : IAsyncLifetime
{
    private const string Password = "een lang wachtwoord";

    private static readonly HttpClient Http = new();

    private readonly List<Zorgwerk> _programs = [];
    private readonly List<Uri> _addresses = [];
    private Workplace? _place;
    private AuthenticationHeaderValue? _token;

    public Workplace Place => _place!;

    public async Task InitializeAsync()
    {
        _place = await Workplace.OnTestServer();
        (await Zorgwerk.RunWith($"{Password}\n", ["user", "add", "els", "--name", "Els", "--role", "team-lead", "--password-stdin", "--organisation", Node.Tenant.Value, .. Place.Here])).ExitCode.ShouldBe(0);
        await Place.Ask<int>($"{Interleaved.Prepared}; {Shared.NoLock}; select 1");
        for (var n = 0; n < 2; n++) _programs.Add(Zorgwerk.Start(["up", "--accept-loss", "--port", "0", "--json", .. Place.Here]));
        foreach (var program in _programs) _addresses.Add(new Uri(JsonDocument.Parse(await program.NextLine()).RootElement.GetProperty("address").GetString()!));
        using var answer = await Http.PostAsJsonAsync(new Uri(_addresses[0], "api/v1/session"), new { organisation = Node.Tenant.Value, login = "els", password = Password });
        _token = new AuthenticationHeaderValue("Bearer", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString());
    }

    /// <summary>Changes as they come, at one service or the other in turn.</summary>
    /// <param name="place">Where it was left; nothing: from now on.</param>
    public async Task<HttpResponseMessage> Follow(int turn, string? place)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, new Uri(_addresses[turn % _addresses.Count], "api/v1/changes"));
        asked.Headers.Authorization = _token;
        if (place is not null) asked.Headers.Add("Last-Event-ID", place);
        return await Http.SendAsync(asked, HttpCompletionOption.ResponseHeadersRead);
    }

    public async Task DisposeAsync()
    {
        foreach (var program in _programs) program.Dispose();
        if (_place is not null) await _place.DisposeAsync();
    }
}
