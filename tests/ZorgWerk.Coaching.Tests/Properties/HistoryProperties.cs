using FsCheck;
using FsCheck.Fluent;

namespace ZorgWerk.Coaching.Tests.Properties;

/// <summary>R1–R4, R12 and R13 over steps asked at random, thousands of them, corrections included.</summary>
public class HistoryProperties
{
    [Fact]
    public void What_was_accepted_folds_to_the_record_it_was_decided_on() => ForAll(history =>
    {
        Fold([.. history.Events]).ShouldBe(history.Record);
        history.Record.Version.ShouldBe(history.Events.Count);
    });

    /// <summary>Only where the record holds every field of a step that cannot be taken twice may it say that a wish is nothing new.</summary>
    [Fact]
    public void A_step_asked_again_right_away_is_recorded_again_or_refused_and_seldom_nothing_new() => ForAll(history =>
    {
        foreach (var asked in history.Asked)
        {
            var again = asked.After.Decide(asked.Step, History.Around(asked.Step, asked.Before));
            if (asked.Decision is Decision.Refused) again.ShouldBe(asked.Decision);
            foreach (var decision in new[] { asked.Decision, again })
                (decision.Writes.Count > 0 || decision is Decision.Refused || asked.Step is OpenTrajectory or RemoveActor or ReachStep or ResumeWork or GrantConsent)
                    .ShouldBeTrue($"{asked.Step}");
        }
    });

    [Fact]
    public void Nothing_was_shared_that_was_not_covered_when_it_was_decided() => ForAll(history =>
    {
        foreach (var (shared, known) in Shared(history)) Oracle.Wrong(shared, known).ShouldBeNull($"{shared}");
    });

    /// <summary>
    /// Corrections may take back, shorten or replace what a disclosure rested on. What stays true: each line of the trail is there for good, in its
    /// place; one that stands shows a disclosure as it was decided at its own moment; and the consent it names is still on the record under that name.
    /// </summary>
    [Fact]
    public void After_corrections_the_trail_holds_every_line_and_each_as_it_was_decided() => ForAll(history =>
    {
        var decided = Shared(history).Select(sharing => sharing.Shared).ToList();
        var lines = history.Events.Select((happened, at) => (happened, Version: at + 1)).Where(line => line.happened is InformationDisclosed or DisclosureRefused or DisclosureReported);

        history.Record.Disclosures.Select(line => line.Version).ShouldBe(lines.Select(line => (long)line.Version));
        foreach (var line in history.Record.Disclosures.Where(line => line.Outcome is DisclosureOutcome.Disclosed && !line.IsStruck))
        {
            decided.ShouldContain(shared => shared.Trace == line.Trace && shared.On == line.On && shared.Consent == line.Consent && shared.Recipient == line.Recipient);
            line.Trace!.Weighed.ShouldContain(weighed => weighed.Consent == line.Consent && weighed.Verdict == ConsentVerdict.Covers);
            history.Record.ConsentOf(line.Consent!.Value).ShouldNotBeNull();
        }
    });

    /// <summary>
    /// What each line of the trail is judged as, then and now, told by brute force straight from the events: those known when it was written down,
    /// and all of them.
    /// </summary>
    [Fact]
    public void Every_line_is_judged_as_the_events_say_then_and_now() => ForAll(history =>
    {
        foreach (var line in history.Record.Disclosures)
            history.Record.Judge(line).ShouldBe(line.IsStruck ? null : Expected(history, line), $"{line}");
    });

