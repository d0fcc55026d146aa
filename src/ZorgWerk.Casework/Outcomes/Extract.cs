using System.Data;
using System.IO.Compression;
using Npgsql;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Views;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Outcomes;

/// <summary>
/// The files an evaluator takes home: rows per trajectory under pseudonyms, the survival table, the share at work by week, and a codebook.
/// Made from the outcomes view as it stands at one position, which the codebook names: from the same position the same files come out again.
/// </summary>
public sealed class Extract(NpgsqlDataSource database, BackgroundView outcomes, References references)
{
    private const string Unfinished = ".part";

    /// <summary>Brings the view up to date and writes the files into a folder, which is made when needed. Files of an earlier extract are replaced, once all are written.</summary>
    /// <returns>How many trajectories, and the position.</returns>
    /// <exception cref="NothingToExtractException">The programme has no trajectory, or none that belongs to a group by that name; nothing was written.</exception>
    public async Task<(int Trajectories, long Position)> Write(TenantId tenant, Code programme, string? by, string folder, CancellationToken cancel = default)
    {
        await outcomes.CatchUp(cancel);
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        if (!await OutcomeReader.HasStratum(connection, tenant, programme, by, cancel)) throw new NothingToExtractException(by, programme);
        Directory.CreateDirectory(folder);
        var written = await new ExtractFiles(connection, references).Write(tenant, programme, by, name => File.Create(Path.Combine(folder, name + Unfinished)), cancel);
        foreach (var name in ExtractFiles.Names) File.Move(Path.Combine(folder, name + Unfinished), Path.Combine(folder, name), overwrite: true);
        return written;
    }

    /// <summary>The same files in one, of what this reader may see and as far as the view has followed. Nothing in it tells when it was made, so that it is the same again.</summary>
    /// <param name="by">One of <see cref="ProgrammeFigures.Strata"/>; nothing: everybody together.</param>
    public static async Task<byte[]> Zip(Reading reading, References references, Code programme, string? by, CancellationToken cancel = default)
    {
        using var bytes = new MemoryStream();
        await using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            await new ExtractFiles(reading.Connection, references).Write(reading.Visitor.Tenant, programme, by, name =>
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                return entry.Open();
            }, cancel);
        }
        return bytes.ToArray();
    }
}

/// <summary>Asked for a programme without trajectories, or for groups by something that none of them has.</summary>
public sealed class NothingToExtractException(string? by, Code programme)
    : Exception(by is null ? $"Programme {programme} has no trajectory." : $"Programme {programme} has no trajectory that belongs to a group by '{by}'.");
