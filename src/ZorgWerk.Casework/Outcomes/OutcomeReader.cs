using Npgsql;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Outcomes;

/// <summary>The outcomes of one programme as the view has them, row by row in an order of their own.</summary>
internal static class OutcomeReader
{
    public static async IAsyncEnumerable<(StreamId Participant, TrajectoryOutcome Outcome)> Read(
        NpgsqlConnection connection, TenantId tenant, Code programme, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(Statements.Files["read_outcomes"], connection) { CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = programme.Value });
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            yield return (new StreamId(row.GetGuid(0)), new TrajectoryOutcome(
                row.GetInt32(1), row.GetString(2), LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(3)), row.IsDBNull(4) ? null : LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(4)),
                row.GetFieldValue<string[]>(5), Day(row, 6), Day(row, 7), Day(row, 8), Day(row, 9), Day(row, 10), Day(row, 11),
                [.. row.GetFieldValue<string[]>(12).Select(DaysAtWork.Parse)], row.GetInt32(13), row.GetInt32(14), row.GetInt32(15), row.GetInt32(16), row.GetInt32(17),
                row.IsDBNull(18) ? null : row.GetString(18)));
        }
    }

    public static async Task<IReadOnlyList<TrajectoryOutcome>> All(NpgsqlConnection connection, TenantId tenant, Code programme, CancellationToken cancel)
    {
        var outcomes = new List<TrajectoryOutcome>();
        await foreach (var (_, outcome) in Read(connection, tenant, programme, cancel)) outcomes.Add(outcome);
        return outcomes;
    }

    /// <summary>Whether any trajectory of the programme belongs to a group by that name; whether there is any at all, when none is named.</summary>
    public static async Task<bool> HasStratum(NpgsqlConnection connection, TenantId tenant, Code programme, string? by, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(Statements.Files["has_stratum"], connection) { CommandTimeout = 0 };
        foreach (var value in new[] { tenant.Value, programme.Value, by is null ? "" : by + "." }) command.Parameters.Add(new() { Value = value });
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static int? Day(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetInt32(at);
}
