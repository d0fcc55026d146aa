using Npgsql;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Access;

/// <summary>Opens personal texts, and seals drafts, with the keys that one reading may see, and holds those keys no longer than it lasts.</summary>
public sealed class Unsealing
{
    private readonly NpgsqlConnection _connection;
    private readonly MasterKey _master;
    private readonly TenantId _tenant;
    private readonly Dictionary<StreamId, DataKey?> _keys = [];

    internal Unsealing(NpgsqlConnection connection, MasterKey master, TenantId tenant) => (_connection, _master, _tenant) = (connection, master, tenant);

    /// <summary>Gets the keys of these subjects at once; those that are destroyed, or not for this reader, open nothing.</summary>
    public async Task Bring(IEnumerable<StreamId> subjects, CancellationToken cancel = default)
    {
        var wanted = subjects.Where(subject => !_keys.ContainsKey(subject)).Distinct().ToArray();
        if (wanted.Length == 0) return;
        foreach (var subject in wanted) _keys[subject] = null;
        await using var command = new NpgsqlCommand(Statements.Files["find_keys"], _connection);
        command.Parameters.Add(new() { Value = _tenant.Value });
        command.Parameters.Add(new() { Value = wanted.Select(subject => subject.Value).ToArray() });
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            var subject = new StreamId(row.GetGuid(0));
            _keys[subject] = new DataKey(_master.Unwrap(row.GetFieldValue<byte[]>(1), KeyRing.Bound(_tenant, subject)));
        }
    }

    /// <summary>The words; nothing when they were erased or their key was not brought.</summary>
    public string? Open(PersonalText? text) => text?.Open(one => one is SealedText { } sealedText ? Open(sealedText) : null);

    /// <summary>The words of a view's copy.</summary>
    public string? Open(string? token, StreamId subject) => token is null ? null : Open(SealedText.FromToken(token, _tenant, subject));

    /// <summary>Words sealed for a place, with the key of its stream; nothing when that key is destroyed or was not brought.</summary>
    internal byte[]? Seal(string words, SealedFor place) => _keys.GetValueOrDefault(place.Stream)?.Seal(words, place);

    internal string? Open(SealedText text) => _keys.GetValueOrDefault(text.Place.Stream)?.Open(text);
}
