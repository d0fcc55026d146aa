using System.Text;

namespace ZorgWerk.Cli.Tests;

/// <summary>Of hundreds of megabytes that mean nothing each line is told, in a memory that does not grow with them.</summary>
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
    public async Task A_flood_is_told_line_by_line_and_nothing_is_taken(string format, string begin, string beforeTheFlood, string end)
    {
        await using var place = await Workplace.OnTestServer();
        var file = Path.Combine(place.Folder, $"flood.{format}");
        await using (var flood = File.Create(file))
        {
            await Write(flood, begin + beforeTheFlood);
            for (var at = 0; at < LongestLineMegabytes; at++) await Write(flood, new string('x', Megabyte));
            await Write(flood, beforeTheFlood.Length > 0 ? "\",,\n" : "\n");
            for (var at = 0; at < BadLines; at++) await Write(flood, new string('x', Megabyte / 10) + "\n");
            await Write(flood, end);
        }

        using var import = Zorgwerk.Start(["import", file, "--json", .. place.Here]);
        var ending = import.End();
        long peak = 0;
        while (!ending.IsCompleted)
        {
            peak = Math.Max(peak, import.PeakMegabytes());
            await Task.Delay(20);
        }
        var said = await ending;

        said.ExitCode.ShouldBe(1);
        said.Json.Count.ShouldBe(1 + BadLines);
        said.Json[0].GetProperty("code").GetString().ShouldBe("line/too-long");
        said.Json.Skip(1).Select(error => error.GetProperty("code").GetString()).Distinct().ShouldHaveSingleItem();
        said.Errors.ShouldContain($"nothing was recorded, because {1 + BadLines} of them must be changed first");
        (await place.Ask<long>("select count(*) from zw_commands")).ShouldBe(0);
        peak.ShouldBeInRange(1, MostMegabytes);
    }

    private static ValueTask Write(FileStream file, string text) => file.WriteAsync(Encoding.UTF8.GetBytes(text));
}
