using ZorgWerk.Casework.Access;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Caseload;

/// <summary>One case in a list that is gone through page by page, names opened.</summary>
/// <param name="Version">Of its record.</param>
public sealed record CaseloadLine(
    StreamId Participant, long Version, string? Name, string? Reference, string Phase, string? Programme, CoachId? Coach, LocalDate? LastContactOn, LocalDate? NextActionDueOn, LocalDate? NextFollowUpOn)
{
    /// <summary>The cases one person may see, in the order of their ids.</summary>
    /// <param name="after">The last case of the page before; nothing for the first page.</param>
    /// <returns>The cases, and whether there are more.</returns>
    public static async Task<(IReadOnlyList<CaseloadLine> Lines, bool HasMore)> Page(Reading reading, StreamId? after, int atMost, CancellationToken cancel = default)
    {
        var lines = new List<(CaseloadLine Line, string? Reference, string? Name)>(atMost);
        await using (var command = reading.Command("read_caseload_page", reading.Visitor.Tenant.Value, after?.Value ?? Guid.Empty, atMost + 1))
        await using (var row = await command.ExecuteReaderAsync(cancel))
        {
            while (await row.ReadAsync(cancel))
            {
                LocalDate? Day(int at) => row.IsDBNull(at) ? null : LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(at));
                string? Text(int at) => row.IsDBNull(at) ? null : row.GetString(at);
                lines.Add((new CaseloadLine(
                    new StreamId(row.GetGuid(0)), row.GetInt64(1), null, null, row.GetString(2), Text(3), row.IsDBNull(4) ? null : new CoachId(row.GetGuid(4)), Day(7), Day(8), Day(9)), Text(5), Text(6)));
            }
        }

        await reading.Words.Bring(lines.Select(one => one.Line.Participant), cancel);
        return ([.. lines.Take(atMost).Select(one => one.Line with { Reference = reading.Words.Open(one.Reference, one.Line.Participant), Name = reading.Words.Open(one.Name, one.Line.Participant) })], lines.Count > atMost);
    }
}
