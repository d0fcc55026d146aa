using Npgsql;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Views;

/// <summary>One line of who shared what with whom.</summary>
/// <param name="Line">Which of the lines of its entry.</param>
/// <param name="HappenedAt">The time of that day, such as 12:49; null: not known.</param>
/// <param name="Judgement">A <see cref="TrailJudgement"/> as stored; null for what was struck.</param>
public sealed record DisclosureLine(
    Guid Participant, long Version, int Line, LocalDate HappenedOn, string? HappenedAt, string Outcome, Guid Giver, Guid Recipient, string? RecipientRole, IReadOnlyList<string> Categories,
    string? Purpose, Guid? Consent, Guid? CarePartner, string? Because, int RulesVersion, Guid RecordedBy, bool IsStruck, string? Judgement);

/// <summary>The trail over one case or all of an organisation's, by the day it happened; streamed, however long it is.</summary>
public static class DisclosureTrail
{
    public static async IAsyncEnumerable<DisclosureLine> Read(
        NpgsqlDataSource database, TenantId tenant, StreamId? participant, TrailJudgement? judgement = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using var command = database.CreateCommand(Statements.Files["read_disclosures"]);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = (object?)participant?.Value ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = judgement is { } asked ? Kebab.Of(asked) : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Varchar });
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            yield return new DisclosureLine(
                row.GetGuid(0), row.GetInt64(1), row.GetInt32(2), LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(3)), Text(row, 4), row.GetString(5), row.GetGuid(6), row.GetGuid(7),
                Text(row, 8), row.GetFieldValue<string[]>(9), Text(row, 10), Id(row, 11), Id(row, 12), Text(row, 13), row.GetInt32(14), row.GetGuid(15), row.GetBoolean(16), Text(row, 17));
        }
    }

    private static string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);

    private static Guid? Id(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetGuid(at);
}
