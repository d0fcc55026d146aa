namespace ZorgWerk.Coaching.Tests.Steps;

/// <summary>R13: nothing is edited; a mistake is mended by an entry that names it.</summary>
public class CorrectionSpecs
{
    private static readonly WorkResumed Back = new(Monday.PlusDays(30), EmployerKind.Same, FunctionKind.Adapted, 19, false);
    private static readonly long BackEntry = Underway.Length + 1;

    [Fact]
    public void A_replacement_is_judged_as_it_would_have_been_then()
    {
        var before = Fold(Underway);
        var mend = new CorrectEntry(Monday.PlusDays(40), BackEntry, new ResumeWork(Monday.PlusDays(29), EmployerKind.Same, FunctionKind.Adapted, 19, false), Text("Verkeerde dag"));

        var corrected = Given(UnderwayAnd(Back)).While(n => n with { BeforeEntry = before }).When(mend).ThenOne<EntryCorrected>();
        var mended = Fold(UnderwayAnd(Back, corrected));

        mended.Current!.LastSpell!.From.ShouldBe(Monday.PlusDays(29));
        mended.Entries[(int)BackEntry - 1].CorrectedBy.ShouldBe(BackEntry + 1);
        mended.Entries.Count.ShouldBe((int)BackEntry + 1);
    }

    [Fact]
    public void What_did_not_happen_is_struck_and_stays_on_the_record()
    {
        var corrected = Given(UnderwayAnd(Back)).When(new CorrectEntry(Monday.PlusDays(40), BackEntry, null, Text("Andere deelnemer"))).ThenOne<EntryCorrected>();
        var mended = Fold(UnderwayAnd(Back, corrected));

        mended.Current!.LastSpell.ShouldBeNull();
        mended.Entries[(int)BackEntry - 1].IsStruck.ShouldBeTrue();
    }

    [Fact]
    public void A_disclosure_written_by_mistake_stays_on_the_trail_as_such()
    {
        var shared = Given(UnderwayAnd(WimMayKnow))
            .When(new DiscloseInformation(Monday.PlusDays(1), ActorId.Participant, [Category.Progress], Wim, Purpose.WorkResumption, null)).ThenOne<InformationDisclosed>();
        var struck = new EntryCorrected(Monday, BackEntry + 1, null, Text("Niet gezegd"));

        Fold(UnderwayAnd(WimMayKnow, shared, struck)).Disclosures.ShouldHaveSingleItem().IsStruck.ShouldBeTrue();
    }

    [Fact]
    public void A_replacement_that_the_rules_would_have_refused_is_refused() =>
        Given(UnderwayAnd(Back)).While(n => n with { BeforeEntry = Fold(Underway) })
            .When(new CorrectEntry(Monday.PlusDays(40), BackEntry, new ResumeWork(Monday, EmployerKind.Same, FunctionKind.Same, 99, true), Text("x")))
            .Refused(Refusals.OutOfBounds);

    [Fact]
    public void A_replacement_of_another_kind_is_refused() =>
        Given(UnderwayAnd(Back)).While(n => n with { BeforeEntry = Fold(Underway) })
            .When(new CorrectEntry(Monday.PlusDays(40), BackEntry, new WriteNote(Monday, Text("x")), Text("x"))).Refused(CorrectEntry.OtherKind);

    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    public void An_entry_that_is_not_there_cannot_be_mended(long entry) =>
        Given(Underway).When(new CorrectEntry(Monday, entry, null, Text("x"))).Refused(CorrectEntry.NoSuchEntry);

    [Fact]
    public void What_others_rest_on_is_not_struck()
    {
        Given(Underway).When(new CorrectEntry(Monday, 2, null, Text("x"))).Refused(CorrectEntry.OthersRestOnIt);
        Given(UnderwayAnd(WimMayKnow)).When(new CorrectEntry(Monday, 5, null, Text("x"))).Refused(CorrectEntry.OthersRestOnIt);
    }

    [Fact]
    public void Who_coached_is_not_rewritten() => Given(Underway).When(new CorrectEntry(Monday, 3, null, Text("x"))).Refused(CorrectEntry.NotCorrectable);

    [Theory]
    [MemberData(nameof(Leaning))]
    public void What_another_entry_leans_on_is_not_struck_before_that_one(ParticipantEvent first, ParticipantEvent leans)
    {
        Given(UnderwayAnd(first, leans)).When(Strike(BackEntry)).Refused(CorrectEntry.OthersRestOnIt);
        Given(UnderwayAnd(first, leans, new EntryCorrected(Monday, BackEntry + 1, null, Text("x")))).When(Strike(BackEntry)).ThenOne<EntryCorrected>();
    }

    [Fact]
    public void What_nothing_leans_on_is_struck_once()
    {
        var struck = Given(UnderwayAnd(Back)).When(Strike(BackEntry)).ThenOne<EntryCorrected>();

        Given(UnderwayAnd(Back, struck)).When(Strike(BackEntry)).Refused(CorrectEntry.AlreadyStruck);
        Given(UnderwayAnd(Back, struck)).When(Strike(BackEntry) with { Replacement = new WriteNote(Monday, Text("x")) }).Refused(CorrectEntry.AlreadyStruck);
    }

    [Fact]
    public void What_was_struck_can_be_recorded_again()
    {
        var session = new SessionHeld(Monday, SessionForm.Online, 30, null, null);
        Given(UnderwayAnd(session, new EntryCorrected(Monday, BackEntry, null, Text("x")))).When(new HoldSession(Monday, SessionForm.Online, 30, null, null)).Then(session);
    }

