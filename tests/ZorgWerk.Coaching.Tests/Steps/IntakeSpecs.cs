namespace ZorgWerk.Coaching.Tests.Steps;

/// <summary>R6: the intake is day zero, and an unclear job or employer there points to career guidance; so does no prospect of work later.</summary>
public class IntakeSpecs
{
    private static readonly HoldIntake Hold = new(Monday, Clarity.Known, Clarity.Known, new LocalDate(2025, 12, 1), Text("Hoe leg ik het uit?"), null, null);
    private static readonly WorkResumed Back = new(Monday.PlusDays(30), EmployerKind.Same, FunctionKind.Adapted, 19, false);

    [Fact]
    public void The_intake_is_day_zero()
    {
        Given(Noor, Opened).When(Hold).Then(Intake);
        Fold(Noor, Opened, Intake).Current!.IntakeOn.ShouldBe(Monday);
        Fold(Noor, Opened, Intake).Current!.AbsentSince.ShouldBe(new LocalDate(2025, 12, 1));
    }

    [Fact]
    public void There_is_one_intake_in_a_trajectory() => Given(Underway).When(Hold).Refused(HoldIntake.AlreadyHeld);

    [Fact]
    public void Absence_did_not_start_after_the_intake()
    {
        Given(Noor, Opened).When(Hold with { AbsentSince = Monday.PlusDays(1) }).Refused(HoldIntake.AbsentLater);
        Given(Noor, Opened).When(Hold with { AbsentSince = Monday }).ThenOne<IntakeHeld>();
    }

    [Theory]
    [InlineData(Clarity.Unknown, Clarity.Known)]
    [InlineData(Clarity.Known, Clarity.Unclear)]
    [InlineData(Clarity.Unclear, Clarity.Unknown)]
    public void An_unclear_job_or_employer_at_intake_indicates_career_guidance(Clarity job, Clarity employer) =>
        Fold(Noor, Opened, Intake with { Job = job, Employer = employer }).Current!.IndicatedSince(ReferralKind.CareerGuidance).ShouldBe(Monday);

    [Fact]
    public void With_job_and_employer_known_nothing_is_indicated() => Fold(Noor, Opened, Intake).Current!.Indications.ShouldBeEmpty();

    [Fact]
    public void No_prospect_of_work_after_a_return_indicates_career_guidance()
    {
        var relapse = new WorkResumptionEnded(Monday.PlusDays(60), EndOfWork.Relapse, ProspectOfWork: false);

        Fold(UnderwayAnd(Back, relapse)).Current!.IndicatedSince(ReferralKind.CareerGuidance).ShouldBe(relapse.On);
        Fold(UnderwayAnd(Back, relapse with { ProspectOfWork = true })).Current!.Indications.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, false, true)]
    [InlineData(false, true, false)]
    [InlineData(true, false, false)]
    public void No_work_and_no_prospect_of_it_at_follow_up_indicates_career_guidance(bool atWork, bool prospect, bool indicated) =>
        (Fold(UnderwayAnd(new FollowUpHeld(Monday.PlusDays(90), null, atWork, prospect, [], null))).Current!.IndicatedSince(ReferralKind.CareerGuidance) is not null)
            .ShouldBe(indicated);
}
