using System.Text.RegularExpressions;
using System.Xml.Linq;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Tests;

/// <summary>The map of the house in the README, held against the project files.</summary>
public class HouseRules
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["ZorgWerk.Cli"] = ["ZorgWerk.Benchmarks", "ZorgWerk.EventStore.Postgres", "ZorgWerk.Web"],
        ["ZorgWerk.Benchmarks"] = ["ZorgWerk.Casework", "ZorgWerk.EventStore.Postgres", "ZorgWerk.Samples"],
        ["ZorgWerk.Web"] = ["ZorgWerk.Casework"],
        ["ZorgWerk.Casework"] = ["ZorgWerk.Coaching", "ZorgWerk.EventStore", "ZorgWerk.Postgres"],
        ["ZorgWerk.EventStore.Postgres"] = ["ZorgWerk.EventStore", "ZorgWerk.Postgres"],
        ["ZorgWerk.Coaching"] = [],
        ["ZorgWerk.EventStore"] = [],
        ["ZorgWerk.Postgres"] = [],
    };

    [Fact]
    public void Projects_point_strictly_downward() =>
        Directory.GetFiles(Path.Combine(Top(), "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(file => $"{Path.GetFileNameWithoutExtension(file)} -> {string.Join(", ", XDocument.Load(file).Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value)).Order(StringComparer.Ordinal))}")
            .ShouldBe(Arrows.Select(arrow => $"{arrow.Key} -> {string.Join(", ", arrow.Value)}"), ignoreOrder: true);

    [Fact]
    public void The_rules_know_of_days_and_nothing_else() =>
        XDocument.Load(Path.Combine(Top(), "src/ZorgWerk.Coaching/ZorgWerk.Coaching.csproj")).Descendants("PackageReference").Select(p => p.Attribute("Include")!.Value).ShouldBe(["NodaTime"]);

    /// <summary>A member that is added to a list of choices takes nothing from its place in it.</summary>
    [Fact]
    public void No_rule_compares_choices_by_their_place_in_the_list()
    {
        var choices = typeof(CoachingStep).Assembly.GetTypes().Where(type => type.IsEnum).Select(type => type.Name);
        var byPlace = new Regex($@"(?<![=<>-])[<>]=?\s+({string.Join('|', choices)})\.[A-Z]", RegexOptions.None, TimeSpan.FromSeconds(10));
        Directory.GetFiles(Path.Combine(Top(), "src"), "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor" && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
            .SelectMany(file => File.ReadLines(file).Where(line => byPlace.IsMatch(line)).Select(line => $"{Path.GetFileName(file)}: {line.Trim()}")).ShouldBeEmpty();
    }

    internal static string Top()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "ZorgWerk.EventSourced.sln"))) at = at.Parent!;
        return at.FullName;
    }
}
