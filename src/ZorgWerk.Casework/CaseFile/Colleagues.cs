using ZorgWerk.Casework.Access;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.CaseFile;

/// <summary>Names of those who recorded or coach, opened under the reading that shows them.</summary>
public sealed class Colleagues(IReadOnlyDictionary<UserId, string> names)
{
    /// <summary>The name; nothing for who is unknown here, such as somebody of a system that was imported from.</summary>
    public string? NameOf(UserId user) => names.GetValueOrDefault(user);

    public string? NameOf(CoachId coach) => NameOf(new UserId(coach.Value));

    public static async Task<Colleagues> Read(Reading reading, References references, IEnumerable<UserId> users, CancellationToken cancel = default)
    {
        var wanted = users.Where(user => user != default).Distinct().ToList();
        var tokens = new Dictionary<UserId, string>();
        await using (var command = reading.Command("find_names_of_users", reading.Visitor.Tenant.Value, wanted.Select(user => user.Value).ToArray()))
        await using (var row = await command.ExecuteReaderAsync(cancel))
            while (await row.ReadAsync(cancel)) tokens[new UserId(row.GetGuid(0))] = row.GetString(1);

        await reading.Words.Bring(tokens.Keys.Select(user => new StreamId(user.Value)), cancel);
        var names = new Dictionary<UserId, string>();
        foreach (var (user, token) in tokens)
            if (reading.Words.Open(token, new StreamId(user.Value)) is { } name) names[user] = name;
        foreach (var user in wanted.Where(user => !names.ContainsKey(user)))
            if (await NameOfCoach(reading, references, new CoachId(user.Value), cancel) is { } name) names[user] = name;
        return new Colleagues(names);
    }

    /// <summary>A coach who may not sign in, or no more, is still known as a coach.</summary>
    private static async Task<string?> NameOfCoach(Reading reading, References references, CoachId coach, CancellationToken cancel)
    {
        var stream = references.CoachStream(reading.Visitor.Tenant, coach);
        var known = await reading.Cases.Coach(reading.Visitor.Tenant, stream, cancel);
        await reading.Words.Bring([stream], cancel);
        return reading.Words.Open(known.Name);
    }
}
