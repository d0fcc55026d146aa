using System.Net.Http.Headers;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;
using NSwag.CodeGeneration.OperationNameGenerators;

namespace ZorgWerk.Web.Tests;

/// <summary>Clients that two public generators make of the description read the caseload and a case, record a step and are refused one, from the live service.</summary>
public sealed class GeneratedClientSpecs(BranchSite branch) : IClassFixture<BranchSite>
{
    private static readonly string Description = Path.Combine(Repository.Top, "docs", "openapi.json");

    private TestSite Site => branch.Site;

    private Guid Noor => Branch.Cases[0].Id(Site.House);

    [Fact]
    public async Task One_in_csharp_by_NSwag()
    {
        var settings = new CSharpClientGeneratorSettings { ClassName = "ZorgwerkClient", UseBaseUrl = false, GenerateOptionalParameters = true, OperationNameGenerator = new SingleClientFromOperationIdOperationNameGenerator() };
        settings.CSharpGeneratorSettings.Namespace = "Generated";
        settings.CSharpGeneratorSettings.JsonLibrary = CSharpJsonLibrary.SystemTextJson;
        settings.CSharpGeneratorSettings.DateType = "System.DateOnly";
        var generated = new CSharpClientGenerator(await OpenApiDocument.FromFileAsync(Description), settings).GenerateFile();
        var written = await File.ReadAllTextAsync(Path.Combine(Repository.Top, "tests/ZorgWerk.Web.Tests/Api/Client.cs.txt"));

        using var caller = await ApiCaller.SignIn(Site, "lotte");
        using var http = new HttpClient { BaseAddress = Site.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", caller.Token);
        var run = Compile(generated, written).GetType("Program")!.GetMethod("Run")!;
        var said = await (Task<string>)run.Invoke(null, [http, Noor])!;
        said.ShouldBe($"1 1 True {Branch.Cases[0].Person} recorded 1 urn:zorgwerk:problem:on/in-the-future 409");
    }

    [Fact]
    public async Task One_in_typescript_by_openapi_typescript()
    {
        var folder = Node.Folder("api-client");
        File.Copy(Path.Combine(Repository.Top, "tests/ZorgWerk.Web.Tests/Api/client.mts"), Path.Combine(folder, "client.mts"), overwrite: true);
        await Works(Node.Run("openapi-typescript/bin/cli.js", folder, Description, "-o", "schema.d.ts"));
        await Works(Node.Run("typescript/bin/tsc", folder, "--strict", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom", "--skipLibCheck", "client.mts"));
        var said = JsonNode.Parse(await Works(Node.Start("client.mjs", folder, Site.Address.ToString().TrimEnd('/'), Site.House.Tenant.Value, Noor.ToString())))!;
        said.ToJsonString().ShouldBe(JsonNode.Parse($$"""
            {"lines":1,"isDay":true,"next":true,"name":"{{Branch.Cases[0].Person}}","outcome":"recorded","version":1,"refused":"urn:zorgwerk:problem:on/in-the-future","status":409}
            """)!.ToJsonString());
    }

    private static async Task<string> Works(Task<(int ExitCode, string Output, string Errors)> run)
    {
        var (exitCode, output, errors) = await run;
        exitCode.ShouldBe(0, output + errors);
        return output;
    }

    private static Assembly Compile(params string[] sources)
    {
        var here = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file));
        var compilation = CSharpCompilation.Create("generated", sources.Select(source => CSharpSyntaxTree.ParseText(source)), here, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        result.Diagnostics.Where(said => said.Severity is DiagnosticSeverity.Error).Select(said => said.ToString()).ShouldBeEmpty();
        assembly.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(assembly);
    }
}
