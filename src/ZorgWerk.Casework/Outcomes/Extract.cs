using System.Data;
using System.Globalization;
using Npgsql;
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
    /// <summary>Weeks after intake for which the share at work is told.</summary>
    public const int Weeks = 52;

    private const string Unfinished = ".part";

    private static readonly string[] Files = ["trajectories.csv", "survival.csv", "at_work.csv", "summary.csv", "codebook.md"];

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
        var position = await ViewProgress.Find(connection, outcomes.View, cancel);
        var groups = new SortedDictionary<string, Group>(StringComparer.Ordinal);
        var count = 0;
        await using (var rows = Csv(folder, "trajectories.csv"))
        {
            await rows.WriteLineAsync("pseudonym,stratum,cohort,age_band,schooling,employment,last_known_day,employer_contact_day,plan_day,first_step_day,sessions,referrals_made,referrals_accepted,work_day,full_time_day,relapses,hand_overs,closed_because");
            await foreach (var (participant, outcome) in OutcomeReader.Read(connection, tenant, programme, cancel))
            {
                count++;
                var stratum = by is null ? "all" : outcome.Stratum(by);
                if (!groups.TryGetValue(stratum, out var group)) groups[stratum] = group = new Group();
                group.Add(outcome);
                await rows.WriteLineAsync(Row(programme, participant, stratum, outcome));
            }
        }

        await using (var survival = Csv(folder, "survival.csv"))
        {
            await survival.WriteLineAsync("stratum,days,at_risk,events,censored,estimate,standard_error");
            foreach (var (stratum, group) in groups)
                foreach (var line in Survival.Table(group.Times))
                    await survival.WriteLineAsync(Line(stratum, line.Days, line.AtRisk, line.Events, line.Censored, line.Estimate, line.StandardError));
        }

        await using (var weeks = Csv(folder, "at_work.csv"))
        {
            await weeks.WriteLineAsync("stratum,week,observed,at_work,share");
            foreach (var (stratum, group) in groups)
                for (var week = 1; week <= Weeks; week++)
                    await weeks.WriteLineAsync(Line(stratum, week, group.Seen[week], group.AtWork[week], group.Seen[week] == 0 ? "" : (double)group.AtWork[week] / group.Seen[week]));
        }

        await using (var medians = Csv(folder, "summary.csv"))
        {
            await medians.WriteLineAsync("stratum,trajectories,with_intake,returned_to_work,median_days_to_work");
            foreach (var (stratum, group) in groups)
                await medians.WriteLineAsync(Line(stratum, group.Trajectories, group.Times.Count, group.Times.Count(time => time.Happened), Survival.Median(Survival.Table(group.Times))));
        }
        await File.WriteAllTextAsync(Path.Combine(folder, "codebook.md" + Unfinished), Codebook(programme, by, position), cancel);
        foreach (var name in Files) File.Move(Path.Combine(folder, name + Unfinished), Path.Combine(folder, name), overwrite: true);
        return (count, position);
    }

    private string Row(Code programme, StreamId participant, string stratum, TrajectoryOutcome o)
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
        {
            Trajectories++;
            if (outcome.TimeToWork is { } time) Times.Add(time);
            for (var week = 1; week <= Weeks && week * 7 <= outcome.LastKnownDay; week++)
            {
                Seen[week]++;
                if (outcome.IsAtWorkOn(week * 7)) AtWork[week]++;
            }
        }
    }
}

/// <summary>Asked for a programme without trajectories, or for groups by something that none of them has.</summary>
public sealed class NothingToExtractException(string? by, Code programme)
    : Exception(by is null ? $"Programme {programme} has no trajectory." : $"Programme {programme} has no trajectory that belongs to a group by '{by}'.");
