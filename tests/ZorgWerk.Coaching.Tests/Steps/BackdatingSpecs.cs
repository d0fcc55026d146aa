namespace ZorgWerk.Coaching.Tests.Steps;

/// <summary>R15: a day in Brussels on which it happened, and the order in which it was written down; rules go by the first, the trail keeps the second.</summary>
public class BackdatingSpecs
{
    private static readonly DiscloseInformation TellWim =
        new(Monday.PlusDays(3), ActorId.Participant, [Category.Progress], Wim, Purpose.WorkResumption, Text("Het gaat goed vooruit."));
    private static readonly WriteNote Note = new(Today, Text("x"));

    [Fact]
    public void Today_has_happened_and_tomorrow_has_not()
    {
        Given(Underway).When(Note).ThenOne<NoteWritten>();
        Given(Underway).When(Note with { On = Today.PlusDays(1) }).Refused(Refusals.InTheFuture);
        Given(Underway).While(n => n with { Today = Today.PlusDays(1) }).When(Note with { On = Today.PlusDays(1) }).ThenOne<NoteWritten>();
    }

    [Fact]
    public void A_year_that_cannot_be_meant_is_refused()
    {
        Given(Underway).When(Note with { On = Participant.Earliest.PlusDays(-1) }).Refused(Refusals.TooLongAgo);
        Given(Underway).When(Note with { On = Participant.Earliest }).ThenOne<NoteWritten>();
    }

    [Fact]
    public void Yesterdays_meeting_is_written_up_today_after_todays()
    {
        var record = Fold(UnderwayAnd(new SessionHeld(Monday.PlusDays(9), SessionForm.Online, 30, null, null), new SessionHeld(Monday.PlusDays(8), SessionForm.Individual, 50, null, null)));

        record.Entries[^1].On.ShouldBe(Monday.PlusDays(8));
    }

    [Fact]
    public void A_consent_signed_before_and_entered_late_covers_what_is_written_up_after_it()
    {
        Given(Underway).When(TellWim).RefusedLeaving<DisclosureRefused>(DiscloseInformation.ConsentMissing);
        Given(UnderwayAnd(WimMayKnow)).When(TellWim).ThenOne<InformationDisclosed>().Trace.Weighed[0].Verdict.ShouldBe(ConsentVerdict.Covers);
    }

    [Fact]
    public void What_was_refused_before_the_paper_came_in_stays_refused()
    {
        var refused = Given(Underway).When(TellWim).RefusedLeaving<DisclosureRefused>(DiscloseInformation.ConsentMissing);
        Fold(UnderwayAnd(refused, WimMayKnow)).Disclosures.ShouldHaveSingleItem().Outcome.ShouldBe(DisclosureOutcome.Refused);
    }

    [Fact]
    public void A_consent_given_today_does_not_reach_back() =>
        Given(Underway).When(new GrantConsent(
                Monday.PlusDays(4), T1, ActorId.Participant, [Category.Progress], [Wim], Purpose.WorkResumption, Monday, Monday.PlusDays(30), HowGiven.Paper, Informed: true))
            .Refused(GrantConsent.BeforeItWasGiven);

    [Fact]
    public void What_was_shared_before_a_withdrawal_and_written_up_after_it_was_covered() =>
        Given(UnderwayAnd(WimMayKnow, new ConsentWithdrawn(TellWim.On.PlusDays(1), T1, HowGiven.Verbal))).When(TellWim).ThenOne<InformationDisclosed>()
            .Trace.Weighed[0].WithdrawnOn.ShouldBe(TellWim.On.PlusDays(1));

    [Fact]
    public void What_was_shared_after_a_withdrawal_that_was_not_written_down_yet_stays_as_it_was_decided()
    {
        var shared = Given(UnderwayAnd(WimMayKnow)).When(TellWim).ThenOne<InformationDisclosed>();
        var record = Fold(UnderwayAnd(WimMayKnow, shared, new ConsentWithdrawn(Monday.PlusDays(1), T1, HowGiven.Verbal)));

        record.Disclosures.ShouldHaveSingleItem().Trace!.Weighed[0].WithdrawnOn.ShouldBeNull();
        record.ConsentOf(T1)!.IsInForceOn(TellWim.On).ShouldBeFalse();
    }

    [Fact]
    public void A_withdrawal_on_an_earlier_day_than_was_known_is_news()
    {
        ParticipantEvent[] withdrawn = UnderwayAnd(WimMayKnow, new ConsentWithdrawn(Monday.PlusDays(5), T1, HowGiven.Verbal));
        var earlier = Given(withdrawn).When(new WithdrawConsent(Monday.PlusDays(2), T1, HowGiven.Paper)).ThenOne<ConsentWithdrawn>();

        Given(withdrawn).When(TellWim).ThenOne<InformationDisclosed>();
        Given([.. withdrawn, earlier]).When(TellWim).RefusedLeaving<DisclosureRefused>(DiscloseInformation.ConsentMissing);
    }
}
