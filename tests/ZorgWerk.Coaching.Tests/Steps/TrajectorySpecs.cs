namespace ZorgWerk.Coaching.Tests.Steps;

/// <summary>R5–R12: from registration to follow-up.</summary>
public class TrajectorySpecs
{
    private static readonly Code Allezi = Code.Parse("allezi");
    private static readonly OpenTrajectory Open = new(
        Monday, Rentree, TrajectoryReason.ReturnsAsSoonAsPossible, EmploymentStatus.Employed, AgeBand.From35, Schooling.Middle, []);
    private static readonly PlanStep Coffee = new(
        Monday, new ActionId(Guid.Empty), null, ActionOwner.Participant, Monday.PlusDays(10), Text("Koffie met twee collega's"), Text("Noor was er"));

    [Fact]
    public void A_trajectory_opens_under_the_rules_of_the_day() => Given(Noor).While(n => n with { Programme = RentreeProgramme }).When(Open).Then(Opened);

    [Fact]
    public void One_trajectory_is_open_at_a_time() =>
        Given(Noor, Opened).While(n => n with { Programme = RentreeProgramme }).When(Open with { On = Monday.PlusDays(1) }).Refused(OpenTrajectory.OneIsOpen);

    [Fact]
    public void A_new_programme_continues_the_same_stream()
    {
        var second = Given(UnderwayAnd(new TrajectoryClosed(Monday.PlusDays(90), ClosingReason.GoalReached, true, null)))
            .While(n => n with { Programme = RentreeProgramme }).When(Open with { On = Monday.PlusDays(100) }).ThenOne<TrajectoryOpened>();

        Fold(UnderwayAnd(new TrajectoryClosed(Monday.PlusDays(90), ClosingReason.GoalReached, true, null), second)).Current!.Number.ShouldBe(2);
    }

    [Fact]
    public void A_programme_nobody_defined_takes_nobody() => Given(Noor).When(Open).Refused(OpenTrajectory.UnknownProgramme);

    [Fact]
    public void Nothing_happens_before_registration() => Given().When(new WriteNote(Monday, Text("x"))).Refused(Refusals.NotRegistered);

    [Fact]
    public void Nothing_happens_in_the_future() => Given(Underway).When(new WriteNote(Today.PlusDays(1), Text("x"))).Refused(Refusals.InTheFuture);

    [Fact]
    public void Nothing_of_a_trajectory_happens_before_it_opens() =>
        Given(Underway).When(new HoldSession(Monday.PlusDays(-1), SessionForm.Individual, 60, null, null)).Refused(Refusals.BeforeTheTrajectory);

    [Theory]
    [InlineData(0, true)]
    [InlineData(100, true)]
    [InlineData(101, false)]
    [InlineData(-1, false)]
    public void Where_the_programme_asks_for_a_certificate_it_must_be_valid_on_that_day(int day, bool valid)
    {
        var issued = Monday.PlusDays(10);
        var coach = new Coach { IsRegistered = true, Certificates = [new Certificate(Allezi, Code.Parse("nl-1"), issued, issued.PlusDays(100))] };
        var story = Given(Noor, Opened with { Rules = Rules with { RequiredCertificate = Allezi } })
            .While(n => n with { Coach = coach }).When(new AssignCoach(issued.PlusDays(day), People.Coach));

        if (valid) story.ThenOne<CoachAssigned>().Cohort.ShouldBe(Code.Parse("nl-1"));
        else story.Refused(AssignCoach.NoValidCertificate);
    }

    [Theory]
    [InlineData(Clarity.Unknown, Clarity.Known)]
    [InlineData(Clarity.Known, Clarity.Unclear)]
    public void An_unclear_job_or_employer_at_intake_indicates_career_guidance(Clarity job, Clarity employer) =>
        Fold(Noor, Opened, Intake with { Job = job, Employer = employer }).Current!.IndicatedSince(ReferralKind.CareerGuidance).ShouldBe(Monday);

    [Fact]
    public void No_prospect_of_work_after_a_return_indicates_career_guidance() =>
        Fold(UnderwayAnd(
                new WorkResumed(Monday.PlusDays(30), EmployerKind.Same, FunctionKind.Adapted, 19, false),
                new WorkResumptionEnded(Monday.PlusDays(60), EndOfWork.Relapse, ProspectOfWork: false)))
            .Current!.IndicatedSince(ReferralKind.CareerGuidance).ShouldBe(Monday.PlusDays(60));

