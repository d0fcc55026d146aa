using Npgsql;
using ZorgWerk.Casework.Access;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Recording;

/// <summary>What every case of an organisation may choose from: its programmes, and the colleagues who coach.</summary>
public static class HouseLists
{
    public static async Task<IReadOnlyList<Programme>> Programmes(Reading reading, CancellationToken cancel = default)
    {
        var streams = new List<StreamId>();
        await using (var command = reading.Command("find_programme_streams", reading.Visitor.Tenant.Value))
        await using (var row = await command.ExecuteReaderAsync(cancel))
            while (await row.ReadAsync(cancel)) streams.Add(new StreamId(row.GetGuid(0)));

        var programmes = new List<Programme>();
        foreach (var stream in streams)
            if (await reading.Cases.Programme(reading.Visitor.Tenant, stream, cancel) is { IsDefined: true } programme) programmes.Add(programme);
        return programmes;
    }

    /// <summary>Users by name; whoever has left still has one.</summary>
    public static async Task<IReadOnlyDictionary<UserId, string>> Names(Reading reading, CancellationToken cancel = default) =>
        (await Users(reading, cancel)).ToDictionary(user => user.Id, user => user.Name);

    /// <summary>Who may take a case on: works here, and is known as a coach.</summary>
    public static async Task<IReadOnlyList<Colleague>> Colleagues(Reading reading, References references, CancellationToken cancel = default)
    {
        var colleagues = new List<Colleague>();
        foreach (var (id, name, isHere) in await Users(reading, cancel))
        {
            var coach = new CoachId(id.Value);
            if (isHere && (await reading.Cases.Coach(reading.Visitor.Tenant, references.CoachStream(reading.Visitor.Tenant, coach), cancel)).IsRegistered) colleagues.Add(new Colleague(coach, name));
        }
        return [.. colleagues.OrderBy(colleague => colleague.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    private static async Task<IReadOnlyList<(UserId Id, string Name, bool IsHere)>> Users(Reading reading, CancellationToken cancel)
    {
        var users = new List<(UserId Id, string Name, bool IsHere)>();
        await using (var command = reading.Command("read_users", reading.Visitor.Tenant.Value))
        await using (var row = await command.ExecuteReaderAsync(cancel))
            while (await row.ReadAsync(cancel)) users.Add((new UserId(row.GetGuid(0)), row.GetString(4), await row.IsDBNullAsync(6, cancel)));
        await reading.Words.Bring(users.Select(user => new StreamId(user.Id.Value)), cancel);
        return [.. users.Select(user => user with { Name = reading.Words.Open(user.Name, new StreamId(user.Id.Value)) ?? "–" })];
    }
}
