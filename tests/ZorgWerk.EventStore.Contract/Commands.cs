using System.Security.Cryptography;
using System.Text;

namespace ZorgWerk.EventStore.Contract;

/// <summary>Commands and events with nothing remarkable about them.</summary>
public static class Commands
{
    public static readonly TenantId Antwerp = new("antwerp");
    public static readonly TenantId Ghent = new("ghent");

    public static StreamId NewStream() => new(Guid.CreateVersion7());

    public static CommandId NewCommand() => new(Guid.CreateVersion7());

    public static ReadOnlyMemory<byte> Json(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(this ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);

    public static BodyHash Body(string asked) => new(SHA256.HashData(Encoding.UTF8.GetBytes(asked)));

    public static NewEvent Noted(string data = """{"n": 1}""") => new(Guid.CreateVersion7(), "noted", "Specs.Noted, Specs", Json(data));

    public static NewEvent[] Noted(int count) => [.. Enumerable.Range(0, count).Select(n => Noted($$"""{"n": {{n}}}"""))];

    /// <summary>A new command of one organisation that adds so many events to one stream.</summary>
    public static Append Adding(int count, StreamId to, long expected = 0) => With(new StreamAppend(to, expected, Noted(count)));

    public static Append With(params StreamAppend[] streams) => new(Antwerp, NewCommand(), Body("this")) { Streams = streams };

    public static async Task<AppendResult.Appended> Appended(this Task<AppendResult> appending) => (await appending).ShouldBeOfType<AppendResult.Appended>();

    /// <summary>All that is told of an event however it is read.</summary>
    public static string Told(StoredEvent read) =>
        $"{read.Tenant} {read.Stream} {read.Version} {read.Position} {read.Id} {read.Type} {read.RecordedAt} {read.Data.Text()} {read.Headers.Text()}";

    /// <summary>The commands that wrote a stream's events, in its order.</summary>
    public static async Task<IReadOnlyList<string?>> CommandsOf(this IEventStore store, StreamId stream) =>
        await store.ReadAll().Where(e => e.Stream == stream).Select(e => e.CorrelationId).ToListAsync();

    public static Task<List<StoredEvent>> Read(this IEventStore store, StreamId stream, StreamSlice? slice = null) =>
        store.ReadStream(Antwerp, stream, slice ?? StreamSlice.Whole).ToListAsync().AsTask();
}
