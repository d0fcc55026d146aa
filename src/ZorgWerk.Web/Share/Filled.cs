using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ZorgWerk.Web.Share;

/// <summary>What stands in a form: typed, brought along in the address, or proposed. Shown again whatever the answer was, so that nothing typed is lost.</summary>
public sealed class Filled
{
    public static readonly Filled Empty = new([]);

    private readonly Dictionary<string, string[]> _values;

    private Filled(Dictionary<string, string[]> values) => _values = values;

    public IEnumerable<string> Names => _values.Keys;

    public static Filled Of(IEnumerable<KeyValuePair<string, StringValues>> values) =>
        new(values.ToDictionary(one => one.Key, one => one.Value.OfType<string>().ToArray(), StringComparer.Ordinal));

    /// <summary>Of an address only what may stand in one: choices and ids, never words.</summary>
    public static Filled Of(IQueryCollection query, params string[] names) =>
        Of(query.Where(one => names.Contains(one.Key) && one.Value.All(value => value is { Length: <= 40 })));

    public string One(string name) => All(name) is [var value, ..] ? value : "";

    public IReadOnlyList<string> All(string name) => _values.GetValueOrDefault(name) ?? [];

    public bool Has(string name, string value) => All(name).Contains(value, StringComparer.Ordinal);

    public Filled With(string name, params IEnumerable<string> values) => new(new Dictionary<string, string[]>(_values, StringComparer.Ordinal) { [name] = [.. values] });

    /// <summary>Proposed where nothing stands yet.</summary>
    public Filled Or(string name, string value) => All(name).Count > 0 ? this : With(name, value);
}
