using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace ZorgWerk.EventStore.Postgres.Tests;

/// <summary>A wire between a store and its server that a test can cut.</summary>
internal sealed class CutWire : IAsyncDisposable
{
    private readonly EndPoint _server;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Socket> _open = [];
    private readonly Lock _gate = new();
    private bool _down;
    private bool _loseNextAnswer;

    public CutWire(NpgsqlDataSource server)
    {
        var settings = new NpgsqlConnectionStringBuilder(server.ConnectionString);
        _server = settings.Host!.StartsWith('/')
            ? new UnixDomainSocketEndPoint($"{settings.Host}/.s.PGSQL.{settings.Port}")
            : new DnsEndPoint(settings.Host, settings.Port);
        _listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What is asked next reaches the server and is done, and its answer never comes back.</summary>
    public void LoseNextAnswer() => _loseNextAnswer = true;

    /// <summary>Cuts what is open and refuses what is new.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _down = true;
            foreach (var socket in _open) socket.Dispose();
            _open.Clear();
        }
    }

    public void Mend()
    {
        lock (_gate) _down = false;
    }

    public ValueTask DisposeAsync()
    {
        Cut();
        _listener.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task Accept()
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptSocketAsync();
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
            {
                return;
            }

            var server = new Socket(_server.AddressFamily is AddressFamily.Unix ? AddressFamily.Unix : AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Unspecified);
            lock (_gate)
            {
                _open.AddRange([client, server]);
                if (_down) foreach (var socket in _open) socket.Dispose();
            }

            _ = Join(client, server);
        }
    }

    private async Task Join(Socket client, Socket server)
    {
        try
        {
            await server.ConnectAsync(_server);
            await Task.WhenAny(Pump(client, server, isAnswer: false), Pump(server, client, isAnswer: true));
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
        }

        client.Dispose();
        server.Dispose();
    }

    private async Task Pump(Socket from, Socket to, bool isAnswer)
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var count = await from.ReceiveAsync(buffer);
            if (count == 0) return;
            if (isAnswer && _loseNextAnswer)
            {
                _loseNextAnswer = false;
                return;
            }

            await to.SendAsync(buffer.AsMemory(0, count));
        }
    }
}
