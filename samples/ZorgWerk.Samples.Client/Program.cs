using ZorgWerk.Samples.Client;

// What a program beside ZorgWerk does: lists the caseload, reads a case, records a session in it, and follows what changes.
if (args is not [var address, var organisation, var login, var password])
{
    Console.Error.WriteLine("usage: ZorgWerk.Samples.Client ADDRESS ORGANISATION LOGIN PASSWORD, such as http://127.0.0.1:5080/ zorgwerk lotte.verbeeck …");
    return 2;
}

using var http = new HttpClient { BaseAddress = new Uri(address) };
var zorgwerk = new ZorgWerkClient(http);
await zorgwerk.SignIn(organisation, login, password);

Guid? open = null;
await foreach (var one in zorgwerk.Caseload())
{
    Console.WriteLine($"{one.GetProperty("reference")}  {one.GetProperty("phase"),-10}  {one.GetProperty("version")}");
    if (one.GetProperty("phase").GetString() is "open") open ??= one.GetProperty("id").GetGuid();
}
if (open is not { } participant) return 0;

var read = await zorgwerk.Read(participant);
var on = read.Case.GetProperty("lastContactOn").GetString() ?? read.Case.GetProperty("openedOn").GetString()!;
var outcome = await zorgwerk.Record(participant, read.Tag, "hold-session", on, new { form = "online", minutes = 25 });
Console.WriteLine(outcome.IsRecorded ? $"recorded, now {outcome.Tag}" : outcome.Refusal);

Console.WriteLine("Following changes; Ctrl-C stops.");
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) => { pressed.Cancel = true; stop.Cancel(); };
try
{
    await foreach (var change in zorgwerk.Changes(cancel: stop.Token)) Console.WriteLine($"{change.Participant} {change.Version} {change.Kind}");
}
catch (OperationCanceledException)
{
    // Asked to stop.
}
return 0;
