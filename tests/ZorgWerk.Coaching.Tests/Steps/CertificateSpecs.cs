namespace ZorgWerk.Coaching.Tests.Steps;

/// <summary>R9: where the programme asks for a label, only who holds it on that day takes a participant on; later expiry warns and never locks out.</summary>
public class CertificateSpecs
{
    private static readonly Code Allezi = Code.Parse("allezi"), Cohort = Code.Parse("nl-1");
    private static readonly LocalDate Issued = Monday.PlusDays(10);
    private static readonly RegisterCoach Register = new(Monday, People.Coach, Text("Lotte Verbeeck"), [Language.Dutch], Code.Parse("gent"));
    private static readonly CoachRegistered Registered = new(Monday, People.Coach, Register.Name, Register.Languages, Register.Region);
    private static readonly IssueCertificate Issue = new(Issued, People.Coach, Allezi, Cohort, Issued.PlusDays(100));
    private static readonly CertificateIssued Certified = new(Issued, People.Coach, Allezi, Cohort, Issued.PlusDays(100));
    private static readonly SuspendCertificate Suspend = new(Issued.PlusDays(50), People.Coach, Allezi);
    private static readonly CertificateSuspended Suspended = new(Suspend.On, People.Coach, Allezi);

    private static readonly TrajectoryOpened AsksForLabel = Opened with { Rules = Rules with { RequiredCertificate = Allezi } };
    private static readonly HandOverCase HandOver = new(Issued.PlusDays(1), OtherCoach, Text("Verhuist"));

    private static Coach Holder => FoldCoach(Registered, Certified);

    [Fact]
    public void A_coach_is_registered_once()
    {
        GivenCoach().When(Register).Then(Registered);
        GivenCoach(Registered).When(Register).Refused(RegisterCoach.AlreadyRegistered);
    }

    [Fact]
    public void A_coach_speaks_a_language() => GivenCoach().When(Register with { Languages = [] }).Refused(RegisterCoach.NoLanguage);

    [Fact]
    public void A_coach_is_not_registered_tomorrow() => GivenCoach().When(Register with { On = Today.PlusDays(1) }).Refused(Refusals.InTheFuture);

    [Fact]
    public void A_certificate_is_issued_once()
    {
        GivenCoach(Registered).When(Issue).Then(Certified);
        GivenCoach(Registered, Certified).When(Issue).ThenNothingNew();
        GivenCoach(Registered, Certified).When(Issue with { ValidUntil = Issued.PlusDays(200) }).RefusedAt("label", Refusals.IdInUse);
    }

    [Fact]
    public void A_certificate_is_for_a_coach_who_is_known() => GivenCoach().When(Issue).Refused(IssueCertificate.NotRegistered);

    [Fact]
    public void A_certificate_does_not_end_before_it_starts() =>
        GivenCoach(Registered).When(Issue with { ValidUntil = Issued.PlusDays(-1) }).RefusedAt("validUntil", Refusals.EndsBeforeItStarts);

    [Fact]
    public void A_certificate_is_suspended_once()
    {
        GivenCoach(Registered, Certified).When(Suspend).Then(Suspended);
        GivenCoach(Registered, Certified, Suspended).When(Suspend).ThenNothingNew();
    }

    [Fact]
    public void Only_what_is_held_that_day_is_suspended()
    {
        GivenCoach().When(Suspend).Refused(IssueCertificate.NotRegistered);
        GivenCoach(Registered, Certified).When(Suspend with { On = Issued.PlusDays(101) }).Refused(SuspendCertificate.NoneValid);
        GivenCoach(Registered, Certified).When(Suspend with { Label = Code.Parse("other") }).Refused(SuspendCertificate.NoneValid);
    }

    [Fact]
    public void A_new_certificate_after_a_suspension_counts_again() =>
        FoldCoach(Registered, Certified, Suspended, Certified with { On = Issued.PlusDays(60) }).CertificateOn(Allezi, Issued.PlusDays(60)).ShouldNotBeNull();

