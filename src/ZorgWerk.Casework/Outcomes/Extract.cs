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
        var pseudonym = references.Named("outcome", programme.Value, $"{participant.Value:N}/{o.Trajectory}");
        return Line(
            pseudonym.ToString("N"), stratum, o.Stratum("cohort"), o.Stratum("age-band"), o.Stratum("schooling"), o.Stratum("employment"), o.LastKnownDay, o.EmployerContactDay, o.PlanDay,
            o.FirstStepDay, o.Sessions, o.ReferralsMade, o.ReferralsAccepted, o.WorkDay, o.FullTimeDay, o.Relapses, o.HandOvers, o.ClosedBecause);
    }

    /// <summary>RFC 4180. Every value is a code or a number of ours, so none needs quoting or could be taken for a formula.</summary>
    private static string Line(params IEnumerable<object?> values) => string.Join(',', values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)));

    private static StreamWriter Csv(string folder, string name) => new(Path.Combine(folder, name + Unfinished)) { NewLine = "\r\n" };

    private static string Codebook(Code programme, string? by, long position) => $"""
        # Codebook: programme {programme}

        Made from all events up to position {position}{(by is null ? "" : $", by {by}")}. Times are days since intake, day 0. Empty: did not happen, or not known.
        A trajectory that had no intake yet has no times; it is counted in `trajectories` and in no other figure.
        These files hold one row per trajectory and no suppression of small cells: they are for the programme's own evaluator, not for publication.

        **trajectories.csv**: `pseudonym` the same in every extract of this programme and no other; `last_known_day` the last entry about the trajectory, where it is
        censored; `employer_contact_day`, `plan_day`, `first_step_day`, `work_day`, `full_time_day` the first of each; `sessions`, `referrals_made`, `referrals_accepted`,
        `relapses`, `hand_overs` counts; `closed_because` empty while open. Corrected entries count as corrected; struck ones do not count.

        `stratum` is the group that was asked for, `all` when none was; who belongs to several groups of one kind counts in the first that was named. `cohort` the training
        cohort of the coach, `age_band`, `schooling` and `employment` as at opening. The order of rows says nothing.

        **survival.csv**: time to first return to work. `estimate` is the Kaplan–Meier share not yet back at work after that day, `standard_error` Greenwood's;
        who was last seen on a day was still at risk on it.

        **at_work.csv**: of those whose `last_known_day` is at or past day 7 × `week`, how many were at work on that day.

        **summary.csv**: `median_days_to_work` the first day by which half were back at work, empty when fewer ever were.

        """.ReplaceLineEndings("\n");

    private sealed class Group
    {
        public int Trajectories { get; private set; }
        public List<Observed> Times { get; } = [];
        public int[] Seen { get; } = new int[Weeks + 1];
        public int[] AtWork { get; } = new int[Weeks + 1];

        public void Add(TrajectoryOutcome outcome)
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
