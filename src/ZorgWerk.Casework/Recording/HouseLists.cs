using Npgsql;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Recording;

/// <summary>A coach of the organisation, with the name opened for showing.</summary>
public sealed record CoachOfHouse(CoachId Id, string Name, Coach Coach);

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
        foreach (var (id, name, isHere, _) in await Users(reading, cancel))
        {
            var coach = new CoachId(id.Value);
            if (isHere && (await reading.Cases.Coach(reading.Visitor.Tenant, references.CoachStream(reading.Visitor.Tenant, coach), cancel)).IsRegistered) colleagues.Add(new Colleague(coach, name));
        }
        return [.. colleagues.OrderBy(colleague => colleague.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <summary>Every coach that was registered, by name, whether or not they sign in.</summary>
    public static async Task<IReadOnlyList<CoachOfHouse>> Coaches(Reading reading, CancellationToken cancel = default)
    {
        var found = new List<(StreamId Stream, CoachId Id)>();
        await using (var command = reading.Command("find_coaches", reading.Visitor.Tenant.Value))
        await using (var row = await command.ExecuteReaderAsync(cancel))
            while (await row.ReadAsync(cancel)) found.Add((new StreamId(row.GetGuid(0)), new CoachId(row.GetGuid(1))));
        await reading.Words.Bring(found.Select(one => one.Stream), cancel);

        var coaches = new List<CoachOfHouse>();
        foreach (var (stream, id) in found)
            if (await reading.Cases.Coach(reading.Visitor.Tenant, stream, cancel) is { IsRegistered: true } coach) coaches.Add(new CoachOfHouse(id, reading.Words.Open(coach.Name) ?? "–", coach));
        return [.. coaches.OrderBy(coach => coach.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <summary>Users who are to coach and are not registered as coaches yet.</summary>
    public static async Task<IReadOnlyList<Colleague>> NotYetCoaches(Reading reading, IReadOnlyList<CoachOfHouse> registered, CancellationToken cancel = default) =>
        [.. (await Users(reading, cancel)).Where(user => user is { Role: Role.Coach, IsHere: true } && registered.All(coach => coach.Id.Value != user.Id.Value))
            .Select(user => new Colleague(new CoachId(user.Id.Value), user.Name)).OrderBy(colleague => colleague.Name, StringComparer.CurrentCultureIgnoreCase)];

    private static async Task<IReadOnlyList<(UserId Id, string Name, bool IsHere, Role Role)>> Users(Reading reading, CancellationToken cancel)
    {
        var users = new List<(UserId Id, string Name, bool IsHere, Role Role)>();
        await using (var command = reading.Command("read_users", reading.Visitor.Tenant.Value))
        await using (var row = await command.ExecuteReaderAsync(cancel))
            while (await row.ReadAsync(cancel)) users.Add((new UserId(row.GetGuid(0)), row.GetString(4), await row.IsDBNullAsync(6, cancel), RoleNames.Parse(row.GetString(1))));
        await reading.Words.Bring(users.Select(user => new StreamId(user.Id.Value)), cancel);
        return [.. users.Select(user => user with { Name = reading.Words.Open(user.Name, new StreamId(user.Id.Value)) ?? "–" })];
    }
}
