using System.Text.Json;

namespace ZorgWerk.Web.Tests;

/// <summary>html-validate, where <c>dotnet cake --target=Validator</c> put it: somebody else's reading of the rules of HTML.</summary>
internal static class Markup
{
    /// <summary>What is wrong with pages that were kept in a folder.</summary>
    /// <exception cref="InvalidOperationException">It is not here, or cannot be run.</exception>
    public static async Task<IReadOnlyList<string>> Faults(string folder, string top)
    {
        // It leaves before a pipe has taken all it says.
        var report = Path.Combine(folder, "report.json");
        var (exitCode, _, errors) = await Node.Run("html-validate/bin/html-validate.mjs", folder, "--config", Path.Combine(top, "tests/ZorgWerk.Web.Tests/htmlvalidate.json"), "--formatter", $"json={report}", "*.html");
        if (exitCode is not (0 or 1)) throw new InvalidOperationException($"html-validate ended with {exitCode}: {errors}");
        using var files = JsonDocument.Parse(await File.ReadAllBytesAsync(report));
        return
        [
            .. from file in files.RootElement.EnumerateArray()
               from fault in file.GetProperty("messages").EnumerateArray()
               select $"{Path.GetFileName(file.GetProperty("filePath").GetString())}:{fault.GetProperty("line").GetInt32()} {fault.GetProperty("ruleId").GetString()}: {fault.GetProperty("message").GetString()} ({fault.GetProperty("selector").GetString()})",
        ];
    }
}
