namespace ZorgWerk.Coaching.Tests.Steps;

/// <summary>R5: a referral that is indicated stays so until one is made, or a reason not to is recorded; and how a referral runs.</summary>
public class ReferralSpecs
{
    private static readonly ReferralId R1 = new(Number(0xd1));
    private static readonly MakeReferral Make = new(Monday.PlusDays(2), R1, ReferralKind.SpecialisedCare, DrHaddad, Text("Oncologische revalidatie"));
    private static readonly ReferralMade Made = new(Make.On, R1, ReferralKind.SpecialisedCare, DrHaddad, Make.Reason);
    private static readonly ReferralAnswered SaidYes = new(Make.On.PlusDays(3), R1, true);
    private static readonly FirstLineAssessmentRecorded Need = new(Monday, Text("Snel moe"), [], SupportNeed.PhysicalSupport);
    private static readonly WaiveReferral Waive = new(Monday.PlusDays(1), ReferralKind.SpecialisedCare, Text("Loopt al"));

    [Fact]
    public void A_referral_is_made() => Given(Underway).When(Make).Then(Made);

    [Fact]
    public void A_second_referral_under_the_same_name_is_refused() => Given(UnderwayAnd(Made)).When(Make).RefusedAt("referral", Refusals.IdInUse);

    [Fact]
    public void A_referral_goes_to_nobody_in_particular_or_to_somebody_in_the_network()
    {
        Given(Underway).When(Make with { To = null }).ThenOne<ReferralMade>().Concerns.ShouldBeEmpty();
        Given(Underway).When(Make with { To = new ActorId(Number(0xaf)) }).RefusedAt("to", RemoveActor.NotInTheNetwork);
    }

    [Fact]
    public void A_need_beyond_the_first_line_stays_until_it_is_referred()
    {
        Fold(UnderwayAnd(Need)).Current!.IndicatedSince(ReferralKind.SpecialisedCare).ShouldBe(Monday);
        Fold(UnderwayAnd(Need, Made with { Referred = ReferralKind.CareerGuidance })).Current!.Indications.ShouldHaveSingleItem();
        Fold(UnderwayAnd(Need, Made)).Current!.Indications.ShouldBeEmpty();
    }

    [Fact]
    public void A_referral_of_before_the_need_written_down_late_does_not_answer_it() =>
        Fold(UnderwayAnd(Need with { On = Monday.PlusDays(5) }, Made)).Current!.IndicatedSince(ReferralKind.SpecialisedCare).ShouldBe(Monday.PlusDays(5));

    [Fact]
    public void Or_until_a_reason_not_to_is_recorded()
    {
        var waived = Given(UnderwayAnd(Need)).When(Waive).ThenOne<ReferralWaived>();
        Fold(UnderwayAnd(Need, waived)).Current!.Indications.ShouldBeEmpty();
    }

    [Fact]
    public void There_may_be_a_second_reason_of_the_same_day() =>
        Given(UnderwayAnd(Need, new ReferralWaived(Waive.On, Waive.Referral, Waive.Reason))).When(Waive with { Reason = Text("Wil nu niet") }).ThenOne<ReferralWaived>();

    [Fact]
    public void What_was_not_indicated_on_that_day_is_not_waived()
    {
        Given(Underway).When(Waive).Refused(WaiveReferral.NotIndicated);
        Given(UnderwayAnd(Need with { On = Waive.On.PlusDays(1) })).When(Waive).Refused(WaiveReferral.NotIndicated);
    }

    [Theory]
    [InlineData(true, ReferralState.Accepted)]
    [InlineData(false, ReferralState.Declined)]
    public void Whoever_was_asked_says_yes_or_no(bool accepted, ReferralState state)
    {
        var answer = new AnswerReferral(Make.On, R1, accepted);
        var answered = Given(UnderwayAnd(Made)).When(answer).ThenOne<ReferralAnswered>();

        Fold(UnderwayAnd(Made, answered)).Current!.Referrals.ShouldHaveSingleItem().State.ShouldBe(state);
        Given(UnderwayAnd(Made, answered)).When(answer).Refused(AnswerReferral.AlreadyAnswered);
        Given(UnderwayAnd(Made, answered)).When(answer with { Accepted = !accepted }).Refused(AnswerReferral.AlreadyAnswered);
    }

    [Fact]
    public void Nobody_answers_what_was_not_asked()
    {
        Given(Underway).When(new AnswerReferral(Monday, R1, true)).Refused(AnswerReferral.UnknownReferral);
        Given(UnderwayAnd(Made)).When(new AnswerReferral(Make.On.PlusDays(-1), R1, true)).Refused(AnswerReferral.BeforeItWasMade);
    }

    [Fact]
    public void A_referral_that_was_accepted_is_completed_once()
    {
        var complete = new CompleteReferral(Monday.PlusDays(60), R1, Text("Twaalf beurten"));
        var completed = Given(UnderwayAnd(Made, SaidYes)).When(complete).ThenOne<ReferralCompleted>();

        Fold(UnderwayAnd(Made, SaidYes, completed)).Current!.Referrals.ShouldHaveSingleItem().State.ShouldBe(ReferralState.Completed);
        Given(UnderwayAnd(Made, SaidYes, completed)).When(complete).Refused(CompleteReferral.AlreadyCompleted);
    }

    [Fact]
    public void Only_an_accepted_referral_is_completed()
    {
        var complete = new CompleteReferral(Monday.PlusDays(60), R1, null);

        Given(Underway).When(complete).Refused(AnswerReferral.UnknownReferral);
        Given(UnderwayAnd(Made)).When(complete).Refused(CompleteReferral.NotAccepted);
        Given(UnderwayAnd(Made, SaidYes with { Accepted = false })).When(complete).Refused(CompleteReferral.NotAccepted);
        Given(UnderwayAnd(Made, SaidYes)).When(complete with { On = Monday }).Refused(AnswerReferral.BeforeItWasMade);
    }

    [Fact]
    public void A_referral_goes_on_after_the_trajectory_closed() =>
        Given(UnderwayAnd(Made, new TrajectoryClosed(Monday.PlusDays(10), ClosingReason.ReferredElsewhere, false, null)))
            .When(new AnswerReferral(Monday.PlusDays(12), R1, true)).ThenOne<ReferralAnswered>();
}
