using Npgsql;
using ZorgWerk.Casework.Personal;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Views;

/// <param name="Participants">Whose rows were built.</param>
/// <param name="Position">Up to which event the view stands now.</param>
public sealed record Rebuilt(long Participants, long Position);

/// <summary>
/// Builds a view anew in a table beside the live one, from the streams alone, while work goes on; catches up with what was recorded meanwhile;
/// and lets it take the live one's place in one transaction. Cut off at any moment it leaves the live view as it was and nothing
/// beside it, and begins afresh the next time.
/// </summary>
/// <param name="owner">Connects as the owner of the tables.</param>
public sealed class ViewRebuild(NpgsqlDataSource owner, IEventStore store, CaseReader reader, KeyRing keys)
{
    /// <summary>Streams folded between two writes.</summary>
    private const int Batch = 500;

    /// <summary>So few streams behind, the rest is caught up with while writers wait.</summary>
    private const int FewStreams = 20;

    private const int MostRounds = 30;

    /// <summary>Whoever keeps the swap waiting is left in peace so long, and whoever waited behind it gets on.</summary>
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(3);

    /// <summary>The views whose rows stand in an older form than this program writes.</summary>
    public async Task<IReadOnlyList<ParticipantView>> Outdated(CancellationToken cancel = default) =>
        [.. (await ViewList.Read(owner, cancel)).Where(state => state.IsOutdated).Select(state => state.View)];

    /// <returns>Nothing when somebody else is rebuilding this view.</returns>
    /// <exception cref="Events.UnreadableEventException">The live view stays as it was.</exception>
    public async Task<Rebuilt?> Run(ParticipantView view, Action<long>? onProgress = null, CancellationToken cancel = default)
    {
        try
        {
            return await Build(view, onProgress, cancel);
        }
        catch
        {
            await ClearAway(view, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Takes away what rebuilds left beside the views because their process ended, or the database; nothing where somebody is building.</summary>
    public async Task ClearAway(CancellationToken cancel = default)
    {
        foreach (var view in ParticipantView.All) await ClearAway(view, cancel);
    }

    private async Task ClearAway(ParticipantView view, CancellationToken cancel)
    {
        try
        {
            await using var discard = owner.CreateCommand(Statements.Files["discard_rebuild"].Replace("__view__", view.Table.Name, StringComparison.Ordinal).Replace("__beside__", Beside(view), StringComparison.Ordinal));
            await discard.ExecuteNonQueryAsync(cancel);
        }
        catch (NpgsqlException)
        {
            // The database is away, or somebody is building by now: whoever starts next, or builds next, takes it away.
        }
    }

    private static string Beside(ParticipantView view) => $"{view.Table.Name}_beside";

    private async Task<Rebuilt?> Build(ParticipantView view, Action<long>? onProgress, CancellationToken cancel)
    {
        var beside = Beside(view);
        await using var connection = await owner.OpenConnectionAsync(cancel);
        if (await Scalar(connection, "try_rebuild_turn", cancel, view.Table.Name) is not true) return null;
        try
        {
            await Execute(connection, "begin_rebuild", cancel, view.Table.Name, beside);
            var position = await store.LastPosition(cancel);
            var participants = await Fill(connection, view, beside, position, onProgress, cancel);
            await Execute(connection, "index_rebuild", cancel, view.Table.Name, beside);
            await Execute(connection, "analyse_view", cancel, beside);
            while (true)
            {
                position = await Rounds(connection, view, beside, position, cancel);
                if (await Swap(connection, view, beside, position, cancel) is { } reached) return new Rebuilt(participants, reached);
                await Task.Delay(BetweenTries, cancel);
            }
        }
        finally
        {
            if (connection.State is System.Data.ConnectionState.Open) await Execute(connection, "end_rebuild_turn", CancellationToken.None, view.Table.Name);
        }
    }

    private async Task<long> Fill(NpgsqlConnection connection, ParticipantView view, string beside, long position, Action<long>? onProgress, CancellationToken cancel)
    {
        var participants = 0L;
        await using var copy = await RowCopy.Begin(connection, view, beside, cancel);
        await foreach (var one in reader.FoldEach(position, cancel))
        {
            foreach (var row in await view.Rows(one.Tenant, one.Stream, one.Participant, keys, cancel)) await copy.Write(row, cancel);
            if (++participants % Batch == 0) onProgress?.Invoke(participants);
        }
        await copy.Complete(cancel);
        return participants;
    }

    /// <summary>What was recorded while the table was filled, and while that was caught up with, until little is left.</summary>
    private async Task<long> Rounds(NpgsqlConnection connection, ParticipantView view, string beside, long position, CancellationToken cancel)
    {
        for (var round = 1; round <= MostRounds; round++)
        {
            var news = await News.After(position, int.MaxValue, store, cancel);
            await Catch(connection, view, beside, news, cancel);
            position = news.UpTo;
            if (news.Streams.Count <= FewStreams) break;
        }
        return position;
    }

    /// <returns>Nothing when somebody has been reading the view for a while: whoever appends would have to wait behind us.</returns>
    private async Task<long?> Swap(NpgsqlConnection connection, ParticipantView view, string beside, long position, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // Whoever appends, or follows, waits at the table and goes on with the new one.
        try
        {
            await Execute(connection, "lock_view", cancel, view.Table.Name);
        }
        catch (PostgresException reading) when (reading.SqlState is PostgresErrorCodes.LockNotAvailable)
        {
            return null;
        }
        // After the table, as whoever follows it does, so that neither waits for the other.
        var reached = view.IsInline ? 0 : await ViewProgress.Lock(connection, view, cancel);
        var last = await News.After(position, int.MaxValue, store, cancel);
        await Catch(connection, view, beside, last, cancel);
        if (!view.IsInline) await ViewProgress.Move(connection, view, reached, last.UpTo, cancel);
        await Execute(connection, "finish_rebuild", cancel, view.Table.Name, beside);
        await KeepForm(connection, view, cancel);
        await transaction.CommitAsync(cancel);
        return last.UpTo;
    }

    private async Task Catch(NpgsqlConnection connection, ParticipantView view, string beside, News news, CancellationToken cancel)
    {
        foreach (var batch in news.Streams.Chunk(Batch))
            await ViewRows.Replace(connection, view, beside, await (news with { Streams = batch }).Fold(reader, cancel), keys, cancel);
    }

    private static async Task KeepForm(NpgsqlConnection connection, ParticipantView view, CancellationToken cancel)
    {
        await using var keep = new NpgsqlCommand(Statements.Files["keep_view_form"], connection) { Parameters = { new() { Value = view.Name }, new() { Value = view.Form } } };
        await keep.ExecuteNonQueryAsync(cancel);
    }

    private static async Task Execute(NpgsqlConnection connection, string statement, CancellationToken cancel, params string[] names) =>
        await Scalar(connection, statement, cancel, names);

    private static async Task<object?> Scalar(NpgsqlConnection connection, string statement, CancellationToken cancel, params string[] names)
    {
        await using var command = new NpgsqlCommand(Statements.Files[statement], connection) { CommandTimeout = 0 };
        foreach (var name in names) command.Parameters.Add(new() { Value = name });
        return await command.ExecuteScalarAsync(cancel);
    }
}
