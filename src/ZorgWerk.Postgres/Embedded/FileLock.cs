namespace ZorgWerk.Postgres.Embedded;

/// <summary>One process at a time; the operating system gives the lock back when its holder dies, however it dies.</summary>
public sealed class FileLock : IDisposable
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    private readonly FileStream _stream;

    private FileLock(FileStream stream) => _stream = stream;

    /// <summary>Waits for the lock; the file is made when it does not exist and stays behind.</summary>
    /// <exception cref="UnauthorizedAccessException">The file belongs to another account.</exception>
    /// <exception cref="IOException">The folder does not exist.</exception>
    public static async Task<FileLock> Take(string path, CancellationToken cancel = default)
    {
        while (true)
        {
            if (TryTake(path) is { } taken)
                return taken;
            await Task.Delay(BetweenTries, cancel);
        }
    }

    /// <summary>The lock, or null when another holds it.</summary>
    /// <inheritdoc cref="Take"/>
    public static FileLock? TryTake(string path)
    {
        try
        {
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException held) when (held is not (DirectoryNotFoundException or PathTooLongException) && File.Exists(path))
        {
            return null;
        }
    }

    public void Dispose() => _stream.Dispose();
}
