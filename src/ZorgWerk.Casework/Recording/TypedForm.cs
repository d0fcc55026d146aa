namespace ZorgWerk.Casework.Recording;

/// <summary>What stands in a form, field by field, as somebody typed it: kept whatever becomes of it.</summary>
public sealed class TypedForm
{
    public static readonly TypedForm Empty = new(new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal));

    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _values;

    public TypedForm(IReadOnlyDictionary<string, IReadOnlyList<string>> values) => _values = values;

    public IEnumerable<string> Names => _values.Keys;

    /// <summary>The value of a field; nothing when it is empty.</summary>
    public string? this[string field] => All(field) is [var first, ..] && !string.IsNullOrWhiteSpace(first) ? first : null;

    /// <summary>The value of a field as it was typed; empty when there is none.</summary>
    public string One(string field) => All(field) is [var first, ..] ? first : "";

    public bool Has(string field, string value) => All(field).Contains(value, StringComparer.Ordinal);

    public IReadOnlyList<string> All(string field) => _values.GetValueOrDefault(field) ?? [];

    public TypedForm With(string field, params IReadOnlyList<string> values) =>
        new(new Dictionary<string, IReadOnlyList<string>>(_values, StringComparer.Ordinal) { [field] = values });

    /// <summary>Proposed where nothing stands yet.</summary>
    public TypedForm Or(string field, string value) => All(field).Count > 0 ? this : With(field, value);

    /// <summary>The same with what stands in another one put over it.</summary>
    public TypedForm Under(TypedForm other)
    {
        var all = new Dictionary<string, IReadOnlyList<string>>(_values, StringComparer.Ordinal);
        foreach (var name in other.Names) all[name] = other.All(name);
        return new TypedForm(all);
    }

    /// <summary>The same fields under longer names, for a form that stands within another.</summary>
    public TypedForm Inside(string prefix) => new(_values.ToDictionary(field => prefix + field.Key, field => field.Value, StringComparer.Ordinal));
}
