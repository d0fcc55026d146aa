using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ZorgWerk.Samples.Client;

/// <summary>A case as it was read, and the tag to send along with what is recorded on it.</summary>
public sealed record CaseRead(JsonElement Case, string Tag);

/// <summary>What became of a step.</summary>
/// <param name="Refusal">Why not, in the language that was asked for; nothing when it is on the record.</param>
public sealed record StepOutcome(bool IsRecorded, string Tag, string? Refusal);

/// <summary>Something was put on the record of a case.</summary>
/// <param name="Place">To go on from, after a connection broke.</param>
public sealed record Change(Guid Participant, long Version, string Kind, string? Place);

/// <summary>Somebody else recorded something since the case was read: read it again, then decide.</summary>
public sealed class CaseMovedException() : Exception("The case has changed since it was read.");

/// <summary>Talks to ZorgWerk over HTTP. It needs nothing but .NET; the description is at <c>/openapi/v1.json</c>.</summary>
public sealed class ZorgWerkClient(HttpClient http)
{
    private const int Attempts = 4;

    /// <summary>The token is good for an hour; it goes along with every request from now on.</summary>
    public async Task SignIn(string organisation, string login, string password, CancellationToken cancel = default)
    {
        using var answer = await http.PostAsJsonAsync("api/v1/session", new { organisation, login, password }, cancel);
        await Good(answer, cancel);
        var session = await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.GetProperty("token").GetString());
    }

    /// <summary>Every case, however many pages they take.</summary>
    public async IAsyncEnumerable<JsonElement> Caseload([EnumeratorCancellation] CancellationToken cancel = default)
    {
        for (var address = "api/v1/participants"; address is not null;)
        {
            var page = await http.GetFromJsonAsync<JsonElement>(address, cancel);
            foreach (var one in page.GetProperty("items").EnumerateArray()) yield return one;
            address = page.GetProperty("next").GetString();
        }
    }

    public async Task<CaseRead> Read(Guid participant, CancellationToken cancel = default)
    {
        using var answer = await http.GetAsync($"api/v1/participants/{participant}", cancel);
        await Good(answer, cancel);
        return new CaseRead(await answer.Content.ReadFromJsonAsync<JsonElement>(cancel), answer.Headers.ETag!.Tag);
    }

    /// <summary>Puts a step on the record of a case as it was read. An answer that is lost is asked for again under the same key: the step is recorded once.</summary>
    /// <exception cref="CaseMovedException">Nothing was recorded.</exception>
    public async Task<StepOutcome> Record(Guid participant, string tag, string step, string on, object fields, CancellationToken cancel = default)
    {
        var key = Guid.CreateVersion7();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var asked = new HttpRequestMessage(HttpMethod.Post, $"api/v1/participants/{participant}/steps/{step}") { Content = JsonContent.Create(new { on, fields }) };
                asked.Headers.TryAddWithoutValidation("If-Match", tag);
                asked.Headers.TryAddWithoutValidation("Idempotency-Key", key.ToString());
                using var answer = await http.SendAsync(asked, cancel);
                switch (answer.StatusCode)
                {
                    case HttpStatusCode.ServiceUnavailable when attempt < Attempts: break;
                    case HttpStatusCode.PreconditionFailed: throw new CaseMovedException();
                    case HttpStatusCode.Conflict:
                        return new StepOutcome(false, answer.Headers.ETag!.Tag, (await answer.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("detail").GetString());
                    default:
                        await Good(answer, cancel);
                        return new StepOutcome(true, answer.Headers.ETag!.Tag, null);
                }
            }
            catch (HttpRequestException lost) when (lost.StatusCode is null && attempt < Attempts)
            {
                // Whether it was recorded is not known; the same key tells.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(250 * attempt), cancel);
        }
    }

    /// <summary>Changes in every case that may be seen, as they come; for as long as the token is good, through connections that break.</summary>
    /// <param name="place">Where it was left; nothing: from now on.</param>
    public async IAsyncEnumerable<Change> Changes(string? place = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        while (true)
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, "api/v1/changes");
            if (place is not null) asked.Headers.TryAddWithoutValidation("Last-Event-ID", place);
            using var answer = await Opened(asked, cancel);
            if (answer is not null)
            {
                await Good(answer, cancel);
                var parser = SseParser.Create(await answer.Content.ReadAsStreamAsync(cancel));
                await using var messages = parser.EnumerateAsync(cancel).GetAsyncEnumerator(cancel);
                while (await More(messages))
                {
                    using var told = JsonDocument.Parse(messages.Current.Data);
                    yield return new Change(told.RootElement.GetProperty("participant").GetGuid(), told.RootElement.GetProperty("version").GetInt64(), told.RootElement.GetProperty("kind").GetString()!, parser.LastEventId);
                }
                if (parser.LastEventId is { Length: > 0 } last) place = last;
            }
            await Task.Delay(TimeSpan.FromSeconds(1), cancel);
        }
    }

    private async Task<HttpResponseMessage?> Opened(HttpRequestMessage asked, CancellationToken cancel)
    {
        try
        {
            return await http.SendAsync(asked, HttpCompletionOption.ResponseHeadersRead, cancel);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task<bool> More(IAsyncEnumerator<SseItem<string>> messages)
    {
        try
        {
            return await messages.MoveNextAsync();
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            return false;
        }
    }

    private static async Task Good(HttpResponseMessage answer, CancellationToken cancel)
    {
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException(await answer.Content.ReadAsStringAsync(cancel), null, answer.StatusCode);
    }
}