    [Fact]
    public void An_employer_who_consented_is_not_struck_from_the_network() =>
        Given(UnderwayAnd(WimMayKnow with { Giver = Koen, Categories = [Category.EmployerInformation], Recipients = [ActorId.Participant] }))
            .When(Strike(6)).Refused(CorrectEntry.OthersRestOnIt);

    [Fact]
    public void A_consent_is_not_renamed_away_from_its_withdrawal() =>
        Given(UnderwayAnd(WimMayKnow, new ConsentWithdrawn(Monday.PlusDays(2), T1, HowGiven.Verbal))).While(n => n with { BeforeEntry = Fold(Underway) })
            .When(Strike(BackEntry) with
            {
                Replacement = new GrantConsent(
                    Monday, T2, ActorId.Participant, [Category.Progress], [Wim], Purpose.WorkResumption, Monday, Monday.PlusDays(30), HowGiven.Paper, Informed: true),
            }).Refused(CorrectEntry.AboutAnother);

    [Fact]
    public void A_disclosure_is_not_corrected_onto_a_consent_that_was_taken_off_the_record()
    {
        var tellKoen = new DiscloseInformation(Monday.PlusDays(1), ActorId.Participant, [Category.Progress], Koen, Purpose.WorkResumption, null);
        var koenMayKnow = WimMayKnow with { Consent = T2, Recipients = [Koen] };
        var shared = Given(UnderwayAnd(WimMayKnow, koenMayKnow)).When(tellKoen with { Recipient = Wim }).ThenOne<InformationDisclosed>();
        var mend = Strike(BackEntry + 2) with { Replacement = tellKoen };
        var before = Fold(UnderwayAnd(WimMayKnow, koenMayKnow));

        Given(UnderwayAnd(WimMayKnow, koenMayKnow, shared)).While(n => n with { BeforeEntry = before }).When(mend).ThenOne<EntryCorrected>();
        Given(UnderwayAnd(WimMayKnow, koenMayKnow, shared, new EntryCorrected(Monday, BackEntry + 1, null, Text("Niet gegeven"))))
            .While(n => n with { BeforeEntry = before }).When(mend).Refused(DiscloseInformation.ConsentMissing);
    }

    [Fact]
    public void Of_two_corrections_the_later_holds()
    {
        var once = new EntryCorrected(Monday.PlusDays(40), BackEntry, Back with { HoursPerWeek = 20 }, Text("x"));
        var record = Fold(UnderwayAnd(Back, once, once with { Replacement = Back with { HoursPerWeek = 24 } }));

        record.Current!.LastSpell!.HoursPerWeek.ShouldBe(24);
        record.Entries[(int)BackEntry - 1].CorrectedBy.ShouldBe(BackEntry + 2);
    }

    [Fact]
    public void A_correction_is_not_corrected() =>
        Given(UnderwayAnd(Back, new EntryCorrected(Monday.PlusDays(40), BackEntry, null, Text("x")))).When(Strike(BackEntry + 1)).Refused(CorrectEntry.NotCorrectable);

    [Fact]
    public void The_record_of_who_was_refused_is_not_corrected()
    {
        var refused = Given(Underway).When(new DiscloseInformation(Monday.PlusDays(1), ActorId.Participant, [Category.Progress], Wim, Purpose.WorkResumption, null))
            .RefusedLeaving<DisclosureRefused>(DiscloseInformation.ConsentMissing);
        Given(UnderwayAnd(refused)).When(Strike(BackEntry)).Refused(CorrectEntry.NotCorrectable);
    }

    public static TheoryData<ParticipantEvent, ParticipantEvent> Leaning()
    {
        var (goal, step, referral, work) = (new GoalId(Number(1)), new ActionId(Number(2)), new ReferralId(Number(3)), new WorkExperienceId(Number(4)));
        var shared = Given(UnderwayAnd(WimMayKnow)).When(new DiscloseInformation(Monday.PlusDays(1), ActorId.Participant, [Category.Progress], Wim, Purpose.WorkResumption, null))
            .ThenOne<InformationDisclosed>();
        var planned = new StepPlanned(Monday, step, goal, ActionOwner.Participant, Monday, Text("x"), Text("y"));
        var placed = new WorkExperienceStarted(Monday, work, null, WorkExperiencePhase.Exploring, false);
        return new()
        {
            { WimMayKnow, shared },
            { WimMayKnow, new ConsentWithdrawn(Monday, T1, HowGiven.Verbal) },
            { new CarePartnerConsulted(Monday, DrHaddad, Wim, [Category.CareAdvice], true), shared with { Trace = shared.Trace with { CarePartner = DrHaddad } } },
            { new GoalSet(Monday, goal, Text("x"), null), planned },
            { planned, new StepReached(Monday, step) },
            { planned, new StepDropped(Monday, step, Text("x")) },
            { new ReferralMade(Monday, referral, ReferralKind.Other, null, null), new ReferralAnswered(Monday, referral, true) },
            { placed, new WorkExperienceReviewed(Monday, work, false, null, null, null) },
            { placed, new WorkExperienceEnded(Monday, work, true) },
            { Back, new WorkingHoursChanged(Back.On, FunctionKind.Same, 30, false) },
            { Back, new WorkResumptionEnded(Back.On, EndOfWork.Relapse, true) },
            { new TrajectoryPaused(Monday, null), new TrajectoryResumed(Monday) },
        };
    }

    private static CorrectEntry Strike(long entry) => new(Monday.PlusDays(40), entry, null, Text("Vergissing"));
}
