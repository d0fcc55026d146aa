using ZorgWerk.Casework.Sharing;
using ZorgWerk.Coaching;
using static ZorgWerk.Casework.Tests.Sharing;

namespace ZorgWerk.Casework.Tests;

/// <summary>What taking a consent back cannot take back, read off the trail.</summary>
public class WithdrawalImpactSpecs
{
    private static readonly WithdrawConsent Stop = new(Today.PlusDays(1), T1, HowGiven.Verbal);

    [Fact]
    public void Who_was_told_what_on_the_consent_is_listed_with_every_day()
    {
        var knows = Impact(After(WimMayKnow).Then(Progress, Progress with { On = Today.PlusDays(-3), Categories = [Category.Progress, Category.WorkAbility] }, Stop)).Parties.Single().Knows;

        knows.Select(one => one.Category).ShouldBe([Category.Progress, Category.WorkAbility]);
        knows[0].On.ShouldBe([Today, Today.PlusDays(-3)]);
        knows.ShouldAllBe(one => !one.AfterWithdrawal);
    }

    [Fact]
    public void A_consent_that_was_never_used_needs_no_notice()
    {
        var impact = Impact(After(WimMayKnow).Then(Stop));

        impact.Parties.Single().Knows.ShouldBeEmpty();
        impact.Informed.ShouldBeEmpty();
    }

    [Fact]
    public void A_consent_that_still_holds_is_no_withdrawal() => Impact(After(WimMayKnow).Then(Progress)).Consents.ShouldBeEmpty();

    [Fact]
    public void A_refusal_told_nobody_anything() =>
        Impact(After(WimMayKnow).Then(Progress with { Categories = [Category.PersonalSituation] }, Stop)).Informed.ShouldBeEmpty();

    [Fact]
    public void What_another_consent_still_allows_does_not_stop()
    {
        var informed = Impact(After(WimMayKnow, WimMayKnow with { Consent = T2, Categories = [Category.Progress], Purpose = Purpose.FollowUp })
            .Then(Progress with { Categories = [Category.Progress, Category.WorkAbility] }, Stop)).Informed.Single();

        informed.Knows[0].StillCoveredBy.ShouldBe(T2);
        informed.Stops.ShouldBe([Category.WorkAbility]);
    }

    [Fact]
    public void What_was_shared_after_a_withdrawal_that_was_written_down_late_is_uncovered() =>
        Impact(After(WimMayKnow).Then(Progress, Stop with { On = Today.PlusDays(-1) })).Informed.Single().Knows.Single().AfterWithdrawal.ShouldBeTrue();

    [Fact]
    public void What_was_shared_minutes_before_the_withdrawal_was_covered_and_where_no_time_is_known_that_is_said()
    {
        var (shared, stopped) = (Progress with { At = new LocalTime(12, 49) }, Stop with { On = Today, At = new LocalTime(12, 52) });

        var known = Impact(After(WimMayKnow).Then(shared, stopped)).Informed.Single().Knows.Single();
        (known.AfterWithdrawal, known.OrderNotKnown).ShouldBe((false, false));
        known = Impact(After(WimMayKnow).Then(Progress, stopped with { At = null })).Informed.Single().Knows.Single();
        (known.AfterWithdrawal, known.OrderNotKnown).ShouldBe((false, true));
    }

    [Fact]
    public void What_was_taken_back_as_a_mistake_of_writing_was_not_told()
    {
        var shared = After(WimMayKnow).Then(Progress);
        var told = new InformationDisclosed(Today, ActorId.Participant, [Category.Progress], Wim, Purpose.WorkResumption, T1, null, shared.Disclosures[0].Trace!);
        var struck = new EntryCorrected(Today, shared.Version, null, PersonalText.Of("Vergissing."));

        Impact(After(WimMayKnow).Apply(told, Lotte, struck, shared.Version + 1).Then(Stop)).Informed.ShouldBeEmpty();
    }

    private static WithdrawalImpact Impact(Participant participant) => WithdrawalImpact.Of(participant, [T1], Today.PlusDays(5));
}

/// <summary>How consents stand on a day, as the page lists them.</summary>
public class ConsentLineSpecs
{
    [Fact]
    public void Every_state_follows_from_the_days()
    {
        State(WimMayKnow, Monday).ShouldBe(ConsentState.InForce);
        State(WimMayKnow, WimMayKnow.Until.PlusDays(-6)).ShouldBe(ConsentState.RunsOut);
        State(WimMayKnow, WimMayKnow.Until).ShouldBe(ConsentState.RunsOut);
        State(WimMayKnow, WimMayKnow.Until.PlusDays(1)).ShouldBe(ConsentState.Expired);
        State(WimMayKnow with { From = Monday.PlusDays(3) }, Monday).ShouldBe(ConsentState.NotYet);
    }

    [Fact]
    public void The_last_day_is_a_day_left() => ConsentLine.Of(After(WimMayKnow), WimMayKnow.Until).Single().DaysLeft.ShouldBe(1);

    [Fact]
    public void A_withdrawal_shows_from_its_day_on_and_one_after_the_end_changes_nothing()
    {
        var stopped = After(WimMayKnow).Then(new WithdrawConsent(Today, T1, HowGiven.Verbal));
        ConsentLine.Of(stopped, Today.PlusDays(-1)).Single().Holds.ShouldBeTrue();
        ConsentLine.Of(stopped, Today).Single().State.ShouldBe(ConsentState.Withdrawn);

        var late = After(WimMayKnow with { Until = Monday.PlusDays(3) }).Then(new WithdrawConsent(Today, T1, HowGiven.Verbal));
        ConsentLine.Of(late, Today).Single().State.ShouldBe(ConsentState.Expired);
    }

    [Fact]
    public void What_runs_out_first_stands_first_and_what_is_over_last()
    {
        var longer = WimMayKnow with { Consent = T2, Until = Monday.PlusDays(60) };
        ConsentLine.Of(After(longer, WimMayKnow), Monday).Select(line => line.Consent.Id).ShouldBe([T1, T2]);
        ConsentLine.Of(After(WimMayKnow, longer), WimMayKnow.Until.PlusDays(1)).Select(line => line.Consent.Id).ShouldBe([T2, T1]);
    }

    private static ConsentState State(ConsentGranted given, LocalDate day) => ConsentLine.Of(After(given), day).Single().State;
}
