using System.Data;
using System.IO.Compression;
using Npgsql;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Views;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Outcomes;

/// <summary>
/// The files an evaluator takes home: the figures of a programme and its groups, none of so few that a person could be found in them, with a codebook.
/// Made from the outcomes view as it stands at one position, which the codebook names: from the same position the same files come out again.
/// </summary>
public sealed class Extract(NpgsqlDataSource database, BackgroundView outcomes, CaseReader cases, References references)
{
    private const string Unfinished = ".part";

    /// <summary>Brings the view up to date and writes the files into a folder, which is made when needed. Files of an earlier extract are replaced, once all are written.</summary>
    /// <param name="rows">Instead, a row for each trajectory and nothing suppressed: see <see cref="RowFiles"/>.</param>
    /// <returns>How many trajectories, and the position.</returns>
    /// <exception cref="NothingToExtractException">The programme has no trajectory, or none that belongs to a group by that name; nothing was written.</exception>
    public async Task<(int Trajectories, long Position)> Write(TenantId tenant, Code programme, string? by, string folder, bool rows = false, CancellationToken cancel = default)
    {
        await outcomes.CatchUp(cancel);
        var defined = await cases.Programme(tenant, references.ProgrammeStream(tenant, programme), cancel);
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        if (!await OutcomeReader.HasStratum(connection, tenant, programme, by, cancel)) throw new NothingToExtractException(by, programme);
        Directory.CreateDirectory(folder);
        Stream Open(string name) => File.Create(Path.Combine(folder, name + Unfinished));
        (int Trajectories, long Position) written;
        if (rows) written = await new RowFiles(connection, references).Write(tenant, programme, by, Open, cancel);
        else
        {
            var all = await OutcomeReader.All(connection, tenant, programme, cancel);
            written = (all.Count, await ViewProgress.Find(connection, ParticipantView.Find("outcomes")!, cancel));
            ExtractFiles.Write(Figures(defined, all, by), by, written.Position, Open);
        }
        foreach (var name in rows ? RowFiles.Names : ExtractFiles.Names) File.Move(Path.Combine(folder, name + Unfinished), Path.Combine(folder, name), overwrite: true);
        return written;
    }

    /// <summary>The same files in one, of what this reader may see and as far as the view has followed. Nothing in it tells when it was made, so that it is the same again.</summary>
    /// <param name="by">One of <see cref="ProgrammeFigures.Strata"/>; nothing: everybody together.</param>
    public static async Task<byte[]> Zip(Reading reading, Programme programme, string? by, CancellationToken cancel = default)
    {
        var all = await OutcomeReader.All(reading.Connection, reading.Visitor.Tenant, programme.Id, cancel);
        var position = await FiguresReader.Position(reading, cancel);
        using var bytes = new MemoryStream();
        await using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            ExtractFiles.Write(Figures(programme, all, by), by, position, name =>
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                return entry.Open();
            });
        }
        return bytes.ToArray();
    }

    /// <summary>Up to the last enrolment, not to today, so that tomorrow's files are the same.</summary>
    private static ProgrammeFigures Figures(Programme programme, IReadOnlyList<TrajectoryOutcome> all, string? by) =>
        ProgrammeFigures.Of(programme, all, by, all.Count == 0 ? programme.From : all.Max(one => one.OpenedOn));
}

/// <summary>Asked for a programme without trajectories, or for groups by something that none of them has.</summary>
public sealed class NothingToExtractException(string? by, Code programme)
    : Exception(by is null ? $"Programme {programme} has no trajectory." : $"Programme {programme} has no trajectory that belongs to a group by '{by}'.");
