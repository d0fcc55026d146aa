using System.Diagnostics;

namespace ZorgWerk.Promises;

internal static class Processes
{
    /// <summary>The postmaster of a data directory, and all its children.</summary>
    public static string[] OfServer(string dataDirectory)
    {
        var postmaster = File.ReadLines(Path.Combine(dataDirectory, "postmaster.pid")).First();
        return [postmaster, .. ChildrenOf(postmaster)];
    }

    /// <returns>Whether all were there: one that is gone already makes kill complain, and is none the less gone.</returns>
    public static bool Signal(string name, params string[] processes)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", [$"-{name}", .. processes]) { UseShellExecute = false, RedirectStandardError = true })!;
        kill.WaitForExit();
        return kill.ExitCode == 0;
    }

    public static IEnumerable<string> ChildrenOf(string parent)
    {
        foreach (var process in Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => name!.All(char.IsAsciiDigit)))
        {
            string status;
            try
            {
                status = File.ReadAllText($"/proc/{process}/stat");
            }
            catch (IOException)
            {
                // It ended while we looked.
                continue;
            }
            // The name in parentheses may itself hold spaces; state and parent follow it.
            if (status[(status.LastIndexOf(')') + 2)..].Split(' ')[1] == parent) yield return process!;
        }
    }
}
