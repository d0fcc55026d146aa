namespace ZorgWerk.Coaching.Tests.Steps;

/// <summary>R3: consent counts from the time it was given until the time it was taken back; where the order on a day is not known, it is said.</summary>
public class TimeOfDaySpecs
{
    private static readonly LocalDate Day = Monday.PlusDays(3);
    private static readonly LocalTime Shared = new(12, 49), Stopped = new(12, 52), Evening = new(18, 0);

    private static readonly DiscloseInformation TellWim =
        new(Day, ActorId.Participant, [Category.Progress], Wim, Purpose.WorkResumption, Text("Het gaat goed vooruit."));

    private static readonly ConsentWithdrawn Withdrawn = new(Day, T1, HowGiven.Verbal);

    [Fact]
    public void What_was_shared_minutes_before_a_withdrawal_was_covered_then_and_is_now()
    {
        var told = Given(UnderwayAnd(WimMayKnow)).When(TellWim with { At = Shared }).ThenOne<InformationDisclosed>();
        var record = Fold(UnderwayAnd(WimMayKnow, told, Withdrawn with { At = Stopped }));

        record.Judge(record.Disclosures[0]).ShouldBe(TrailJudgement.Covered);
    }

    [Fact]
    public void It_may_be_written_up_after_the_withdrawal_and_what_came_after_may_not()
    {
        Given(UnderwayAnd(WimMayKnow, Withdrawn with { At = Stopped })).When(TellWim with { At = Shared }).ThenOne<InformationDisclosed>().At.ShouldBe(Shared);
        Given(UnderwayAnd(WimMayKnow, Withdrawn with { At = Stopped })).When(TellWim with { At = Evening })
            .RefusedLeaving<DisclosureRefused>(DiscloseInformation.ConsentMissing).Trace.Weighed[0].Verdict.ShouldBe(ConsentVerdict.Withdrawn);
    }

