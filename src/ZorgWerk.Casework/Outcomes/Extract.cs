using System.Globalization;
using System.Text.Json;
using ZorgWerk.Casework.Events;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Outcomes;

/// <summary>
/// The files an evaluator takes home: rows per trajectory under pseudonyms, the survival table, the share at work by week, and a codebook.
/// Made from the streams as they stood at one position, so that the same extract can be made again.
/// </summary>
public sealed class Extract(IEventStore store, CaseReader reader, EventCodec codec, References references)
{
    /// <summary>Weeks after intake for which the share at work is told.</summary>
    public const int Weeks = 52;

    /// <summary>Writes the files into a folder, which is made when needed.</summary>
    /// <returns>How many trajectories, and the position.</returns>
    public async Task<(int Trajectories, long Position)> Write(TenantId tenant, Code programme, string? by, string folder, CancellationToken cancel = default)
    {
        Directory.CreateDirectory(folder);
        var position = await store.LastPosition(cancel);
        var groups = new SortedDictionary<string, Group>(StringComparer.Ordinal);
        var count = 0;
        await using (var rows = Csv(folder, "trajectories.csv"))
        {
            await rows.WriteLineAsync("pseudonym,stratum,cohort,age_band,schooling,employment,last_known_day,employer_contact_day,plan_day,first_step_day,sessions,referrals_made,referrals_accepted,work_day,full_time_day,relapses,hand_overs,closed_because");
            await foreach (var (stream, folded) in Participants(tenant, position, cancel))
            {
                foreach (var outcome in TrajectoryOutcome.Of(folded))
                {
                    if (outcome.Trajectory.Programme != programme) continue;
                    count++;
                    var stratum = by is null ? "all" : outcome.Stratum(by);
                    if (!groups.TryGetValue(stratum, out var group)) groups[stratum] = group = new Group();
                    group.Add(outcome);
                    await rows.WriteLineAsync(Row(programme, stream, stratum, outcome));
                }
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
            await medians.WriteLineAsync("stratum,trajectories,returned_to_work,median_days_to_work");
            foreach (var (stratum, group) in groups)
                await medians.WriteLineAsync(Line(stratum, group.Times.Count, group.Times.Count(time => time.Happened), Survival.Median(Survival.Table(group.Times))));
        }
        await File.WriteAllTextAsync(Path.Combine(folder, "codebook.md"), Codebook(programme, by, position), cancel);
        return (count, position);
    }

    private async IAsyncEnumerable<(StreamId Stream, Participant Folded)> Participants(
        TenantId tenant, long position, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        StreamId? last = null;
        await foreach (var stored in store.ReadByStream(position, cancel: cancel))
        {
            if (stored.Tenant != tenant || stored.Stream == last || codec.FromStore(stored) is not ParticipantEvent) continue;
            last = stored.Stream;
            yield return (stored.Stream, await reader.Fold(tenant, stored.Stream, new Moment(UpToPosition: position), cancel: cancel));
        }
    }

    private string Row(Code programme, StreamId stream, string stratum, TrajectoryOutcome o)
    {
        var t = o.Trajectory;
        var pseudonym = references.Named("outcome", programme.Value, $"{stream.Value:N}/{t.Number}");
        return Line(
            pseudonym.ToString("N"), stratum, o.Stratum("cohort"), o.Stratum("age-band"), o.Stratum("schooling"), o.Stratum("employment"), o.LastKnownDay, o.EmployerContactDay, o.PlanDay,
            o.FirstStepDay, t.Sessions, t.Referrals.Count, t.Referrals.Count(r => r.State is ReferralState.Accepted or ReferralState.Completed), o.WorkDay, o.FullTimeDay, t.Relapses, t.HandOvers,
            t.ClosedBecause is { } why ? JsonNamingPolicy.KebabCaseLower.ConvertName(why.ToString()) : "");
    }

    /// <summary>RFC 4180. Every value is a code or a number of ours, so none needs quoting or could be taken for a formula.</summary>
    private static string Line(params IEnumerable<object?> values) => string.Join(',', values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)));

    private static StreamWriter Csv(string folder, string name) => new(Path.Combine(folder, name)) { NewLine = "\r\n" };

    private static string Codebook(Code programme, string? by, long position) => $"""
        # Codebook: programme {programme}

        Made from all events up to position {position}{(by is null ? "" : $", by {by}")}. Times are days since intake, day 0. Empty: did not happen, or not known.
        These files hold one row per trajectory and no suppression of small cells: they are for the programme's own evaluator, not for publication.

        **trajectories.csv**: `pseudonym` the same in every extract of this programme and no other; `last_known_day` the last entry about the trajectory, where it is
        censored; `employer_contact_day`, `plan_day`, `first_step_day`, `work_day`, `full_time_day` the first of each; `sessions`, `referrals_made`, `referrals_accepted`,
        `relapses`, `hand_overs` counts; `closed_because` empty while open. Corrected entries count as corrected; struck ones do not count.

        **survival.csv**: time to first return to work. `estimate` is the Kaplan–Meier share not yet back at work after that day, `standard_error` Greenwood's;
        who was last seen on a day was still at risk on it.

        **at_work.csv**: of those whose `last_known_day` is at or past day 7 × `week`, how many were at work on that day.

        **summary.csv**: `median_days_to_work` the first day by which half were back at work, empty when fewer ever were.

        """.ReplaceLineEndings("\n");

    private sealed class Group
    {
        public List<Observed> Times { get; } = [];
        public int[] Seen { get; } = new int[Weeks + 1];
        public int[] AtWork { get; } = new int[Weeks + 1];

        public void Add(TrajectoryOutcome outcome)
        {
            Times.Add(outcome.TimeToWork);
            for (var week = 1; week <= Weeks && week * 7 <= outcome.LastKnownDay; week++)
            {
                Seen[week]++;
                if (outcome.IsAtWorkOn(week * 7)) AtWork[week]++;
            }
        }
    }
}
