using System.Text.Json.Nodes;
using ZorgWerk.Coaching;

namespace ZorgWerk.Cli;

/// <summary>How to speak: data on standard output, messages on standard error.</summary>
internal sealed record Talk(bool Json, string Language)
{
    public string Word(string key) => Words.In(Language, key);

    public void Row(JsonObject row, string text) => Console.WriteLine(Json ? row.ToJsonString() : text);
}
