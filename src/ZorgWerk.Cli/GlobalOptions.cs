using System.CommandLine;

namespace ZorgWerk.Cli;

/// <summary>What every command takes.</summary>
internal sealed class GlobalOptions
{
    private readonly Option<string?> _connection = new("--connection") { Description = "An existing PostgreSQL (else ConnectionStrings__ZorgWerk, else one of our own is started).", Recursive = true };
    private readonly Option<string?> _data = new("--data") { Description = "Where our own PostgreSQL and the master key live.", Recursive = true };
    private readonly Option<string> _organisation = new("--organisation") { Description = "Whose cases.", DefaultValueFactory = _ => "demo", Recursive = true };
    private readonly Option<bool> _json = new("--json") { Description = "Machine-readable output.", Recursive = true };
    private readonly Option<string> _language = new("--language") { Description = "nl, fr or en.", DefaultValueFactory = _ => "en", Recursive = true };

    public GlobalOptions() => _language.AcceptOnlyFromAmong("nl", "fr", "en");

    public IEnumerable<Option> All => [_connection, _data, _organisation, _json, _language];

    /// <summary>Of the commands that it concerns.</summary>
    public Option<string?> Replica { get; } = new("--replica") { Description = "Where a server that follows the database serves auditors and evaluators, such as Host=replica (else ConnectionStrings__ZorgWerkReplica)." };

    public Where Where(ParseResult parsed) => new(parsed.GetValue(_connection), parsed.GetValue(_data), parsed.GetValue(_organisation)!, parsed.GetResult(Replica) is null ? null : parsed.GetValue(Replica));

    public Talk Talk(ParseResult parsed) => new(parsed.GetValue(_json), parsed.GetValue(_language)!);
}