    [Fact]
    public void A_consent_covers_from_the_time_it_was_given_on_the_day_it_was_given()
    {
        var given = WimMayKnow with { On = Day, From = Day, At = Shared };

        Given(UnderwayAnd(given)).When(TellWim with { At = Stopped }).ThenOne<InformationDisclosed>();
        Given(UnderwayAnd(given)).When(TellWim with { At = new LocalTime(9, 0) })
            .RefusedLeaving<DisclosureRefused>(DiscloseInformation.ConsentMissing).Trace.Weighed[0].Verdict.ShouldBe(ConsentVerdict.NotYetValid);
        Given(UnderwayAnd(WimMayKnow with { From = Day, At = Shared })).When(TellWim with { At = new LocalTime(9, 0) }).ThenOne<InformationDisclosed>();
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Where_a_time_is_missing_a_new_disclosure_waits_for_it(bool sharedIsKnown, bool givenIsKnown)
    {
        var refused = Given(UnderwayAnd(WimMayKnow with { On = Day, From = Day, At = givenIsKnown ? Shared : null })).When(TellWim with { At = sharedIsKnown ? Stopped : null })
            .RefusedLeaving<DisclosureRefused>(DiscloseInformation.OrderNotKnown);

        refused.Trace.Judgement.ShouldBe(Judgement.OrderNotKnown);
        refused.Because.Value.ShouldBe("order-not-known");
    }

    [Fact]
    public void An_old_entry_of_the_day_of_a_withdrawal_is_neither_covered_nor_uncovered()
    {
        var told = Given(UnderwayAnd(WimMayKnow)).When(TellWim).ThenOne<InformationDisclosed>();
        var record = Fold(UnderwayAnd(WimMayKnow, told, Withdrawn));

        record.JudgeNow(record.Disclosures[0]).ShouldBe(Judgement.OrderNotKnown);
        record.Judge(record.Disclosures[0]).ShouldBe(TrailJudgement.OrderNotKnown);
    }

    [Fact]
    public void Within_one_minute_things_happened_in_the_order_they_were_written_down()
    {
        var given = WimMayKnow with { On = Day, From = Day, At = Shared };
        var told = Given(UnderwayAnd(given)).When(TellWim with { At = Shared }).ThenOne<InformationDisclosed>();
        var record = Fold(UnderwayAnd(given, told, Withdrawn with { At = Shared }));

        record.Judge(record.Disclosures[0]).ShouldBe(TrailJudgement.Covered);
        Given(UnderwayAnd(given, Withdrawn with { At = Shared })).When(TellWim with { At = Shared }).RefusedLeaving<DisclosureRefused>(DiscloseInformation.ConsentMissing);
    }

    [Fact]
    public void Recorded_for_today_without_a_time_it_is_now_and_for_another_day_it_stays_unknown()
    {
        Given(UnderwayAnd(WimMayKnow)).While(n => n with { Today = Day, Time = Shared }).When(TellWim).ThenOne<InformationDisclosed>().At.ShouldBe(Shared);
        Given(UnderwayAnd(WimMayKnow)).While(n => n with { Time = Shared }).When(TellWim).ThenOne<InformationDisclosed>().At.ShouldBeNull();
        Given(UnderwayAnd(WimMayKnow)).While(n => n with { Today = Day, Time = Shared, TakesNow = false }).When(TellWim).ThenOne<InformationDisclosed>().At.ShouldBeNull();
    }

    [Fact]
    public void A_time_that_is_still_to_come_today_is_refused() =>
        Given(UnderwayAnd(WimMayKnow)).While(n => n with { Today = Day, Time = Shared }).When(TellWim with { At = Stopped }).Refused(Refusals.LaterToday);

    [Fact]
    public void Of_two_withdrawals_the_sooner_holds_and_of_one_day_the_one_whose_time_is_known()
    {
        LocalTime? At(params ConsentWithdrawn[] withdrawals) => Fold(UnderwayAnd([WimMayKnow, .. withdrawals])).Consents[0].Withdrawal!.Value.At;

        At(Withdrawn, Withdrawn with { At = Stopped }).ShouldBe(Stopped);
        At(Withdrawn with { At = Stopped }, Withdrawn).ShouldBe(Stopped);
        At(Withdrawn with { At = Stopped }, Withdrawn with { At = Shared }).ShouldBe(Shared);
        At(Withdrawn with { At = Stopped }, Withdrawn with { At = Evening }).ShouldBe(Stopped);
        At(Withdrawn with { At = Stopped }, Withdrawn with { On = Day.PlusDays(-1) }).ShouldBeNull();
    }

    [Fact]
    public void Nobody_takes_back_what_was_not_given_yet() =>
        Given(UnderwayAnd(WimMayKnow with { At = Stopped })).When(new WithdrawConsent(Monday, T1, HowGiven.Verbal, Shared)).RefusedAt("at", Refusals.EndsBeforeItStarts);

    [Fact]
    public void A_correction_says_itself_at_what_time_it_was()
    {
        var told = Given(UnderwayAnd(WimMayKnow)).When(TellWim with { At = Shared }).ThenOne<InformationDisclosed>();
        var entry = Underway.Length + 2;
        var mend = new CorrectEntry(Day, entry, TellWim with { Categories = [Category.WorkAbility], At = Shared }, Text("Iets anders"));

        EntryCorrected Corrected(CorrectEntry step, params ParticipantEvent[] more) => Given(UnderwayAnd([WimMayKnow, told, .. more]))
            .While(n => n with { Today = Day, Time = Evening, BeforeEntry = Fold(UnderwayAnd(WimMayKnow)) }).When(step).ThenOne<EntryCorrected>();

        ((InformationDisclosed)Corrected(mend).Replacement!).At.ShouldBe(Shared);
        ((InformationDisclosed)Corrected(mend with { Replacement = TellWim }).Replacement!).At.ShouldBeNull();
        ((InformationDisclosed)Corrected(mend, Withdrawn with { At = Stopped }).Replacement!).At.ShouldBe(Shared);
    }

    [Fact]
    public void A_report_is_weighed_by_its_time_too()
    {
        var report = new ReportDisclosure(Day, ActorId.Participant, [Category.Progress], Wim, Purpose.WorkResumption, Text("x"), Text("y"), Evening);
        var reported = Given(UnderwayAnd(WimMayKnow, Withdrawn with { At = Stopped })).When(report).ThenOne<DisclosureReported>();
        var record = Fold(UnderwayAnd(WimMayKnow, Withdrawn with { At = Stopped }, reported));

        record.Disclosures[0].Purpose.ShouldBe(Purpose.WorkResumption);
        record.Judge(record.Disclosures[0]).ShouldBe(TrailJudgement.NeverCovered);
    }

    [Fact]
    public void An_employer_may_be_called_until_the_time_of_the_withdrawal()
    {
        var call = new ContactEmployer(Day, Wim, Initiative.Coach, Engagement.Sought, null);

        Given(UnderwayAnd(WimMayKnow, Withdrawn with { At = Stopped })).When(call with { At = Shared }).ThenOne<EmployerContacted>().At.ShouldBe(Shared);
        Given(UnderwayAnd(WimMayKnow, Withdrawn with { At = Stopped })).When(call with { At = Evening }).Refused(ContactEmployer.NoConsentForContact);
        Given(UnderwayAnd(WimMayKnow, Withdrawn)).When(call with { At = Shared }).Refused(ContactEmployer.NoConsentForContact);
    }
}

/// <summary>Then beside now: what later knowledge did to what was told.</summary>
public class JudgementSpecs
{
    private static readonly DiscloseInformation TellWim =
        new(Monday.PlusDays(3), ActorId.Participant, [Category.Progress], Wim, Purpose.WorkResumption, Text("Het gaat goed vooruit."));

