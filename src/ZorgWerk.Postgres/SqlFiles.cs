using System.Collections.Concurrent;
using System.Reflection;

namespace ZorgWerk.Postgres;

/// <summary>The statements of one assembly, each an embedded file in its <c>Sql</c> folder, named by its verb.</summary>
public sealed class SqlFiles(Assembly assembly)
{
    private readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>The text of <c>Sql/<paramref name="name"/>.sql</c>.</summary>
    public string this[string name] => _texts.GetOrAdd(name, Read);

    /// <summary>Every file below <c>Sql/<paramref name="folder"/>/</c>, by name.</summary>
    public IReadOnlyList<(string Name, string Text)> Folder(string folder) =>
        [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith($"Sql/{folder}/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (Path.GetFileNameWithoutExtension(name), Load(name)))];

    private string Read(string name) => Load($"Sql/{name}.sql");

    private string Load(string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{assembly.GetName().Name} has no embedded statement {resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
