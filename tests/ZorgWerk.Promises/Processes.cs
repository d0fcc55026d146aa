namespace ZorgWerk.Promises;

internal static class Processes
{
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