    private static readonly InformationDisclosed Told = Given(UnderwayAnd(WimMayKnow)).When(TellWim).ThenOne<InformationDisclosed>();

    [Fact]
    public void A_withdrawal_of_an_earlier_day_written_later_takes_the_cover_away() =>
        Judged(WimMayKnow, Told, new ConsentWithdrawn(Monday.PlusDays(2), T1, HowGiven.Verbal)).ShouldBe(TrailJudgement.CoveredThenNotNow);

    [Fact]
    public void A_consent_corrected_to_others_takes_the_cover_away() =>
        Judged(WimMayKnow, Told, new EntryCorrected(Today, Underway.Length + 1, WimMayKnow with { Recipients = [Koen] }, Text("x"))).ShouldBe(TrailJudgement.CoveredThenNotNow);

    [Fact]
    public void A_consent_struck_from_under_it_takes_the_cover_away() =>
        Judged(WimMayKnow, Told, new EntryCorrected(Today, Underway.Length + 1, null, Text("x"))).ShouldBe(TrailJudgement.CoveredThenNotNow);

    [Fact]
    public void A_consent_on_paper_that_came_in_later_covers_what_was_reported()
    {
        var reported = Given(Underway).When(new ReportDisclosure(Monday.PlusDays(3), ActorId.Participant, [Category.Progress], Wim, Purpose.WorkResumption, Text("x"), Text("y")))
            .ThenOne<DisclosureReported>();

        Judged(reported).ShouldBe(TrailJudgement.NeverCovered);
        Judged(reported, WimMayKnow).ShouldBe(TrailJudgement.NotCoveredThenCoveredNow);
        Judged(reported with { Purpose = null }, WimMayKnow).ShouldBe(TrailJudgement.NeverCovered, "an entry of before purposes were kept stays as it was judged");
    }

    [Fact]
    public void What_was_struck_did_not_happen_and_is_not_judged() =>
        Judged(WimMayKnow, Told, new EntryCorrected(Today, Underway.Length + 2, null, Text("x"))).ShouldBeNull();

    [Fact]
    public void A_care_partners_word_of_an_earlier_trajectory_still_counts_for_what_was_told_then()
    {
        ParticipantEvent[] words = [WimMayKnow with { Categories = [Category.CareAdvice] }, new CarePartnerConsulted(Monday, DrHaddad, Wim, [Category.CareAdvice], true)];
        var told = Given(UnderwayAnd(words)).When(TellWim with { Categories = [Category.CareAdvice] }).ThenOne<InformationDisclosed>();

        Judged([.. words, told, new TrajectoryClosed(Monday.PlusDays(9), ClosingReason.GoalReached, true, null), Opened with { On = Monday.PlusDays(9) }]).ShouldBe(TrailJudgement.Covered);
    }

    private static TrailJudgement? Judged(params ParticipantEvent[] more) => Fold(UnderwayAnd(more)) is var record ? record.Judge(record.Disclosures.Single()) : null;
}
