using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ZorgWerk.Cli.Tests;

/// <summary>Takes what is sent by OTLP over HTTP, as bytes, and looks for words in it.</summary>
internal sealed class Collector : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly MemoryStream _taken = new();
    private readonly Task _taking;

    public Collector()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        }
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _taking = Task.Run(Take);
    }

    public string Address { get; }

    /// <summary>What a service needs to send here, often.</summary>
    public Dictionary<string, string> Surroundings => new(StringComparer.Ordinal)
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf", ["OTEL_METRIC_EXPORT_INTERVAL"] = "500", ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
    };

    public bool Holds(string word)
    {
        lock (_taken) return _taken.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0;
    }

    public void Dispose()
    {
        _listener.Stop();
        _taking.GetAwaiter().GetResult();
        _listener.Close();
        _taken.Dispose();
    }

    private async Task Take()
    {
        while (true)
        {
            try
            {
                var sent = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await sent.Request.InputStream.CopyToAsync(body);
                lock (_taken) body.WriteTo(_taken);
                sent.Response.Close();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
