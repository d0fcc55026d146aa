using System.CommandLine;
using System.Text.Json.Nodes;

namespace ZorgWerk.Cli;

internal static class VerifyCommand
{
    public static Command Command(GlobalOptions globals)
    {
        var verify = new Command("verify", "Refold every stream and compare every row of every view. Example: zorgwerk verify");
        verify.SetAction((parsed, cancel) => ExitCode.Of(() => Run(globals.Where(parsed), globals.Talk(parsed), cancel)));
        return verify;
    }

    private static async Task<int> Run(Where where, Talk talk, CancellationToken cancel)
    {
        await using var house = await House.Open(where, cancel);
        var differences = 0;
        var streams = await house.Verifier.Verify(difference =>
        {
            differences++;
            talk.Row(
                new JsonObject { ["view"] = difference.View, ["organisation"] = difference.Tenant.Value, ["stream"] = difference.Stream.Value, ["what"] = difference.What },
                $"{difference.View}: {difference.Stream}: {difference.What}");
        }, cancel);
        Console.Error.WriteLine($"{streams} participants refolded, {differences} differences.");
        return differences == 0 ? ExitCode.Done : ExitCode.Refused;
    }
}
