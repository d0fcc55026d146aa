namespace ZorgWerk.Coaching.Tests.Steps;

/// <summary>R2, R3: consent is specific, informed, bound in time, and taken back as easily as given.</summary>
public class ConsentSpecs
{
    private static readonly GrantConsent LetWimKnow = new(
        Monday, T1, ActorId.Participant, [Category.Progress, Category.WorkAbility], [Wim], Purpose.WorkResumption, Monday, Monday.PlusDays(30), HowGiven.Paper, Informed: true);

    [Fact]
    public void An_informed_consent_for_named_categories_recipient_purpose_and_days_is_recorded() =>
        Given(Underway).When(LetWimKnow).Then(WimMayKnow);

    [Fact]
    public void The_same_consent_twice_is_one_event() => Given(UnderwayAnd(WimMayKnow)).When(LetWimKnow).ThenNothingNew();

    [Fact]
    public void Another_consent_under_the_same_name_is_refused() =>
        Given(UnderwayAnd(WimMayKnow)).When(LetWimKnow with { Recipients = [Koen] }).Refused(Refusals.IdInUse);

    [Fact]
    public void Who_was_not_told_what_it_means_did_not_consent() => Given(Underway).When(LetWimKnow with { Informed = false }).Refused(GrantConsent.NotInformed);

    [Fact]
    public void A_consent_to_nothing_is_none() => Given(Underway).When(LetWimKnow with { Categories = [] }).Refused(GrantConsent.NothingNamed);

    [Fact]
    public void A_consent_to_nobody_is_none() => Given(Underway).When(LetWimKnow with { Recipients = [] }).Refused(GrantConsent.NobodyNamed);

    [Fact]
    public void Everything_to_everyone_is_refused() =>
        Given(Underway).When(LetWimKnow with
        {
            Categories = [Category.Progress, Category.WorkAbility, Category.CareAdvice, Category.PersonalSituation, Category.Medical], Recipients = [DrHaddad, DrPeeters],
        }).Refused(GrantConsent.EverythingToEveryone);

    [Fact]
    public void A_consent_that_ends_before_it_starts_is_refused() =>
        Given(Underway).When(LetWimKnow with { Until = Monday.PlusDays(-1) }).Refused(Refusals.EndsBeforeItStarts);

    [Fact]
    public void A_consent_longer_than_the_programme_allows_is_refused() =>
        Given(Underway).When(LetWimKnow with { Until = Monday.PlusDays(366) }).RefusedAbout(GrantConsent.TooLong, "365");

    [Fact]
    public void A_consent_that_would_let_an_employer_know_medical_things_is_refused() =>
        Given(Underway).When(LetWimKnow with { Categories = [Category.Medical] }).Refused(GrantConsent.MedicalNeedsSecrecy);

    [Fact]
    public void Only_the_participant_and_an_employer_can_consent() =>
        Given(Underway).When(LetWimKnow with { Giver = DrHaddad, Categories = [Category.EmployerInformation] }).Refused(GrantConsent.GiverIsNoParty);

    [Fact]
    public void A_consent_signed_earlier_may_be_entered_late() =>
        Given(Underway).When(LetWimKnow with { On = Monday.PlusDays(1), From = Monday.PlusDays(1) }).ThenOne<ConsentGranted>().From.ShouldBe(Monday.PlusDays(1));

    [Fact]
    public void Withdrawing_asks_no_reason() =>
        Given(UnderwayAnd(WimMayKnow)).When(new WithdrawConsent(Monday.PlusDays(5), T1, HowGiven.Verbal)).Then(new ConsentWithdrawn(Monday.PlusDays(5), T1, HowGiven.Verbal));

    [Fact]
    public void Withdrawing_twice_is_one_event() =>
        Given(UnderwayAnd(WimMayKnow, new ConsentWithdrawn(Monday.PlusDays(5), T1, HowGiven.Verbal)))
            .When(new WithdrawConsent(Monday.PlusDays(6), T1, HowGiven.Paper)).ThenNothingNew();

    [Fact]
    public void What_was_never_given_cannot_be_withdrawn() =>
        Given(Underway).When(new WithdrawConsent(Monday, T1, HowGiven.Verbal)).Refused(WithdrawConsent.UnknownConsent);
}
