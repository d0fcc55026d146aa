using Npgsql;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Views;

/// <summary>Where a background view stopped, and over what.</summary>
/// <param name="Fault">The kind of fault; never what the event holds.</param>
public sealed record ViewStop(long Position, TenantId Tenant, StreamId Stream, long Version, string Type, string Fault, Instant At);

/// <summary>How a view is.</summary>
/// <param name="Position">Up to which event it stands; an inline view always up to the last.</param>
/// <param name="Behind">Positions that it has yet to follow.</param>
/// <param name="Since">When the first of those was recorded; nothing where there is none.</param>
/// <param name="Rows">As PostgreSQL last estimated them; nothing before it did.</param>
/// <param name="IsOutdated">Its rows stand in an older form than this program writes.</param>
public sealed record ViewState(ParticipantView View, long Position, long Behind, Instant? Since, long? Rows, ViewStop? Stop, bool IsOutdated);

/// <summary>Every view, how far it is, and what stops it.</summary>
public static class ViewList
{
    public static async Task<IReadOnlyList<ViewState>> Read(NpgsqlDataSource database, CancellationToken cancel = default)
    {
        await using var command = database.CreateCommand(Statements.Files["list_views"]);
        command.Parameters.Add(new() { Value = ParticipantView.All.Select(view => view.Name).ToArray() });
        command.Parameters.Add(new() { Value = ParticipantView.All.Select(view => view.Table.Name).ToArray() });
        command.Parameters.Add(new() { Value = ParticipantView.All.Select(ViewProgress.NameOf).ToArray() });
        command.Parameters.Add(new() { Value = ParticipantView.All.Select(view => view.Form).ToArray() });
        var states = new List<ViewState>(ParticipantView.All.Count);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            var view = ParticipantView.Find(row.GetString(0))!;
            var last = row.GetInt64(2);
            var position = view.IsInline ? last : row.GetInt64(1);
            var stop = await row.IsDBNullAsync(4, cancel) ? null : new ViewStop(
                row.GetInt64(4), new TenantId(row.GetString(5)), new StreamId(row.GetGuid(6)), row.GetInt64(7), row.GetString(8), row.GetString(9), Instant.FromDateTimeUtc(row.GetDateTime(10)));
            Instant? since = position == last || await row.IsDBNullAsync(11, cancel) ? null : Instant.FromDateTimeUtc(row.GetDateTime(11));
            states.Add(new ViewState(view, position, last - position, since, await row.IsDBNullAsync(3, cancel) ? null : row.GetInt64(3), stop, row.GetBoolean(12)));
        }
        return states;
    }
}
