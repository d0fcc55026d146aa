using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.CaseFile;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Caseload;

/// <summary>A case that was picked from the list, names opened.</summary>
/// <param name="CoachName">Of who coaches it now; nothing when nobody does.</param>
public sealed record ChosenCase(StreamId Id, string? Name, string? Reference, CoachId? Coach, string? CoachName);

/// <summary>Those of some cases that this person may see, by name.</summary>
public static class ChosenCases
{
    public static async Task<IReadOnlyList<ChosenCase>> Read(Reading reading, References references, IReadOnlyCollection<StreamId> ids, CancellationToken cancel = default)
    {
        var found = new List<(ChosenCase Case, string? Name, string? Reference)>();
        await using (var read = reading.Command("read_chosen_cases", reading.Visitor.Tenant.Value, ids.Select(id => id.Value).ToArray()))
        await using (var row = await read.ExecuteReaderAsync(cancel))
        {
            string? Text(int at) => row.IsDBNull(at) ? null : row.GetString(at);
            while (await row.ReadAsync(cancel))
                found.Add((new ChosenCase(new StreamId(row.GetGuid(0)), null, null, row.IsDBNull(3) ? null : new CoachId(row.GetGuid(3)), null), Text(1), Text(2)));
        }
        await reading.Words.Bring(found.Select(one => one.Case.Id), cancel);
        var colleagues = await Colleagues.Read(reading, references, found.Select(one => one.Case.Coach).OfType<CoachId>().Select(coach => new UserId(coach.Value)), cancel);
        return [.. found
            .Select(one => one.Case with
            {
                Name = reading.Words.Open(one.Name, one.Case.Id), Reference = reading.Words.Open(one.Reference, one.Case.Id),
                CoachName = one.Case.Coach is { } coach ? colleagues.NameOf(coach) : null,
            })
            .OrderBy(one => one.Name, StringComparer.CurrentCultureIgnoreCase)];
    }
}
