namespace ZorgWerk.Coaching.Tests.Steps;

/// <summary>R8: who is around the participant, on the care and on the work side, is known early; no plan before.</summary>
public class NetworkSpecs
{
    private static readonly ActorId Physio = new(Number(0xa7));
    private static readonly MapActor MapPhysio = new(Monday, Physio, ActorRole.Physiotherapist, Text("Tom"), null);
    private static readonly ActorMapped PhysioMapped = new(Monday, Physio, ActorRole.Physiotherapist, Text("Tom"), null);
    private static readonly RemoveActor WimLeaves = new(Monday.PlusDays(5), Wim);
    private static readonly PlanStep Coffee = new(
        Monday, new ActionId(Number(0xe1)), null, ActionOwner.Participant, Monday.PlusDays(10), Text("Koffie met twee collega's"), Text("Noor was er"));

    [Fact]
    public void A_party_is_named_and_given_a_role() => Given(Noor).When(MapPhysio).Then(PhysioMapped);

    [Theory]
    [InlineData(ActorRole.Physiotherapist, Side.Care)]
    [InlineData(ActorRole.SocialWorker, Side.Care)]
    [InlineData(ActorRole.Employer, Side.Work)]
    [InlineData(ActorRole.OccupationalPhysician, Side.Work)]
    [InlineData(ActorRole.JobCoach, Side.Work)]
    public void The_role_says_on_which_side_a_party_stands(ActorRole role, Side side) =>
        Fold(Noor, PhysioMapped with { Role = role }).ActorOf(Physio)!.Side.ShouldBe(side);

    public static TheoryData<ActorRole> Roles() => [.. Enum.GetValues<ActorRole>()];

    /// <summary>Its place in the list says nothing: a role that is added has no side until somebody says which.</summary>
    [Theory]
    [MemberData(nameof(Roles))]
    public void Of_every_role_it_is_said_on_which_side_it_stands_and_only_who_works_there_speaks_for_an_employer(ActorRole role)
    {
        var traits = Should.NotThrow(() => role.TraitsOf());
        traits.Side.ShouldBeOneOf(Side.Care, Side.Work);
        if (traits.IsEmployer) traits.ShouldBe(new RoleTraits(Side.Work, KeepsMedicalSecrecy: false, IsEmployer: true));
    }

    [Fact]
    public void A_role_of_which_nothing_was_said_has_no_side() => Should.Throw<KeyNotFoundException>(() => ((ActorRole)999).SideOf());

    [Fact]
    public void A_second_party_under_the_same_name_is_refused() => Given(Noor, PhysioMapped).When(MapPhysio).RefusedAt("actor", Refusals.IdInUse);

    [Fact]
    public void The_participant_is_no_party_to_map() => Given(Noor).When(MapPhysio with { Actor = ActorId.Participant }).Refused(MapActor.TheParticipant);

    [Fact]
    public void A_party_that_leaves_is_there_until_the_day_before()
    {
        var left = Given(Underway).When(WimLeaves).ThenOne<ActorRemoved>();
        var record = Fold(UnderwayAnd(left));

        record.ActorOn(Wim, Monday.PlusDays(4)).ShouldNotBeNull();
        record.ActorOn(Wim, Monday.PlusDays(5)).ShouldBeNull();
        record.ActorOf(Wim).ShouldNotBeNull();
    }

    [Fact]
    public void Leaving_twice_on_one_day_is_one_event_and_whoever_left_does_not_leave_later()
    {
        Given(UnderwayAnd(new ActorRemoved(Monday.PlusDays(5), Wim))).When(WimLeaves with { On = Monday.PlusDays(5) }).ThenNothingNew();
        Given(UnderwayAnd(new ActorRemoved(Monday.PlusDays(5), Wim))).When(WimLeaves with { On = Monday.PlusDays(6) }).Refused(RemoveActor.NotInTheNetwork);
    }

    [Fact]
    public void That_a_party_left_earlier_than_was_known_is_news()
    {
        var earlier = Given(UnderwayAnd(new ActorRemoved(Monday.PlusDays(5), Wim))).When(WimLeaves with { On = Monday.PlusDays(3) }).ThenOne<ActorRemoved>();
        Fold(UnderwayAnd(new ActorRemoved(Monday.PlusDays(5), Wim), earlier)).ActorOf(Wim)!.RemovedOn.ShouldBe(Monday.PlusDays(3));
    }

    [Fact]
    public void Nobody_leaves_before_they_came() => Given(Underway).When(WimLeaves with { On = Monday.PlusDays(-1) }).RefusedAt("on", Refusals.EndsBeforeItStarts);

    [Fact]
    public void Nobody_leaves_who_was_not_there() => Given(Underway).When(WimLeaves with { Actor = Physio }).Refused(RemoveActor.NotInTheNetwork);

    [Fact]
    public void No_plan_before_a_care_and_a_work_actor_are_known()
    {
        Given(Noor, Opened, Intake).When(Coffee).Refused(PlanStep.NetworkNotMapped);
        Given(Noor, Opened, Intake, HrMapped).When(Coffee).Refused(PlanStep.NetworkNotMapped);
        Given(Noor, Opened, Intake, GpMapped).When(Coffee).Refused(PlanStep.NetworkNotMapped);
        Given(Noor, Opened, Intake, HrMapped, GpMapped).When(Coffee).ThenOne<StepPlanned>();
    }

    [Fact]
    public void A_party_that_was_mapped_after_the_plan_was_not_known_when_it_was_made() =>
        Given(Noor, Opened, Intake, HrMapped, GpMapped with { On = Monday.PlusDays(2) }).When(Coffee with { On = Monday.PlusDays(1) }).Refused(PlanStep.NetworkNotMapped);

    [Fact]
    public void A_party_that_left_is_not_known_any_more() =>
        Given(Noor, Opened, Intake, HrMapped, GpMapped, new ActorRemoved(Monday, Wim)).When(Coffee).Refused(PlanStep.NetworkNotMapped);

    [Fact]
    public void A_programme_may_relax_the_network_rule() =>
        Given(Noor, Opened with { Rules = Rules with { NetworkBeforePlan = false } }, Intake).When(Coffee).ThenOne<StepPlanned>();
}
