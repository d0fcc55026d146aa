using Npgsql;
using ZorgWerk.Casework.Events;

namespace ZorgWerk.Casework.Views;

/// <summary>How far a background view has followed, in Marten's table of progressions, and where it stopped.</summary>
internal static class ViewProgress
{
    /// <summary>The row's name, by Marten's convention.</summary>
    public static string NameOf(ParticipantView view) => $"{char.ToUpperInvariant(view.Name[0])}{view.Name[1..]}:All";

    public static Task<long> Find(NpgsqlConnection connection, ParticipantView view, CancellationToken cancel) => Find(connection, NameOf(view), cancel);

    public static Task<long> Find(NpgsqlConnection connection, string name, CancellationToken cancel) => Position(connection, "find_view_progress", name, cancel);

    /// <summary>The same, and until the transaction ends nobody moves it.</summary>
    public static async Task<long> Lock(NpgsqlConnection connection, ParticipantView view, CancellationToken cancel)
    {
        await using (var begin = Command(connection, "begin_view_progress", NameOf(view))) await begin.ExecuteNonQueryAsync(cancel);
        return await Position(connection, "lock_view_progress", NameOf(view), cancel);
    }

    /// <summary>Moves the view on, from where the caller believed it to be.</summary>
    /// <returns>Whether it was there.</returns>
    public static async Task<bool> Move(NpgsqlConnection connection, ParticipantView view, long from, long to, CancellationToken cancel)
    {
        if (!await Move(connection, NameOf(view), from, to, cancel)) return false;
        await using var start = Command(connection, "start_view", view.Name);
        await start.ExecuteNonQueryAsync(cancel);
        return true;
    }

    /// <inheritdoc cref="Move(NpgsqlConnection, ParticipantView, long, long, CancellationToken)"/>
    public static async Task<bool> Move(NpgsqlConnection connection, string name, long from, long to, CancellationToken cancel)
    {
        if (from == 0)
        {
            await using var begin = Command(connection, "begin_view_progress", name);
            await begin.ExecuteNonQueryAsync(cancel);
        }
        await using var move = Command(connection, "move_view_progress", name, from, to);
        return await move.ExecuteNonQueryAsync(cancel) > 0;
    }

    /// <summary>From here on a process that stands still does not keep this transaction open.</summary>
    public static async Task GiveWay(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var give = Command(connection, "give_way");
        await give.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Says of a view that it cannot get past an event.</summary>
    public static async Task Stop(NpgsqlConnection connection, ParticipantView view, UnreadableEventException at, CancellationToken cancel)
    {
        await using var stop = Command(connection, "stop_view", view.Name, at.Position, at.Tenant.Value, at.Stream.Value, at.Version, at.Type, at.InnerException!.GetType().Name, NameOf(view));
        await stop.ExecuteNonQueryAsync(cancel);
    }

    private static async Task<long> Position(NpgsqlConnection connection, string statement, string name, CancellationToken cancel)
    {
        await using var command = Command(connection, statement, name);
        return await command.ExecuteScalarAsync(cancel) as long? ?? 0;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string statement, params object[] values)
    {
        var command = new NpgsqlCommand(Statements.Files[statement], connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
