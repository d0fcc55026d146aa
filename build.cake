var target = Argument("target", "Test");
var inCi = EnvironmentVariable("CI", false);

const string Solution = "ZorgWerk.EventSourced.sln";
const string Program = "src/ZorgWerk.Cli";
const string Tools = "artifacts/tools";
// Of each the last that the Node.js of Debian 12 can run: what reads our pages and the description of the API as others do.
const string Validators = "html-validate@9.0.0 @redocly/cli@1.34.5 openapi-typescript@7.9.1 openapi-fetch@0.14.0 typescript@5.9.2";
var results = Directory("artifacts/test-results");

Task("Build").Does(() =>
{
    DotNetRestore(Solution, new DotNetRestoreSettings { LockedMode = inCi });
    DotNetBuild(Solution, new DotNetBuildSettings { Configuration = "Release", NoRestore = true });
});

Task("Browser").Does(() =>
{
    // The one without windows takes a third of the time off the specs of pages. A bare Debian has none, and often no list of packages either.
    if (HasEnvironmentVariable("CHROME_PATH") || HasCommand("chromium-headless-shell")) return;
    if (MayInstall() && Install("chromium-headless-shell fonts-liberation")) return;
    if (HasBrowser() || (MayInstall() && Install("chromium fonts-liberation"))) return;
    Warning("The pages are looked at in a Chromium, and none is found: install one (apt-get install chromium), or name it in CHROME_PATH.");
});

Task("Validator").Does(() =>
{
    if (new[] { "html-validate", "@redocly/cli", "openapi-typescript", "openapi-fetch", "typescript" }.All(tool => DirectoryExists($"{Tools}/node_modules/{tool}"))) return;
    EnsureDirectoryExists(Tools);
    if (!HasCommand("npm") && MayInstall()) Install("npm");
    // What is left after three tries is said by the specs that miss it.
    for (var attempt = 0; attempt < 3 && !Run("npm", $"install --prefix {Tools} --no-audit --no-fund --no-save {Validators}"); attempt++) { }
});

Task("Test").IsDependentOn("Build").IsDependentOn("Browser").IsDependentOn("Validator").Does(() => RunTests("Kind!=Deep"));

Task("Deep").IsDependentOn("Build").IsDependentOn("Browser").Does(() => RunTests("Kind=Deep"));

Task("Bench").Does(() => DotNetRun(Program, "-- bench", new DotNetRunSettings { Configuration = "Release" }));

Task("Run").Does(() => DotNetRun(Program, "-- up --demo", new DotNetRunSettings()));

Task("Publish").Does(() => DotNetPublish(Program, new DotNetPublishSettings
{
    Configuration = "Release",
    OutputDirectory = "artifacts/zorgwerk",
    SelfContained = false,
}));

string totals = null;
try
{
    RunTarget(target);
}
finally
{
    if (totals is not null)
        Console.WriteLine(totals);
}

bool HasBrowser() => HasEnvironmentVariable("CHROME_PATH") || new[] { "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable" }.Any(HasCommand);

bool HasCommand(string name) => (EnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator).Any(folder => FileExists(System.IO.Path.Combine(folder, name)));

bool MayInstall() => HasCommand("apt-get") && Environment.UserName == "root";

bool Install(string packages) => Run("apt-get", $"install -y {packages}") || (Run("apt-get", "update") && Run("apt-get", $"install -y {packages}"));

bool Run(string command, string arguments) => StartProcess(command, new ProcessSettings
{
    Arguments = arguments, EnvironmentVariables = new Dictionary<string, string> { ["DEBIAN_FRONTEND"] = "noninteractive" },
}) == 0;

// A run that fell over before it wrote its results is only seen in the exit code.
void RunTests(string filter)
{
    CleanDirectory(results);
    var exitCode = StartProcess("dotnet", new ProcessSettings
    {
        Arguments = new ProcessArgumentBuilder()
            .Append("test").Append(Solution).Append("--configuration Release --no-build")
            .Append("--filter").AppendQuoted(filter)
            .Append("--results-directory").AppendQuoted(results),
    });
    int passed = 0, failed = 0, skipped = 0;
    foreach (var file in GetFiles($"{results}/*.trx"))
    {
        var counters = System.Xml.Linq.XDocument.Load(file.FullPath).Descendants().Single(element => element.Name.LocalName == "Counters");
        int Count(string name) => (int)counters.Attribute(name);
        passed += Count("passed");
        failed += Count("executed") - Count("passed");
        skipped += Count("total") - Count("executed");
    }

    totals = $"{passed} passed, {failed} failed, {skipped} skipped";
    if (exitCode != 0 || failed > 0)
        throw new CakeException("Tests failed.");
    if (passed == 0)
        throw new CakeException("No test ran.");
}
