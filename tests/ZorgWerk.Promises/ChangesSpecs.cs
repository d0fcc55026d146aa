using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Npgsql;
using Xunit.Abstractions;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.EventStore.Postgres;

namespace ZorgWerk.Promises;

/// <summary>
/// A program that follows what changes through <c>/api/v1/changes</c>, hangs up now and then and takes up again at another node where it was, is told every
/// event once and in the order of commits, however those interleave.
/// </summary>
public sealed class ChangesSpecs(TwoServices services, ITestOutputHelper output) : IClassFixture<TwoServices>
{
    /// <summary>Only so that a spec that hears nothing ends.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Every_change_is_told_once() => (await Missed(participants: 60, locking: true)).ShouldBe(0);

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task Every_change_of_many_is_told_once() => (await Missed(participants: 1000, locking: true)).ShouldBe(0);

    [Fact]
    public async Task Without_the_append_lock_some_are_never_told_and_that_is_seen() => (await Missed(participants: 160, locking: false)).ShouldBeGreaterThan(0);

    private async Task<int> Missed(int participants, bool locking)
    {
        var connection = Promised.AsApp(services.Place.Connection, locking ? "" : Shared.WithoutTheLock);
        var master = MasterKey.FromFile(Path.Combine(services.Place.Folder, "master.key"));
        var nodes = Enumerable.Range(0, 4).Select(_ => new Node(connection, master)).ToList();
        await nodes[0].DefineProgramme();
        await using var source = NpgsqlDataSource.Create(connection);
        await using var store = new PostgresEventStore(source, SystemClock.Instance);
        var before = await store.LastPosition();

        var isListening = new TaskCompletionSource();
        var last = new StreamId(Guid.CreateVersion7());
        var listening = Listen(isListening, last);
        await Task.WhenAny(isListening.Task, listening);
        var working = Task.WhenAll(nodes.Select(node => node.TakeInParticipants(participants / nodes.Count)));
        await Interleaved.RollBackUntil(store, working);
        await working;
        await nodes[0].Take(last, new RegisterParticipant(new LocalDate(2026, 3, 2), PersonalText.Of("RT-last"), PersonalText.Of("Noor Claesen"), Language.Dutch, null)).Recorded();
        var recorded = await store.ReadAll(before).Select(one => (one.Stream.Value, one.Version)).ToListAsync();
        var (told, calls) = await listening;

        var missed = recorded.Except(told).Count();
        output.WriteLine($"{recorded.Count} events, {calls} calls, missed {missed}");
        told.ShouldBeUnique();
        if (locking) told.ShouldBe(recorded);
        foreach (var node in nodes) await node.DisposeAsync();
        return missed;
    }

    /// <returns>What was told, up to and with the last participant; and how often it called.</returns>
    private async Task<(List<(Guid Participant, long Version)> Told, int Calls)> Listen(TaskCompletionSource isListening, StreamId last)
    {
        var told = new List<(Guid, long)>();
        string? place = null;
        for (var call = 1; ; call++)
        {
            using var answer = await services.Follow(call, place);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            isListening.TrySetResult();
            using var impatient = new CancellationTokenSource(Patience);
            var parser = SseParser.Create(await answer.Content.ReadAsStreamAsync());
            var untilHangingUp = Random.Shared.Next(1, 60);
            await foreach (var message in parser.EnumerateAsync(impatient.Token))
            {
                impatient.CancelAfter(Patience);
                using var change = JsonDocument.Parse(message.Data);
                told.Add((change.RootElement.GetProperty("participant").GetGuid(), change.RootElement.GetProperty("version").GetInt64()));
                place = parser.LastEventId;
                if (told[^1].Item1 == last.Value) return (told, call);
                if (--untilHangingUp == 0) break;
            }
        }
    }
}
