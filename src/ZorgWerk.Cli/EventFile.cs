using System.Data;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using NpgsqlTypes;

namespace ZorgWerk.Cli;

/// <summary>How much an event file holds.</summary>
/// <param name="Rows">By table, in the order of the file.</param>
internal sealed record EventFileContent(long Position, IReadOnlyDictionary<string, long> Rows);

/// <summary>The file is not whole, not ours, or does not go into this database; nothing of it was taken.</summary>
internal sealed class EventFileException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// Streams, events, answered commands and wrapped keys as JSON Lines: a head, a row a line with every column as it is stored, and a foot with the counts
/// and the SHA-256 of all before it. What is sealed stays sealed. Views are not in it; they follow from the events.
/// </summary>
internal static class EventFile
{
    private const string Format = "zorgwerk-events-1";
    private const int Batch = 1000;

    /// <summary>In an order in which they can be written, each in an order of its own.</summary>
    private static readonly (string Name, string Order)[] Tables =
        [("mt_streams", "tenant_id, id"), ("mt_events", "seq_id"), ("zw_commands", "tenant_id, command_id"), ("zw_keys", "tenant_id, subject_id")];

    /// <summary>Writes everything as one moment of the database has it, while work goes on.</summary>
    public static async Task<EventFileContent> Write(NpgsqlDataSource database, string masterKey, Stream to, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        await Execute(connection, Sql.Files["speak_plainly"], cancel);
        var position = await Number(connection, Sql.Files["read_sequence"], cancel);
        await Line(new JsonObject { ["format"] = Format, ["masterKey"] = masterKey, ["position"] = position }.ToJsonString());

        var rows = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (table, order) in Tables)
        {
            rows[table] = 0;
            await using var command = new NpgsqlCommand(Sql.Files["export_rows"].Replace("__table__", table, StringComparison.Ordinal).Replace("__order__", order, StringComparison.Ordinal), connection) { CommandTimeout = 0 };
            await using var row = await command.ExecuteReaderAsync(cancel);
            for (; await row.ReadAsync(cancel); rows[table]++) await Line(row.GetString(0));
        }

        var sum = Convert.ToHexStringLower(hash.GetHashAndReset());
        await Line(new JsonObject { ["rows"] = JsonSerializer.SerializeToNode(rows), ["sha256"] = sum }.ToJsonString());
        await to.FlushAsync(cancel);
        return new(position, rows);

        async Task Line(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text + "\n");
            hash.AppendData(bytes);
            await to.WriteAsync(bytes, cancel);
        }
    }

    /// <summary>Takes a file into a database that has no event yet, all of it or nothing. Views are to be built afterwards.</summary>
    /// <param name="owner">Connects as the owner of the tables.</param>
    /// <exception cref="EventFileException"/>
    public static async Task<EventFileContent> Read(NpgsqlDataSource owner, string masterKey, Stream from, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var reader = new StreamReader(from, Encoding.UTF8);
        await using var connection = await owner.OpenConnectionAsync(cancel);
        await using var whole = await connection.BeginTransactionAsync(cancel);
        await Execute(connection, Sql.Files["speak_plainly"], cancel);
        if (await Number(connection, Sql.Files["count_content"], cancel) > 0) throw new EventFileException("This database has events, commands or users already; a file goes into an empty one.");

        var position = Head(await reader.ReadLineAsync(cancel), masterKey, hash);
        var rows = Tables.ToDictionary(table => table.Name, _ => 0L, StringComparer.Ordinal);
        var (batch, of) = (new List<string>(Batch), "");
        try
        {
            while (await reader.ReadLineAsync(cancel) is { } line)
            {
                using var read = JsonDocument.Parse(line);
                var first = read.RootElement.EnumerateObject().First();
                if (first.Name is "rows")
                {
                    await Put(connection, of, batch, rows, cancel);
                    if (await reader.ReadLineAsync(cancel) is not null) throw new EventFileException("Something follows after the end of the file.");
                    Foot(read.RootElement, rows, Convert.ToHexStringLower(hash.GetHashAndReset()));
                    await Execute(connection, Sql.Files["move_sequence"], cancel, position);
                    await whole.CommitAsync(cancel);
                    return new(position, rows);
                }
                if (!rows.ContainsKey(first.Name)) throw new EventFileException($"The file has a line of {first.Name}, which is none of ours.");
                Add(hash, line);
                if (batch.Count == Batch || of != first.Name) await Put(connection, of, batch, rows, cancel);
                of = first.Name;
                batch.Add(first.Value.GetRawText());
            }
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or PostgresException { SqlState: not PostgresErrorCodes.AdminShutdown })
        {
            throw new EventFileException($"The file was changed or is not whole: {(wrong as PostgresException)?.MessageText ?? wrong.Message}", wrong);
        }
        throw new EventFileException("The file is cut short: its last line is missing.");
    }

    private static long Head(string? line, string masterKey, IncrementalHash hash)
    {
        try
        {
            var head = JsonNode.Parse(line ?? "");
            if ((string?)head?["format"] != Format) throw new EventFileException($"This is not a file of {Format}.");
            if ((string?)head["masterKey"] is var other && other != masterKey)
                throw new EventFileException($"The keys in the file are under master key {other}, and the key at hand is {masterKey}. Name the right file in ZORGWERK_MASTER_KEY_FILE.");
            Add(hash, line!);
            return (long)head["position"]!;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw new EventFileException($"This is not a file of {Format}.", wrong);
        }
    }

    private static void Foot(JsonElement foot, Dictionary<string, long> rows, string sum)
    {
        if (foot.GetProperty("sha256").GetString() != sum || rows.Any(table => foot.GetProperty("rows").GetProperty(table.Key).GetInt64() != table.Value))
            throw new EventFileException("The file was changed or is not whole: its counts or its SHA-256 differ.");
    }

    private static async Task Put(NpgsqlConnection connection, string table, List<string> batch, Dictionary<string, long> rows, CancellationToken cancel)
    {
        if (batch.Count == 0) return;
        await using var command = new NpgsqlCommand(Sql.Files["import_rows"].Replace("__table__", table, StringComparison.Ordinal), connection) { CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = batch.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(cancel);
        rows[table] += batch.Count;
        batch.Clear();
    }

    private static void Add(IncrementalHash hash, string line) => hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));

    private static async Task Execute(NpgsqlConnection connection, string statement, CancellationToken cancel, params object[] values)
    {
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task<long> Number(NpgsqlConnection connection, string statement, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }
}
