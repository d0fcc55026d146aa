using System.Text.Json;

namespace ZorgWerk.Web.Tests;

/// <summary>One stream of server-sent events, read message by message.</summary>
internal sealed class Heard : IDisposable
{
    /// <summary>Only so that a spec that hears nothing ends.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private Heard(HttpResponseMessage response, StreamReader lines) => (_response, _lines) = (response, lines);

    public int Status => (int)_response.StatusCode;

    /// <summary>The last place that was told.</summary>
    public string? Last { get; private set; }

    public static async Task<Heard> Open(HttpResponseMessage response)
    {
        var heard = new Heard(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
        // Where it begins is told at once.
        if (heard.Status == 200) while (heard.Last is null) await heard.Line(default);
        return heard;
    }

    /// <summary>What the next message says; nothing when the stream ends.</summary>
    public async Task<JsonElement?> Next()
    {
        // Signs of life come for ever; what is waited for must come in time.
        using var impatient = new CancellationTokenSource(Patience);
        while (await Line(impatient.Token) is { } line)
            if (line.StartsWith("data: ", StringComparison.Ordinal)) return JsonDocument.Parse(line[6..]).RootElement;
        return null;
    }

    /// <summary>Everything from now until the stream ends.</summary>
    public async Task<IReadOnlyList<JsonElement>> Rest()
    {
        var rest = new List<JsonElement>();
        while (await Next() is { } one) rest.Add(one);
        return rest;
    }

    private async Task<string?> Line(CancellationToken impatient)
    {
        try
        {
            var line = await _lines.ReadLineAsync(impatient);
            if (line?.StartsWith("id: ", StringComparison.Ordinal) is true) Last = line[4..];
            return line;
        }
        catch (Exception cut) when (cut is HttpIOException or IOException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }
}