    [Theory]
    [InlineData(0, true)]
    [InlineData(49, true)]
    [InlineData(50, false)]
    [InlineData(-1, false)]
    public void Where_the_programme_asks_for_a_label_it_must_be_valid_on_that_day(int day, bool valid)
    {
        var story = Given(Noor, AsksForLabel).While(n => n with { Coach = FoldCoach(Registered, Certified, Suspended) }).When(new AssignCoach(Issued.PlusDays(day), People.Coach));

        if (valid) story.Then(new CoachAssigned(Issued.PlusDays(day), People.Coach, Cohort, Issued.PlusDays(100)));
        else story.RefusedAbout(AssignCoach.NoValidCertificate, "allezi");
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void The_last_day_counts_and_the_next_does_not(int day, bool valid) => (Holder.CertificateOn(Allezi, Issued.PlusDays(day)) is not null).ShouldBe(valid);

    [Fact]
    public void Where_it_asks_for_none_any_coach_takes_a_participant_on() =>
        Given(Noor, Opened).While(n => n with { Coach = FoldCoach(Registered) }).When(new AssignCoach(Monday, People.Coach)).Then(Assigned);

    [Fact]
    public void A_coach_nobody_registered_takes_nobody_on()
    {
        Given(Noor, Opened).When(new AssignCoach(Monday, People.Coach)).Refused(AssignCoach.UnknownCoach);
        Given(Underway).When(HandOver).Refused(AssignCoach.UnknownCoach);
    }

    [Fact]
    public void A_coach_is_assigned_once_and_then_the_case_is_handed_over()
    {
        Given(Noor, Opened, Assigned).When(new AssignCoach(Monday, People.Coach)).Refused(AssignCoach.AlreadyAssigned);
        Given(Noor, Opened, Assigned).When(new AssignCoach(Monday, OtherCoach)).Refused(AssignCoach.AlreadyAssigned);
    }

    [Fact]
    public void The_same_coach_on_the_same_day_in_a_new_trajectory_is_assigned_anew() =>
        Given(Noor, Opened, Assigned, new TrajectoryClosed(Monday, ClosingReason.Other, false, null), Opened)
            .While(n => n with { Coach = FoldCoach(Registered) }).When(new AssignCoach(Monday, People.Coach)).ThenOne<CoachAssigned>();

    [Fact]
    public void After_the_label_ran_out_the_case_goes_on() =>
        Given(Noor, AsksForLabel, Assigned with { Cohort = Cohort, CertificateValidUntil = Monday.PlusDays(5) })
            .When(new HoldSession(Monday.PlusDays(6), SessionForm.Individual, 50, null, null)).ThenOne<SessionHeld>();

    [Fact]
    public void A_case_is_handed_over_to_a_coach_who_holds_the_label_and_keeps_its_cohort()
    {
        ParticipantEvent[] soFar = [Noor, AsksForLabel, Assigned with { Cohort = Code.Parse("nl-0") }];
        var handed = Given(soFar).While(n => n with { Coach = Holder }).When(HandOver).ThenOne<CaseHandedOver>();
        var t = Fold([.. soFar, handed]).Current!;

        (t.Coach, t.Cohort, t.CertificateValidUntil, t.HandOvers).ShouldBe((OtherCoach, Code.Parse("nl-0"), Issued.PlusDays(100), 1));
        Given([.. soFar, handed]).When(HandOver).Refused(HandOverCase.SameCoach);
        Given(soFar).While(n => n with { Coach = FoldCoach(Registered) }).When(HandOver).Refused(AssignCoach.NoValidCertificate);
    }

    [Fact]
    public void Without_a_label_to_ask_for_any_coach_takes_a_case_over() =>
        Given(Underway).While(n => n with { Coach = FoldCoach(Registered) }).When(HandOver).Then(new CaseHandedOver(HandOver.On, People.Coach, OtherCoach, null, HandOver.Reason));

    [Fact]
    public void A_case_without_coach_is_not_handed_over() => Given(Noor, Opened).When(HandOver).Refused(HandOverCase.NobodyToHandOver);
}
