using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace ZorgWerk.Postgres;

/// <summary>
/// Brings a database up to date with numbered scripts: each runs once, in their order, in a transaction of its own that also remembers
/// the script's SHA-256 in <c>zw_migrations</c>. Any number of nodes may call it at the same time.
/// </summary>
public static class Migrator
{
    private static readonly SqlFiles Sql = new(typeof(Migrator).Assembly);

    /// <summary>Runs those scripts of a module that this database has not seen.</summary>
    /// <param name="owner">Connects as the role that is to own the tables.</param>
    /// <returns>The names of the scripts that ran now.</returns>
    /// <exception cref="MigrationException">A script failed, or a script that ran before has another text now. The scripts before it stay applied.</exception>
    public static async Task<IReadOnlyList<string>> Run(
        NpgsqlDataSource owner, string module, IReadOnlyList<(string Name, string Text)> scripts, CancellationToken cancel = default)
    {
        await using var connection = await owner.OpenConnectionAsync(cancel);
        await Execute(connection, Sql["take_migration_turn"], cancel);
        try
        {
            await Execute(connection, Sql["create_migrations_table"], cancel);
            var applied = await Applied(connection, module, cancel);
            RefuseChanged(module, scripts, applied);

            var ranNow = new List<string>();
            foreach (var (name, text) in scripts.Where(script => !applied.ContainsKey(script.Name)))
            {
                await RunOnce(connection, module, name, text, cancel);
                ranNow.Add(name);
            }

            return ranNow;
        }
        finally
        {
            if (connection.State == System.Data.ConnectionState.Open) await Execute(connection, Sql["end_migration_turn"], CancellationToken.None);
        }
    }

    private static void RefuseChanged(string module, IReadOnlyList<(string Name, string Text)> scripts, Dictionary<string, byte[]> applied)
    {
        foreach (var (name, text) in scripts)
        {
            if (applied.TryGetValue(name, out var before) && !before.AsSpan().SequenceEqual(Hash(text)))
                throw new MigrationException(
                    $"Script {name} of module {module} was applied to this database with another text. An applied script never changes: restore it, and add a new one.");
        }
    }

    private static async Task RunOnce(NpgsqlConnection connection, string module, string name, string text, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        try
        {
            await Execute(connection, text, cancel);
        }
        catch (PostgresException failure)
        {
            throw new MigrationException($"Script {name} of module {module} failed and was rolled back: {failure.MessageText}", failure);
        }

        await Execute(connection, Sql["insert_migration"], cancel, module, name, Hash(text));
        await transaction.CommitAsync(cancel);
    }

    private static async Task<Dictionary<string, byte[]>> Applied(NpgsqlConnection connection, string module, CancellationToken cancel)
    {
        var applied = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        await using var command = Command(connection, Sql["find_migrations"], module);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel)) applied.Add(row.GetString(0), row.GetFieldValue<byte[]>(1));
        return applied;
    }

    private static async Task Execute(NpgsqlConnection connection, string text, CancellationToken cancel, params object[] values)
    {
        await using var command = Command(connection, text, values);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string text, params object[] values)
    {
        // Building an index or waiting for another node's turn has no natural bound.
        var command = new NpgsqlCommand(text, connection) { CommandTimeout = 0 };
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    // A check-out that rewrites line ends must not look like a changed script.
    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")));
}

/// <summary>The database could not be brought up to date; the message names the module and the script.</summary>
public sealed class MigrationException(string message, Exception? inner = null) : Exception(message, inner);
