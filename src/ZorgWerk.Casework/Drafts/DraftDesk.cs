using System.Security.Cryptography;
using System.Text.Json;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Drafts;

/// <summary>
/// Keeps what was typed until it is recorded: one draft per person, case and form. Only who typed it reads it, and only as long as they see
/// the case; it is sealed under the key of the case, so that it dies with that key.
/// </summary>
public static class DraftDesk
{
    /// <summary>Long enough for a week of leave; a report that is older was not going to be written from memory anyhow.</summary>
    public static readonly Duration Lasts = Duration.FromDays(14);

    /// <summary>Of one draft, in bytes of JSON; the longest form with every text at its longest stays below.</summary>
    public const int LongestBytes = 1_000_000;

    private static readonly Table OfOne = new("zw_drafts", 3, new("tenant_id", ColumnKind.Text), new("participant_id", ColumnKind.Uuid), new("user_id", ColumnKind.Uuid));

    private static readonly Table OfCase = new("zw_drafts", 2, new("tenant_id", ColumnKind.Text), new("participant_id", ColumnKind.Uuid));

    /// <summary>False where there is nothing to seal it under any more, or it is too long.</summary>
    public static async Task<bool> Keep(Reading reading, StreamId participant, string form, IReadOnlyDictionary<string, string[]> fields, Instant now, CancellationToken cancel = default)
    {
        var words = JsonSerializer.Serialize(fields);
        if (System.Text.Encoding.UTF8.GetByteCount(words) > LongestBytes) return false;
        await reading.Words.Bring([participant], cancel);
        if (reading.Words.Seal(words, Place(reading.Visitor, participant, form)) is not { } closed) return false;
        await using var keep = reading.Command("keep_draft", reading.Visitor.Tenant.Value, participant.Value, reading.Visitor.User.Value, form, closed, now.ToDateTimeUtc());
        await keep.ExecuteNonQueryAsync(cancel);
        return true;
    }

    /// <summary>Nothing when there is none, it is too old, or it cannot be read any more.</summary>
    public static async Task<OpenedDraft?> Find(Reading reading, StreamId participant, string form, Instant now, CancellationToken cancel = default)
    {
        byte[] closed;
        Instant started, saved;
        await using (var find = reading.Command("find_draft", reading.Visitor.Tenant.Value, participant.Value, reading.Visitor.User.Value, form, (now - Lasts).ToDateTimeUtc()))
        await using (var row = await find.ExecuteReaderAsync(cancel))
        {
            if (!await row.ReadAsync(cancel)) return null;
            (closed, started, saved) = (row.GetFieldValue<byte[]>(0), Instant.FromDateTimeUtc(row.GetDateTime(1)), Instant.FromDateTimeUtc(row.GetDateTime(2)));
        }
        await reading.Words.Bring([participant], cancel);
        try
        {
            return reading.Words.Open(new SealedText(closed, Place(reading.Visitor, participant, form))) is { } words
                ? new OpenedDraft(JsonSerializer.Deserialize<Dictionary<string, string[]>>(words)!, started, saved) : null;
        }
        catch (CryptographicException)
        {
            // Moved from another place: it is not what it says it is.
            return null;
        }
    }

    /// <summary>This person's, the last saved first; of one case, or of all.</summary>
    public static async Task<IReadOnlyList<Draft>> All(Reading reading, StreamId? participant, Instant now, CancellationToken cancel = default)
    {
        var found = new List<(Draft Draft, string? Name)>();
        await using (var read = reading.Command("read_drafts", reading.Visitor.Tenant.Value, reading.Visitor.User.Value, (now - Lasts).ToDateTimeUtc(), participant?.Value ?? Guid.Empty))
        await using (var row = await read.ExecuteReaderAsync(cancel))
            while (await row.ReadAsync(cancel))
                found.Add((new Draft(new StreamId(row.GetGuid(0)), null, row.GetString(1), Instant.FromDateTimeUtc(row.GetDateTime(2)), Instant.FromDateTimeUtc(row.GetDateTime(3))), await row.IsDBNullAsync(4, cancel) ? null : row.GetString(4)));
        await reading.Words.Bring(found.Select(one => one.Draft.Participant), cancel);
        return [.. found.Select(one => one.Draft with { Name = reading.Words.Open(one.Name, one.Draft.Participant) })];
    }

    public static async Task Discard(Reading reading, StreamId participant, string form, CancellationToken cancel = default)
    {
        await using var discard = reading.Command("discard_draft", reading.Visitor.Tenant.Value, participant.Value, reading.Visitor.User.Value, form);
        await discard.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Takes away what is too old to be shown.</summary>
    public static async Task<int> Expire(Npgsql.NpgsqlDataSource database, Instant now, CancellationToken cancel = default)
    {
        await using var expire = database.CreateCommand(Statements.Files["expire_drafts"]);
        expire.Parameters.Add(new() { Value = (now - Lasts).ToDateTimeUtc() });
        return await expire.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>What goes in the transaction of the step: all drafts of a case that is erased, and those of the coach whom the case left.</summary>
    internal static IEnumerable<RowChange> Gone(TenantId tenant, StreamId stream, Participant before, Participant after)
    {
        if (after.IsErased && !before.IsErased) yield return new RowChange(OfCase, [tenant.Value, stream.Value], Remove: true);
        else if (before.Current?.Coach is { } former && former != after.Current?.Coach) yield return new RowChange(OfOne, [tenant.Value, stream.Value, former.Value], Remove: true);
    }

    private static SealedFor Place(Visitor visitor, StreamId participant, string form) => new(visitor.Tenant, participant, 0, $"draft of {visitor.User.Value:N}", form);
}