    [Fact]
    public void A_need_beyond_the_first_line_stays_until_it_is_referred_or_waived()
    {
        var assessed = new FirstLineAssessmentRecorded(Monday, Text("Snel moe"), [], SupportNeed.PhysicalSupport);

        Fold(UnderwayAnd(assessed)).Current!.IndicatedSince(ReferralKind.SpecialisedCare).ShouldBe(Monday);
        Fold(UnderwayAnd(assessed, new ReferralMade(Monday, new ReferralId(Guid.Empty), ReferralKind.SpecialisedCare, null, null))).Current!.Indications.ShouldBeEmpty();
        Fold(UnderwayAnd(assessed, new ReferralWaived(Monday, ReferralKind.SpecialisedCare, Text("Loopt al")))).Current!.Indications.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Kenmerken van F32.1 sinds maart")]
    [InlineData("Voldoet aan DSM-5")]
    public void An_assessment_holds_findings_never_a_diagnosis(string findings) =>
        Given(Underway).When(new RecordFirstLineAssessment(Monday, Text(findings), [], SupportNeed.WithinFirstLine)).Refused(RecordFirstLineAssessment.Diagnosis);

    [Fact]
    public void A_score_beyond_its_scale_is_refused() =>
        Given(Underway).When(new RecordFirstLineAssessment(Monday, Text("Ok"), [new ScaleScore(Scale.Was, 11)], SupportNeed.WithinFirstLine))
            .RefusedAbout(RecordFirstLineAssessment.ScaleOutOfBounds, "Was");

    [Fact]
    public void The_employer_is_due_as_many_days_after_intake_as_the_programme_says_until_contacted()
    {
        Fold(Underway).Current!.EmployerContactDueOn.ShouldBe(Monday.PlusDays(28));
        Fold(UnderwayAnd(new EmployerContacted(Monday, Wim, Initiative.Coach, Engagement.Sought, null))).Current!.EmployerContactDueOn.ShouldBeNull();
    }

    [Fact]
    public void A_coach_calls_an_employer_only_when_the_participant_agreed()
    {
        var call = new ContactEmployer(Monday.PlusDays(1), Wim, Initiative.Coach, Engagement.Sought, null);

        Given(Underway).When(call).Refused(ContactEmployer.NoConsentForContact);
        Given(UnderwayAnd(WimMayKnow)).When(call).ThenOne<EmployerContacted>();
        Given(Underway).When(call with { Initiative = Initiative.Employer }).ThenOne<EmployerContacted>();
    }

    [Fact]
    public void No_plan_before_a_care_and_a_work_actor_are_known() => Given(Noor, Opened, Intake, HrMapped).When(Coffee).Refused(PlanStep.NetworkNotMapped);

    [Fact]
    public void A_programme_may_relax_the_network_rule() =>
        Given(Noor, Opened with { Rules = Rules with { NetworkBeforePlan = false } }, Intake).When(Coffee).ThenOne<StepPlanned>();

    [Fact]
    public void A_step_is_due_after_it_was_planned() => Given(Underway).When(Coffee with { Due = Monday.PlusDays(-1) }).Refused(PlanStep.DueBeforePlanned);

    [Fact]
    public void Follow_ups_count_from_the_return_to_work_and_then_from_the_last_one()
    {
        var back = new WorkResumed(new LocalDate(2026, 4, 1), EmployerKind.Same, FunctionKind.Same, 38, true);
        Fold(UnderwayAnd(back)).Current!.NextFollowUpOn.ShouldBe(new LocalDate(2026, 7, 1));
        Fold(UnderwayAnd(back, new FollowUpHeld(new LocalDate(2026, 7, 2), 3, true, true, [], null))).Current!.NextFollowUpOn.ShouldBe(new LocalDate(2026, 10, 1));
    }

    [Fact]
    public void A_moment_the_programme_does_not_have_is_refused() =>
        Given(Underway).When(new HoldFollowUp(Monday, 4, true, true, [], null)).RefusedAbout(HoldFollowUp.NotAMomentOfTheProgramme, "3", "6", "12");

    [Fact]
    public void Nobody_returns_to_work_twice_without_stopping_between() =>
        Given(UnderwayAnd(new WorkResumed(Monday, EmployerKind.Same, FunctionKind.Same, 38, true)))
            .When(new ResumeWork(Monday.PlusDays(1), EmployerKind.Other, FunctionKind.Same, 38, true)).Refused(ResumeWork.AlreadyAtWork);

    [Fact]
    public void After_erasure_nothing_more_is_recorded() =>
        Given(Noor, new PersonalDataErased(Monday, ErasureGround.Requested)).When(new WriteNote(Monday, Text("x"))).Refused(Refusals.Erased);
}