    private static TrailJudgement Expected(History history, Disclosure line)
    {
        // A line that was mended was judged when it was mended, by what was known by then.
        var decided = history.Events.FindLastIndex(happened => happened is EntryCorrected { Replacement: not null } mend && mend.Entry == line.Version) is >= 0 and var mended
            ? mended : (int)line.Version - 1;
        var then = line.Outcome is DisclosureOutcome.Disclosed ? Judgement.Covered : Oracle.Judge(line, history.Events.Take(decided).ToList());
        return (then, Oracle.Judge(line, history.Events)) switch
        {
            (_, Judgement.OrderNotKnown) => TrailJudgement.OrderNotKnown,
            (Judgement.Covered, Judgement.Covered) => TrailJudgement.Covered,
            (Judgement.Covered, _) => TrailJudgement.CoveredThenNotNow,
            (_, Judgement.Covered) => TrailJudgement.NotCoveredThenCoveredNow,
            _ => TrailJudgement.NeverCovered,
        };
    }

    [Fact]
    public void At_most_the_latest_trajectory_is_open_and_after_erasure_nothing_is_written() => ForAll(history =>
    {
        history.Record.Trajectories.SkipLast(1).ShouldAllBe(trajectory => !trajectory.IsOpen);
        history.Events.SkipLast(1).ShouldNotContain(happened => happened is PersonalDataErased);
    });

    /// <summary>Without this the others could hold because nothing ever happens.</summary>
    [Fact]
    public void Every_step_asked_at_random_is_accepted_now_and_then_and_sharing_gets_every_answer_there_is()
    {
        var histories = Plan.Any.Generator.Sample(600, new Rnd(20260302), 50).Select(History.Of).ToList();
        var asked = histories.SelectMany(history => history.Asked).ToList();
        var written = asked.SelectMany(each => each.Decision.Writes).ToList();
        var kinds = asked.Select(each => each.Step.GetType()).Distinct().ToList();

        kinds.Count.ShouldBeGreaterThan(35);
        kinds.Except(asked.Where(each => each.Decision is Decision.Accepted { Events.Count: > 0 }).Select(each => each.Step.GetType())).ShouldBeEmpty();
        written.OfType<DisclosureRefused>().Select(refused => refused.Because.Value).Distinct().ShouldBe(
            [
                "consent-missing", "care-partner-not-consulted", "giver-is-no-party", "not-the-givers-to-give", "recipient-unknown", "medical-needs-secrecy", "to-oneself", "order-not-known",
            ], ignoreOrder: true);
        written.OfType<DisclosureRefused>().SelectMany(refused => refused.Trace.Weighed).Select(weighed => weighed.Verdict).Distinct().Count()
            .ShouldBe(Enum.GetValues<ConsentVerdict>().Length);

        var shared = histories.SelectMany(Shared).Select(sharing => sharing.Shared).ToList();
        shared.Count.ShouldBeGreaterThan(500);
        shared.ShouldContain(s => s.Giver != ActorId.Participant);
        shared.ShouldContain(s => s.Trace.CarePartner != null);
        shared.ShouldContain(s => s.Categories.Contains(Category.Medical));
        histories.SelectMany(history => history.Record.Disclosures.Select(history.Record.Judge)).OfType<TrailJudgement>().Distinct()
            .ShouldBe(Enum.GetValues<TrailJudgement>(), ignoreOrder: true);
        written.OfType<EntryCorrected>().ShouldContain(mend => mend.Replacement is InformationDisclosed);
        written.OfType<EntryCorrected>().ShouldContain(mend => mend.Replacement is ConsentGranted);
    }

    /// <summary>Every disclosure that was decided, by itself or as the replacement of another, with the events that it was decided on.</summary>
    private static IEnumerable<(InformationDisclosed Shared, IReadOnlyList<ParticipantEvent> Known)> Shared(History history)
    {
        foreach (var asked in history.Asked)
            foreach (var written in asked.Decision.Writes)
            {
                if (written is InformationDisclosed shared) yield return (shared, asked.Before);
                if (written is EntryCorrected { Replacement: InformationDisclosed mended } mend) yield return (mended, asked.Before);
            }
    }

    private static void ForAll(Action<History> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(250), Prop.ForAll(Plan.Any, plan => holds(History.Of(plan))));
}
