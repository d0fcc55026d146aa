using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace ZorgWerk.Cli.Tests;

/// <summary>Somebody who keeps the service running, signed in at its API.</summary>
internal static class Administrator
{
    private const string Password = "een lang wachtwoord";

    /// <summary>Makes one, who signs in there.</summary>
    public static async Task<HttpClient> At(Workplace place, string address)
    {
        (await Zorgwerk.RunWith($"{Password}\n", ["user", "add", "beheer", "--name", "Beheer", "--role", "administrator", "--password-stdin", .. place.Here])).ExitCode.ShouldBe(0);
        return await SignIn(new Uri(address), "beheer", Password);
    }

    public static async Task<HttpClient> SignIn(Uri address, string login, string password)
    {
        var http = new HttpClient { BaseAddress = address };
        using var answer = await http.PostAsJsonAsync("api/v1/session", new { organisation = "demo", login, password });
        var token = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }
}
