using System.Xml.Linq;

var target = Argument("target", "Test");
var solution = "ZorgWerk.EventSourced.sln";
var artifacts = Directory("artifacts");
var ci = EnvironmentVariable("CI") == "true";

Task("Build")
    .Description("Restores (exactly what the lock files say, on CI) and compiles; a warning is an error.")
    .Does(() => DotNetBuild(solution, new DotNetBuildSettings
    {
        Configuration = "Release", NoLogo = true, Verbosity = DotNetVerbosity.Minimal,
        MSBuildSettings = new DotNetMSBuildSettings().WithProperty("RestoreLockedMode", ci ? "true" : "false"),
    }));

Task("Test")
    .Description("Every spec, contract and house rule. Finds, or installs, the PostgreSQL that they talk to.")
    .IsDependentOn("Build")
    .Does(() =>
    {
        var results = artifacts + Directory("test-results");
        CleanDirectory(results);
        var failure = default(Exception);
        try
        {
            DotNetTest(solution, new DotNetTestSettings
            {
                Configuration = "Release", NoBuild = true, NoLogo = true, ResultsDirectory = results, Loggers = new[] { "trx", "console;verbosity=minimal" },
                // One assembly at a time: each brings its own server, and two cores are soon full.
                ArgumentCustomization = args => args.Append("-m:1"),
            });
        }
        catch (CakeException stopped)
        {
            failure = stopped;
        }

        int passed = 0, failed = 0, skipped = 0;
        foreach (var file in GetFiles(results.Path + "/*.trx"))
        {
            var counters = XDocument.Load(file.FullPath).Descendants().First(element => element.Name.LocalName == "Counters");
            var total = (int)counters.Attribute("total");
            var ran = (int)counters.Attribute("executed");
            passed += (int)counters.Attribute("passed");
            failed += ran - (int)counters.Attribute("passed");
            skipped += total - ran;
        }
        Information("{0} passed, {1} failed, {2} skipped", passed, failed, skipped);
        if (failure != null || failed > 0) throw new CakeException("Tests failed.", failure);
        if (passed == 0) throw new CakeException("No test ran.");
    });

Task("Run")
    .Description("Starts the demo, as a new user would.")
    .Does(() => DotNetRun("src/ZorgWerk.Cli", "up --demo", new DotNetRunSettings { Configuration = "Release" }));

Task("Publish")
    .Description("The one executable, for any machine with the .NET runtime, into artifacts/zorgwerk.")
    .Does(() => DotNetPublish("src/ZorgWerk.Cli", new DotNetPublishSettings { Configuration = "Release", OutputDirectory = artifacts + Directory("zorgwerk"), NoLogo = true }));

Task("Bench")
    .Description("Measures the product against floors on the same server; none is built yet, and saying so is not a pass.")
    .Does(() => throw new CakeException("There is no benchmark yet."));

Task("Deep")
    .Description("The long fault runs; none is built yet, and saying so is not a pass.")
    .Does(() => throw new CakeException("There is no deep run yet."));

RunTarget(target);
