using System.Diagnostics;
using System.Text;

namespace ZorgWerk.Cli.Tests;

/// <summary>Hundreds of megabytes that mean nothing are passed over with an error each, in a memory that does not grow with them.</summary>
public class FloodSpecs
{
    private const int Megabyte = 1024 * 1024;
    private const int LongestLineMegabytes = 300;
    private const int BadLines = 1000;
    private const long MostMegabytes = 400;

    [Theory]
    [InlineData("jsonl", "", "", """{"on":"2025-01-06","coach":"admin","step":"register-coach","fields":{"coach":"lotte","name":"Lotte","languages":["dutch"],"region":"gent"}}""")]
    [InlineData("csv", "participant,on,coach,step,fields.coach,name,languages,region\n", ",,,,,\"", ",2025-01-06,admin,register-coach,lotte,Lotte,dutch,gent")]
    [InlineData("csv", "participant,on,coach,step,fields.coach,name,languages,region\n", "", ",2025-01-06,admin,register-coach,lotte,Lotte,dutch,gent")]
    public async Task A_flood_is_passed_over_and_what_follows_it_is_taken(string format, string begin, string beforeTheFlood, string end)
    {
        await using var place = await Workplace.OnTestServer();
        var pipe = Path.Combine(place.Folder, $"flood.{format}");
        using (var make = Process.Start("mkfifo", [pipe])) await make.WaitForExitAsync();

        using var import = Zorgwerk.Start(["import", pipe, "--json", .. place.Here]);
        long peak;
        var ending = import.End();
        await using (var flood = new FileStream(pipe, FileMode.Open, FileAccess.Write))
        {
            await Write(flood, begin + beforeTheFlood);
            for (var at = 0; at < LongestLineMegabytes; at++) await Write(flood, new string('x', Megabyte));
            await Write(flood, beforeTheFlood.Length > 0 ? "\",,\n" : "\n");
            for (var at = 0; at < BadLines; at++) await Write(flood, new string('x', Megabyte / 10) + "\n");
            await Write(flood, end);
            // All but the last of it has been read by now: a pipe holds little.
            peak = import.PeakMegabytes();
        }
        var said = await ending;

        said.ExitCode.ShouldBe(1);
        said.Json.Count.ShouldBe(1 + BadLines);
        said.Json[0].GetProperty("code").GetString().ShouldBe("line/too-long");
        said.Json.Skip(1).Select(error => error.GetProperty("code").GetString()).Distinct().ShouldHaveSingleItem();
        said.Errors.ShouldContain($"1 recorded, 0 nothing new, 0 taken before, 0 refused, {1 + BadLines} unreadable");
        peak.ShouldBeLessThan(MostMegabytes);
    }

    private static async Task Write(FileStream file, string text)
    {
        await file.WriteAsync(Encoding.UTF8.GetBytes(text));
        await file.FlushAsync();
    }
}
