using System.Collections.Immutable;
using System.Net;
using ZorgWerk.Testing;

namespace ZorgWerk.Promises;

/// <summary>Processes of the service on one database that are killed in turn: while one starts the others answer.</summary>
internal sealed class InTurn : IAsyncDisposable
{
    private const int AtOnce = 3;

    private readonly Workplace _place;
    private readonly Queue<Task<Service>> _turns = [];
    private ImmutableList<Service> _up = [];

    private InTurn(Workplace place) => _place = place;

    public IReadOnlyList<Guid> Cases { get; private set; } = [];

    public static async Task<InTurn> Start(Workplace place)
    {
        var services = new InTurn(place);
        var first = await Service.Start(place);
        services.Cases = await first.Cases();
        services._up = [first];
        services._turns.Enqueue(Task.FromResult(first));
        while (services._turns.Count < AtOnce) services._turns.Enqueue(services.StartAnother(first));
        return services;
    }

    /// <summary>At the one that is killed next, so that a kill strikes whatever is under way.</summary>
    /// <returns>Nothing when no answer came.</returns>
    public async Task<HttpStatusCode?> Record(Guid participant, int number, Guid key, string form) =>
        Volatile.Read(ref _up) is [var next, ..] ? await next.Record(participant, number, key, form) : null;

    /// <summary>One did not start; whoever kills next hears why.</summary>
    public bool HasFailed => _turns.Any(turn => turn.IsFaulted);

    /// <summary>Kills the one whose turn it is, and starts another.</summary>
    public async Task KillNext()
    {
        var victim = await _turns.Dequeue();
        victim.Kill();
        ImmutableInterlocked.Update(ref _up, up => up.Remove(victim));
        _turns.Enqueue(StartAnother(victim));
        victim.Dispose();
    }

    /// <summary>Whoever is signed in at one process is so at all; no password need be hashed for each.</summary>
    private async Task<Service> StartAnother(Service signedIn)
    {
        var another = await Service.Start(_place, signedIn: signedIn.Token);
        ImmutableInterlocked.Update(ref _up, up => up.Add(another));
        return another;
    }

    public async Task KillAll()
    {
        foreach (var turn in _turns) (await turn).Kill();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var turn in _turns)
        {
            // One that did not start has said so where its turn came.
            await Task.WhenAny(turn);
            if (turn.IsCompletedSuccessfully) (await turn).Dispose();
        }
    }
}
