namespace ZorgWerk.Samples;

/// <summary>What coaches write, in one language: sections of Notes/nl.txt or fr.txt, each line one note; one that begins with @ needs an employer.</summary>
public sealed class Voice
{
    private readonly Dictionary<string, (string[] Anyone, string[] WithEmployer)> _notes = new(StringComparer.Ordinal);

    private Voice(string file)
    {
        using var reader = new StreamReader(typeof(Voice).Assembly.GetManifestResourceStream(file)!);
        foreach (var section in reader.ReadToEnd().Split("\n[", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = section.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            _notes.Add(lines[0].Trim('[', ']'), ([.. lines.Skip(1).Where(l => l[0] != '@')], [.. lines.Skip(1).Select(l => l.TrimStart('@'))]));
        }
    }

    public static readonly Voice Dutch = new("nl.txt"), French = new("fr.txt");

    public IReadOnlyList<string> Notes(string topic, bool hasEmployer) => hasEmployer ? _notes[topic].WithEmployer : _notes[topic].Anyone;
}
