namespace ZorgWerk.Coaching.Tests.Steps;

/// <summary>R12 and R14: from registration to closing, one trajectory open at a time in one stream; and what ends every recording.</summary>
public class TrajectorySpecs
{
    private static readonly OpenTrajectory Open = new(
        Monday, Rentree, TrajectoryReason.ReturnsAsSoonAsPossible, EmploymentStatus.Employed, AgeBand.From35, Schooling.Middle, []);
    private static readonly CloseTrajectory Close = new(Monday.PlusDays(90), ClosingReason.GoalReached, true, null);
    private static readonly TrajectoryClosed Closed = new(Close.On, ClosingReason.GoalReached, true, null);
    private static readonly TrajectoryPaused Paused = new(Monday.PlusDays(20), Text("Operatie"));
    private static readonly WriteNote Note = new(Monday, Text("x"));

    private static Circumstances WithRentree(Circumstances now) => now with { Programme = RentreeProgramme };

    [Fact]
    public void A_participant_is_registered_once()
    {
        var register = new RegisterParticipant(Monday, Noor.Reference, Noor.Name, Language.Dutch, Noor.Region);

        Given().When(register).Then(Noor);
        Fold(Noor).Reference.ShouldBe(Noor.Reference);
        // Whether it is the same person cannot be seen: the words of the first time are sealed by now.
        Given(Noor).When(register).Refused(RegisterParticipant.AlreadyRegistered);
    }

    [Fact]
    public void A_trajectory_opens_under_the_rules_of_the_day() => Given(Noor).While(WithRentree).When(Open).Then(Opened);

    [Fact]
    public void The_same_opening_twice_is_one_event() => Given(Noor, Opened).While(WithRentree).When(Open).ThenNothingNew();

    [Fact]
    public void One_trajectory_is_open_at_a_time()
    {
        Given(Noor, Opened).While(WithRentree).When(Open with { On = Monday.PlusDays(1) }).Refused(OpenTrajectory.OneIsOpen);
        Given(Noor, Opened).While(WithRentree).When(Open with { Programme = Code.Parse("allezi") }).Refused(OpenTrajectory.OneIsOpen);
        Given(UnderwayAnd(Paused)).While(WithRentree).When(Open with { On = Monday.PlusDays(30) }).Refused(OpenTrajectory.OneIsOpen);
    }

    [Fact]
    public void A_new_programme_continues_the_same_stream()
    {
        var second = Given(UnderwayAnd(Closed)).While(WithRentree).When(Open with { On = Monday.PlusDays(100) }).ThenOne<TrajectoryOpened>();
        var record = Fold(UnderwayAnd(Closed, second));

        record.Current!.Number.ShouldBe(2);
        record.Trajectories[0].ClosedOn.ShouldBe(Closed.On);
        record.Actors.ShouldNotBeEmpty();
    }

    [Fact]
    public void The_next_one_opens_on_the_day_the_last_closed_or_later()
    {
        Given(UnderwayAnd(Closed)).While(WithRentree).When(Open with { On = Closed.On.PlusDays(-1) }).Refused(OpenTrajectory.BeforeTheLastClosed);
        Given(UnderwayAnd(Closed)).While(WithRentree).When(Open with { On = Closed.On }).ThenOne<TrajectoryOpened>();
    }

    [Fact]
    public void A_programme_nobody_defined_takes_nobody() => Given(Noor).When(Open).Refused(OpenTrajectory.UnknownProgramme);

    [Fact]
    public void A_programme_takes_people_in_its_period()
    {
        var until = RentreeProgramme with { Until = Monday };

        Given(Noor).While(WithRentree).When(Open with { On = new LocalDate(2025, 12, 31) }).Refused(OpenTrajectory.OutsideThePeriod);
        Given(Noor).While(n => n with { Programme = until }).When(Open with { On = Monday.PlusDays(1) }).Refused(OpenTrajectory.OutsideThePeriod);
        Given(Noor).While(n => n with { Programme = until }).When(Open).ThenOne<TrajectoryOpened>();
    }

    [Fact]
    public void A_trajectory_closes_once_for_a_reason()
    {
        Given(Underway).When(Close).Then(Closed);
        Given(UnderwayAnd(Closed)).When(Close).Refused(Refusals.TrajectoryNotOpen);
        Fold(UnderwayAnd(Paused, Closed)).Current.ShouldSatisfyAllConditions(t => t!.IsOpen.ShouldBeFalse(), t => t!.PausedOn.ShouldBeNull(), t => t!.ClosedBecause.ShouldBe(Close.Why));
    }

    [Fact]
    public void After_closing_coaching_is_over() =>
        Given(UnderwayAnd(Closed)).When(new HoldSession(Monday.PlusDays(91), SessionForm.Individual, 50, null, null)).Refused(Refusals.TrajectoryNotOpen);

    [Fact]
    public void Coaching_rests_and_goes_on_again()
    {
        Given(Underway).When(new PauseTrajectory(Paused.On, Paused.Reason)).Then(Paused);
        Given(UnderwayAnd(Paused)).When(new PauseTrajectory(Paused.On, Paused.Reason)).Refused(PauseTrajectory.AlreadyPaused);
        Fold(UnderwayAnd(Paused)).Current!.PausedOn.ShouldBe(Paused.On);

        var resume = new ResumeTrajectory(Monday.PlusDays(40));
        var resumed = Given(UnderwayAnd(Paused)).When(resume).ThenOne<TrajectoryResumed>();
        Fold(UnderwayAnd(Paused, resumed)).Current!.PausedOn.ShouldBeNull();
        Given(UnderwayAnd(Paused, resumed)).When(resume).Refused(ResumeTrajectory.NotPaused);
        Given(UnderwayAnd(Paused)).When(resume with { On = Paused.On.PlusDays(-1) }).RefusedAt("on", Refusals.EndsBeforeItStarts);
    }

    [Fact]
    public void Nothing_happens_before_registration() => Given().When(Note).Refused(Refusals.NotRegistered);

    [Fact]
    public void Coaching_needs_a_trajectory() => Given(Noor).When(new HoldSession(Monday, SessionForm.Individual, 50, null, null)).Refused(Refusals.NoTrajectory);

    [Fact]
    public void Nothing_of_a_trajectory_happens_before_it_opens() =>
        Given(Underway).When(new HoldSession(Monday.PlusDays(-1), SessionForm.Individual, 60, null, null)).RefusedAbout(Refusals.BeforeTheTrajectory, "2026-03-02");

    [Fact]
    public void After_erasure_nothing_more_is_recorded()
    {
        var erased = Given(UnderwayAnd(Closed)).When(new ErasePersonalData(Monday.PlusDays(95), ErasureGround.Requested)).ThenOne<PersonalDataErased>();

        Given(UnderwayAnd(Closed, erased)).When(Note).Refused(Refusals.Erased);
        Given(UnderwayAnd(Closed, erased)).When(new ErasePersonalData(Monday.PlusDays(95), ErasureGround.Requested)).Refused(Refusals.Erased);
        Fold(UnderwayAnd(Closed, erased)).Entries.Count.ShouldBe(Underway.Length + 2);
    }

    [Fact]
    public void Nobody_is_forgotten_in_the_middle_of_a_trajectory() =>
        Given(Underway).When(new ErasePersonalData(Monday, ErasureGround.Requested)).Refused(ErasePersonalData.TrajectoryStillOpen);
}
