using Npgsql;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Personal;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Recording;

/// <summary>
/// Whether somebody of almost the same name has a case already, whoever's it is: asked before a person is registered, by every
/// way in. Cases that
/// the caller may not see are among them; only that there are any may be told of those.
/// </summary>
/// <param name="database">Connects as <c>zorgwerk_app</c>.</param>
public sealed class SimilarCases(NpgsqlDataSource database, MasterKey master)
{
    /// <summary>Answers the question in an import and in a call: this is somebody else.</summary>
    public const string Answer = "anotherPerson";

    /// <summary>Names that are opened for one that is asked about; those that share most of it come first.</summary>
    private const int MostOpened = 200;

    /// <summary>
    /// Letters that stand otherwise after a slip of the pen, as <see cref="SimilarName"/> has it: so many runs of three are
    /// other ones.
    /// </summary>
    private const int LostBySlip = 5;

    /// <summary>Where two words meet in another order.</summary>
    private const int LostByOrder = 2;

    public async Task<IReadOnlyList<StreamId>> Find(TenantId tenant, string name, CancellationToken cancel = default) =>
        [.. (await Find(tenant, [name], cancel)).Select(found => found.Case)];

    /// <summary>The cases whose name is almost one of these, each with the place of that name in the list.</summary>
    /// <exception cref="StoreUnavailableException">The database does not answer.</exception>
    public async Task<IReadOnlyList<(int Name, StreamId Case)>> Find(
        TenantId tenant, IReadOnlyList<string> names, CancellationToken cancel = default)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancel);
            var alike = await Alike(connection, tenant, names, cancel);
            if (alike.Count == 0) return [];
            var known = await Names(connection, tenant, [.. alike.Select(one => one.Case).Distinct()], cancel);
            return [.. alike.Where(one => known.GetValueOrDefault(one.Case) is { } name && SimilarName.Is(name, names[one.Name]))];
        }
        catch (NpgsqlException away)
        {
            throw new StoreUnavailableException(away.Message, away);
        }
    }

    private async Task<List<(int Name, StreamId Case)>> Alike(
        NpgsqlConnection connection, TenantId tenant, IReadOnlyList<string> names, CancellationToken cancel)
    {
        var alike = new List<(int, StreamId)>();
        await using var command = Asking(connection, tenant, names);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel)) alike.Add((row.GetInt32(0), new StreamId(row.GetGuid(1))));
        return alike;
    }

    internal NpgsqlCommand Asking(NpgsqlConnection connection, TenantId tenant, IReadOnlyList<string> names)
    {
        var parts = names.Select(name => NameTokens.Triples(master, tenant, name)).ToList();
        var lost = names.Select(name => LostBySlip + (LostByOrder * (PlainName.Words(name).Length - 1)));
        var least = parts.Zip(lost, (tokens, most) => Math.Max(1, tokens.Length - most)).ToArray();
        var asked = parts.SelectMany((tokens, at) => tokens.Select(_ => at)).ToArray();
        var command = new NpgsqlCommand(Statements.Files["find_similar"], connection);
        foreach (var value in (object[])[tenant.Value, asked, parts.SelectMany(tokens => tokens).ToArray(), least, MostOpened])
            command.Parameters.Add(new() { Value = value });
        return command;
    }

    private async Task<Dictionary<StreamId, string?>> Names(
        NpgsqlConnection connection, TenantId tenant, StreamId[] cases, CancellationToken cancel)
    {
        var sealedNames = new List<(StreamId Case, string Name)>();
        await using (var command = new NpgsqlCommand(Statements.Files["read_names"], connection))
        {
            command.Parameters.Add(new() { Value = tenant.Value });
            command.Parameters.Add(new() { Value = cases.Select(one => one.Value).ToArray() });
            await using var row = await command.ExecuteReaderAsync(cancel);
            while (await row.ReadAsync(cancel)) sealedNames.Add((new StreamId(row.GetGuid(0)), row.GetString(1)));
        }
        var words = new Unsealing(connection, master, tenant);
        await words.Bring(cases, cancel);
        return sealedNames.ToDictionary(one => one.Case, one => words.Open(one.Name, one.Case));
    }
}
