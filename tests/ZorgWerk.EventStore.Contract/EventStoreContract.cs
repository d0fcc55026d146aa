using NodaTime;
using Npgsql;

namespace ZorgWerk.EventStore.Contract;

/// <summary>
/// What every engine must do. An engine's own test class says how to open it; each test has an empty database to itself.
/// </summary>
public abstract partial class EventStoreContract : IAsyncLifetime
{
    protected HandClock Clock { get; } = new();

    /// <summary>A store over this test's database, as one node would open it. Called again, it stands for another node.</summary>
    protected IEventStore Store => _store ?? throw new InvalidOperationException("The test has not begun.");

    private IEventStore? _store;

    /// <summary>This test's database, with every right.</summary>
    protected abstract NpgsqlDataSource Owner { get; }

    /// <summary>Makes the database and whatever tables the engine wants.</summary>
    protected abstract Task CreateDatabase();

    protected abstract Task DropDatabase();

    /// <summary>A store over this test's database, as one node opens it. The engine's test class closes it in <see cref="DropDatabase"/>.</summary>
    protected abstract IEventStore Open(IClock clock);

    /// <summary>Begins an append of one event by another node, up to the point where its position is drawn and nothing is committed.</summary>
    /// <returns>Commits it when disposed.</returns>
    protected abstract Task<IAsyncDisposable> HoldAppendOpen(StreamId stream);

    public async Task InitializeAsync()
    {
        await CreateDatabase();
        _store = Open(Clock);
    }

    public Task DisposeAsync() => DropDatabase();

    protected async Task Execute(string text)
    {
        await using var command = Owner.CreateCommand(text);
        await command.ExecuteNonQueryAsync();
    }

    protected async Task<T> Ask<T>(string text)
    {
        await using var command = Owner.CreateCommand(text);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
