using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

namespace ZorgWerk.Postgres;

/// <summary>
/// Brings a database up to date with numbered scripts (<c>0001_name</c>): each runs once, in their order, in a transaction of its own that also
/// remembers the script's SHA-256 in <c>zw_migrations</c>. Numbers may be left out, never come later. Any number of nodes may call it at the same time.
/// </summary>
public static partial class Migrator
{
    private static readonly SqlFiles Sql = new(typeof(Migrator).Assembly);

    /// <inheritdoc cref="Run(NpgsqlDataSource, string, IReadOnlyList{ValueTuple{string, string}}, MadeByOthers?, CancellationToken)"/>
    public static Task<IReadOnlyList<string>> Run(NpgsqlDataSource owner, string module, IReadOnlyList<(string Name, string Text)> scripts, CancellationToken cancel = default) =>
        Run(owner, module, scripts, null, cancel);

    /// <summary>Runs those scripts of a module that this database has not seen.</summary>
    /// <param name="owner">Connects as the role that is to own the tables.</param>
    /// <returns>The names of the scripts that ran now.</returns>
    /// <exception cref="MigrationException">
    /// A script failed, and those before it stay applied; or nothing ran, because a script that ran before has another text now, one that never ran
    /// comes before one that did, or the database ran one that is not among these.
    /// </exception>
    /// <exception cref="ArgumentException">The scripts are not numbered, or not in the order of their numbers.</exception>
    public static async Task<IReadOnlyList<string>> Run(
        NpgsqlDataSource owner, string module, IReadOnlyList<(string Name, string Text)> scripts, MadeByOthers? made, CancellationToken cancel = default)
    {
        CheckNumbers(scripts);
        await using var connection = await owner.OpenConnectionAsync(cancel);
        await Execute(connection, Sql["take_migration_turn"], cancel);
        try
        {
            await Execute(connection, Sql["create_migrations_table"], cancel);
            var applied = await Applied(connection, module, cancel);
            if (Obstacle(module, scripts, applied) is { } obstacle) throw new MigrationException(obstacle);

            var ranNow = new List<string>();
            foreach (var (name, text) in scripts.Where(script => !applied.ContainsKey(script.Name)))
            {
                if (name == made?.Script && await Stands(connection, made, cancel)) await Remember(connection, module, name, text, cancel);
                else await RunOnce(connection, module, name, text, cancel);
                ranNow.Add(name);
            }

            return ranNow;
        }
        finally
        {
            if (connection.State == System.Data.ConnectionState.Open) await Execute(connection, Sql["end_migration_turn"], CancellationToken.None);
        }
    }

    /// <summary>Tells what <see cref="Run(NpgsqlDataSource, string, IReadOnlyList{ValueTuple{string, string}}, CancellationToken)"/> would do, and does nothing.</summary>
    public static async Task<MigrationState> Look(
        NpgsqlDataSource database, string module, IReadOnlyList<(string Name, string Text)> scripts, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var begun = Command(connection, Sql["has_migrations_table"]);
        var applied = await begun.ExecuteScalarAsync(cancel) is true ? await Applied(connection, module, cancel) : [];
        return new(module, [.. scripts.Select(script => script.Name).Where(name => !applied.ContainsKey(name))], Obstacle(module, scripts, applied));
    }

    /// <summary>Why nothing may be run, if so.</summary>
    private static string? Obstacle(string module, IReadOnlyList<(string Name, string Text)> scripts, Dictionary<string, byte[]> applied)
    {
        foreach (var (name, text) in scripts)
        {
            if (applied.TryGetValue(name, out var before) && !before.AsSpan().SequenceEqual(Hash(text)))
                return $"Script {name} of module {module} was applied to this database with another text. An applied script never changes: restore it, and add a new one.";
        }

        var known = scripts.Select(script => script.Name).ToHashSet(StringComparer.Ordinal);
        if (applied.Keys.Where(name => !known.Contains(name)).Max(StringComparer.Ordinal) is { } stranger)
            return $"This database is newer than this program: script {stranger} of module {module} was applied to it, and this program does not have it. Use the newer program.";

        var last = applied.Keys.Max(StringComparer.Ordinal);
        return scripts.FirstOrDefault(script => !applied.ContainsKey(script.Name) && string.CompareOrdinal(script.Name, last) < 0).Name is { } late
            ? $"Script {late} of module {module} comes before {last}, which this database ran without it. A script that comes later takes a higher number."
            : null;
    }

    private static void CheckNumbers(IReadOnlyList<(string Name, string Text)> scripts)
    {
        foreach (var (name, _) in scripts)
            if (!Numbered().IsMatch(name)) throw new ArgumentException($"Script {name} has no number of four digits before its name.", nameof(scripts));
        foreach (var (earlier, later) in scripts.Zip(scripts.Skip(1)))
            if (string.CompareOrdinal(earlier.Name[..4], later.Name[..4]) >= 0)
                throw new ArgumentException($"Scripts {earlier.Name} and {later.Name} are not in the order of their numbers, or share one.", nameof(scripts));
    }

    [GeneratedRegex("^[0-9]{4}_.", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbered();

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

        await Remember(connection, module, name, text, cancel);
        await transaction.CommitAsync(cancel);
    }

    private static Task Remember(NpgsqlConnection connection, string module, string name, string text, CancellationToken cancel) =>
        Execute(connection, Sql["insert_migration"], cancel, module, name, Hash(text));

    private static async Task<bool> Stands(NpgsqlConnection connection, MadeByOthers made, CancellationToken cancel)
    {
        await using var command = Command(connection, made.Differences);
        if (await command.ExecuteScalarAsync(cancel) is not string differences) return false;
        return differences.Length == 0 ? true : throw new MigrationException($"What script {made.Script} makes is there already, in another layout: {differences}.");
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

/// <summary>How far a module's scripts are.</summary>
/// <param name="Pending">Those that this database has yet to run, in their order.</param>
/// <param name="Obstacle">Why none of them may be run, in one sentence; nothing: they may.</param>
public sealed record MigrationState(string Module, IReadOnlyList<string> Pending, string? Obstacle);

/// <summary>The database could not be brought up to date; the message names the module and the script.</summary>
public sealed class MigrationException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>What a script makes may have been made by another program before us. Then it is remembered, and not run.</summary>
/// <param name="Differences">Asks for one text. Null: nothing of it is there. Empty: it stands as the script would make it. Else what is different, and nothing runs.</param>
public sealed record MadeByOthers(string Script, string Differences);
