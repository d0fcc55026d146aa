using System.Globalization;
using System.Text;
using System.Text.Json;
using Npgsql;
using ZorgWerk.Casework.Views;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Outcomes;

/// <summary>
/// A row for each trajectory, under pseudonyms, with days of its own and nothing suppressed: for the operator who holds the figures against a
/// computation of theirs, never for a page. Beside it what follows exactly from the rows.
/// </summary>
/// <param name="connection">In a transaction that sees one moment.</param>
internal sealed class RowFiles(NpgsqlConnection connection, References references)
{
    public static readonly IReadOnlyList<string> Names = ["trajectories.csv", "trajectories.jsonl", "survival.csv", "at_work.csv", "summary.csv", "codebook.md"];

    /// <summary>Weeks after intake for which the share at work is told.</summary>
    private const int Weeks = 52;

    private static readonly string[] Columns =
    [
        "pseudonym", "stratum", "cohort", "age_band", "schooling", "employment", "last_known_day", "employer_contact_day", "plan_day", "first_step_day", "sessions", "referrals_made",
        "referrals_accepted", "work_day", "full_time_day", "relapses", "hand_overs", "closed_because",
    ];

    /// <param name="open">Where a file goes; each is closed before the next is opened.</param>
    /// <returns>How many trajectories, and the position.</returns>
    public async Task<(int Trajectories, long Position)> Write(TenantId tenant, Code programme, string? by, Func<string, Stream> open, CancellationToken cancel)
    {
        var position = await ViewProgress.Find(connection, ParticipantView.Find("outcomes")!, cancel);
        var groups = new SortedDictionary<string, Group>(StringComparer.Ordinal);
        var count = 0;
        await using (var rows = Csv(open, "trajectories.csv"))
        {
            await rows.WriteLineAsync(Line(Columns));
            await foreach (var (participant, outcome) in OutcomeReader.Read(connection, tenant, programme, cancel))
            {
                count++;
                var stratum = by is null ? "all" : outcome.Stratum(by);
                if (!groups.TryGetValue(stratum, out var group)) groups[stratum] = group = new Group();
                group.Add(outcome);
                await rows.WriteLineAsync(Line(Row(programme, participant, stratum, outcome)));
            }
        }

        await using (var rows = new StreamWriter(open("trajectories.jsonl")) { NewLine = "\n" })
        {
            await foreach (var (participant, outcome) in OutcomeReader.Read(connection, tenant, programme, cancel))
                await rows.WriteLineAsync(Json(Row(programme, participant, by is null ? "all" : outcome.Stratum(by), outcome)));
        }

        await using (var survival = Csv(open, "survival.csv"))
        {
            await survival.WriteLineAsync("stratum,days,at_risk,events,censored,estimate,standard_error,lower,upper");
            foreach (var (stratum, group) in groups)
                foreach (var line in Survival.Table(group.Times))
                    await survival.WriteLineAsync(Line(stratum, line.Days, line.AtRisk, line.Events, line.Censored, line.Estimate, line.StandardError, line.Band?.Lower, line.Band?.Upper));
        }

        await using (var weeks = Csv(open, "at_work.csv"))
        {
            await weeks.WriteLineAsync("stratum,week,observed,at_work,share");
            foreach (var (stratum, group) in groups)
                for (var week = 1; week <= Weeks; week++)
                    await weeks.WriteLineAsync(Line(stratum, week, group.Seen[week], group.AtWork[week], group.Seen[week] == 0 ? "" : (double)group.AtWork[week] / group.Seen[week]));
        }

        await using (var medians = Csv(open, "summary.csv"))
        {
            await medians.WriteLineAsync("stratum,trajectories,with_intake,returned_to_work,median_days_to_work");
            foreach (var (stratum, group) in groups)
                await medians.WriteLineAsync(Line(stratum, group.Trajectories, group.Times.Count, group.Times.Count(time => time.Happened), Survival.Median(Survival.Table(group.Times))));
        }
        await using var codebook = new StreamWriter(open("codebook.md"));
        await codebook.WriteAsync(Codebook(programme, by, position));
        return (count, position);
    }

    private object?[] Row(Code programme, StreamId participant, string stratum, TrajectoryOutcome o)
    {
        var pseudonym = references.Named("outcome", programme.Value, $"{participant.Value:N}/{o.Trajectory}");
        return
        [
            pseudonym.ToString("N"), stratum, o.Stratum("cohort"), o.Stratum("age-band"), o.Stratum("schooling"), o.Stratum("employment"), o.LastKnownDay, o.EmployerContactDay, o.PlanDay,
            o.FirstStepDay, o.Sessions, o.ReferralsMade, o.ReferralsAccepted, o.WorkDay, o.FullTimeDay, o.Relapses, o.HandOvers, o.ClosedBecause,
        ];
    }

    /// <summary>RFC 4180. Every value is a code or a number of ours, so none needs quoting or could be taken for a formula.</summary>
    private static string Line(params IEnumerable<object?> values) => string.Join(',', values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)));

    private static string Json(object?[] row)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            for (var at = 0; at < row.Length; at++)
            {
                if (row[at] is int number) json.WriteNumber(Columns[at], number);
                else if (row[at] is string text) json.WriteString(Columns[at], text);
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static StreamWriter Csv(Func<string, Stream> open, string name) => new(open(name)) { NewLine = "\r\n" };

    private static string Codebook(Code programme, string? by, long position) => $"""
        # Codebook: programme {programme}

        Made from all events up to position {position}{(by is null ? "" : $", by {by}")}. Times are days since intake, day 0. Empty: did not happen, or not known.
        A trajectory that had no intake yet has no times; it is counted in `trajectories` and in no other figure.
        These files hold one row per trajectory and no suppression of small cells: they can single a person out. They are for whoever runs the service, to hold figures against, and go no further.

        **trajectories.csv**: `pseudonym` the same in every extract of this programme and no other; `last_known_day` the last entry about the trajectory, where it is
        censored; `employer_contact_day`, `plan_day`, `first_step_day`, `work_day`, `full_time_day` the first of each; `sessions`, `referrals_made`, `referrals_accepted`,
        `relapses`, `hand_overs` counts; `closed_because` empty while open. Corrected entries count as corrected; struck ones do not count.

        `stratum` is the group that was asked for, `all` when none was; who belongs to several groups of one kind counts in the first that was named. `cohort` the training
        cohort of the coach, `age_band`, `schooling` and `employment` as at opening. The order of rows says nothing.

        **trajectories.jsonl**: the same rows, one JSON object a line; what did not happen or is not known is left out.

        **survival.csv**: time to first return to work. `estimate` is the Kaplan–Meier share not yet back at work after that day, `standard_error` Greenwood's,
        `lower` and `upper` the 95 % confidence interval on the scale of log(−log S); who was last seen on a day was still at risk on it.

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
