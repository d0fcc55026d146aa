using Npgsql;
using ZorgWerk.Casework.Events;
using ZorgWerk.Casework.Personal;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Views;

/// <summary>
/// Brings one view of the background up to date, a page of events at a time. Rows and position move in one transaction, and only from where
/// the writer believed the view to be, so any number of processes may follow at once and every event counts once. An event that cannot be read
/// stops the view just before it, and is named; it is never skipped.
/// </summary>
public sealed class BackgroundView(NpgsqlDataSource database, IEventStore store, CaseReader reader, ParticipantView view, KeyRing keys)
{
    /// <summary>Events that one transaction takes the view on by.</summary>
    private const int Page = 2000;

    public ParticipantView View { get; } = view;

    /// <summary>Follows until there is nothing new.</summary>
    /// <returns>The position reached.</returns>
    /// <exception cref="UnreadableEventException">The view stopped before this event, and the database says so too.</exception>
    public async Task<long> CatchUp(CancellationToken cancel = default)
    {
        while (await Follow(cancel)) { }
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await ViewProgress.Find(connection, View, cancel);
    }

    /// <summary>Takes the view on by one page.</summary>
    /// <returns>Whether there was anything new.</returns>
    /// <inheritdoc cref="CatchUp"/>
    public async Task<bool> Follow(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        var from = await ViewProgress.Find(connection, View, cancel);
        UnreadableEventException? inTheWay = null;
        while (true)
        {
            try
            {
                var news = await News.After(from, Page, store, cancel, upTo: inTheWay?.Position - 1 ?? long.MaxValue);
                if (news.UpTo > from) await MoveOn(connection, from, news.UpTo, await news.Fold(reader, cancel), cancel);
                if (inTheWay is null) return news.UpTo > from;
                await ViewProgress.Stop(connection, View, inTheWay, cancel);
                break;
            }
            catch (UnreadableEventException unreadable) when (inTheWay is null || unreadable.Position < inTheWay.Position)
            {
                // What came before it is whole, and is shown.
                inTheWay = unreadable;
            }
        }
        throw inTheWay;
    }

    private async Task MoveOn(NpgsqlConnection connection, long from, long to, IReadOnlyCollection<FoldedCase> cases, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // Rows first, position last: a process that is stopped while it works out rows holds nothing that another one waits for.
        await ViewProgress.GiveWay(connection, cancel);
        await ViewRows.Bring(connection, View, View.Table.Name, cases, keys, cancel);
        if (!await ViewProgress.Move(connection, View, from, to, cancel)) return;
        await ViewRows.TakeIn(connection, View, View.Table.Name, cases, cancel);
        await transaction.CommitAsync(cancel);
    }
}
