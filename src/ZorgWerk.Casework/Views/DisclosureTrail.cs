using Npgsql;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Views;

/// <summary>One line of who shared what with whom.</summary>
public sealed record DisclosureLine(
    Guid Participant, long Version, LocalDate HappenedOn, string Outcome, Guid Giver, Guid Recipient, string? RecipientRole, IReadOnlyList<string> Categories,
    string? Purpose, Guid? Consent, Guid? CarePartner, string? Because, int RulesVersion, Guid RecordedBy, bool IsStruck);

/// <summary>The trail over one case or all of an organisation's, by the day it happened; streamed, however long it is.</summary>
public static class DisclosureTrail
{
    public static async IAsyncEnumerable<DisclosureLine> Read(
        NpgsqlDataSource database, TenantId tenant, StreamId? participant, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using var command = database.CreateCommand(Statements.Files["read_disclosures"]);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = (object?)participant?.Value ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            yield return new DisclosureLine(
                row.GetGuid(0), row.GetInt64(1), LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(2)), row.GetString(3), row.GetGuid(4), row.GetGuid(5), Text(row, 6),
                row.GetFieldValue<string[]>(7), Text(row, 8), Id(row, 9), Id(row, 10), Text(row, 11), row.GetInt32(12), row.GetGuid(13), row.GetBoolean(14));
        }
    }

    private static string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);

    private static Guid? Id(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetGuid(at);
}
