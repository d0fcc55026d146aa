using System.Diagnostics;

namespace ZorgWerk.Promises;

/// <summary>A disk that is soon full. Needs somebody who may mount.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    private string Filler => Path.Combine(_folder, "filler");

    public static async Task<SmallDisk> Mount(string folder)
    {
        await Run("mount", "-t", "tmpfs", "-o", "size=160m,mode=755", "tmpfs", folder);
        return new SmallDisk(folder);
    }

    public void FillUp()
    {
        using var file = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in (int[])[1 << 20, 1 << 12])
        {
            try
            {
                while (true) file.Write(new byte[size]);
            }
            catch (IOException)
            {
                // Full, to within so many bytes.
            }
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    public async ValueTask DisposeAsync() => await Run("umount", "-l", _folder);

    private static async Task Run(string command, params string[] arguments)
    {
        using var process = Process.Start(command, arguments);
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, command);
    }
}
