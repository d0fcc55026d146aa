using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Npgsql;
using ZorgWerk.Casework.Access;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Api;
using ZorgWerk.Web.Doors;

namespace ZorgWerk.Web.Live;

/// <summary>What is followed, and how it is told.</summary>
/// <param name="Of">One case; nothing: every case that may be seen.</param>
/// <param name="Say">The message of each change, made under the reading that found it.</param>
internal sealed record Following(StreamId? Of, Func<Reading, IReadOnlyList<CaseChange>, Task<IReadOnlyList<string?>>> Say)
{
    /// <summary>What a place in it is good for.</summary>
    public string List => Of is { } one ? $"changes/{one.Value:N}" : "changes";
}

/// <summary>
/// Server-sent events of what is put on record. Each look is taken as a reading of its own, so who loses a case hears nothing more of it; a
/// stream ends with its session. A place is where everything before was told, so that taking up again there neither skips nor repeats.
/// </summary>
internal sealed class ChangeStreams(ReadingRoom room, Bell bell, Cursors cursors, NpgsqlDataSource database, TimeProvider time, IHostApplicationLifetime life) : IDisposable
{
    /// <summary>Streams of one user on this node.</summary>
    public const int MostOfOne = 10;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<(TenantId, UserId), int> _open = new();

    // When the bell rings for a thousand, they take turns at the database.
    private readonly SemaphoreSlim _turns = new(8);

    /// <param name="place">Where it was left, as it was told then; nothing: from now on.</param>
    public async Task<IResult> Follow(HttpContext http, SignedInUser user, Following following, string? place, CancellationToken cancel)
    {
        long at;
        if (place is null) at = await CaseChange.LastPosition(database, cancel);
        else if (!long.TryParse(cursors.Open(user, following.List, place), NumberStyles.None, CultureInfo.InvariantCulture, out at)) return Pager.NoPlace(http);

        var who = (user.Tenant, user.Id);
        if (_open.AddOrUpdate(who, 1, (_, others) => others + 1) > MostOfOne)
        {
            Leave(who);
            return Problems.Of(http, StatusCodes.Status429TooManyRequests, "api.streams", MostOfOne);
        }
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel, life.ApplicationStopping);
        try
        {
            http.Response.ContentType = "text/event-stream";
            http.Response.Headers["X-Accel-Buffering"] = "no";
            if (http.IsForHeaders()) return Results.Empty;
            http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await Tell(http, user, following, at, ending.Token);
        }
        catch (Exception end) when (end is OperationCanceledException or StoreUnavailableException or NpgsqlException)
        {
            // Who listens comes back, to where they were.
        }
        finally
        {
            Leave(who);
        }
        return Results.Empty;
    }

    public void Dispose() => _turns.Dispose();

    private async Task Tell(HttpContext http, SignedInUser user, Following following, long at, CancellationToken ending)
    {
        var until = Sessions.EndOf(http);
        await http.Response.WriteAsync($"retry: 2000\n{Place(user, following, at)}\n", ending);
        while (true)
        {
            var rung = bell.Next;
            while (bell.Position is { } last && at < last)
            {
                if (!await MayStay(http, until, ending)) return;
                at = await TellNews(http, user, following, at, last, ending);
            }
            await http.Response.Body.FlushAsync(ending);
            var pause = until - time.GetUtcNow();
            if (pause > Heartbeat) pause = Heartbeat;
            if (pause > TimeSpan.Zero) await Task.WhenAny(rung, Task.Delay(pause, ending));
            ending.ThrowIfCancellationRequested();
            if (!await MayStay(http, until, ending)) return;
            // A sign of life, and how far there is nothing to tell.
            if (!rung.IsCompleted) await http.Response.WriteAsync($":\n{Place(user, following, at)}\n", ending);
        }
    }

    private async Task<long> TellNews(HttpContext http, SignedInUser user, Following following, long after, long upTo, CancellationToken ending)
    {
        IReadOnlyList<CaseChange> changes;
        IReadOnlyList<string?> said;
        await _turns.WaitAsync(ending);
        try
        {
            await using var reading = await room.Enter(user.Visitor, ending);
            (changes, upTo) = await CaseChange.Read(reading, following.Of, after, upTo, ending);
            said = changes.Count == 0 ? [] : await following.Say(reading, changes);
            await reading.Close(ending);
        }
        finally
        {
            _turns.Release();
        }
        for (var one = 0; one < changes.Count; one++)
            if (said[one] is { } data) await http.Response.WriteAsync($"{Place(user, following, changes[one].Position)}data: {data}\n\n", ending);
        return upTo;
    }

    private async Task<bool> MayStay(HttpContext http, DateTimeOffset until, CancellationToken ending)
    {
        if (time.GetUtcNow() >= until) return false;
        await _turns.WaitAsync(ending);
        try
        {
            return await Sessions.Holds(http, http.User);
        }
        finally
        {
            _turns.Release();
        }
    }

    private string Place(SignedInUser user, Following following, long at) => $"id: {cursors.Seal(user, following.List, at.ToString(CultureInfo.InvariantCulture))}\n";

    private void Leave((TenantId, UserId) who)
    {
        while (_open.TryGetValue(who, out var count))
            if (count == 1 ? _open.TryRemove(new(who, 1)) : _open.TryUpdate(who, count - 1, count)) return;
    }
}
