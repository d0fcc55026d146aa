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
    public void The_same_consent_under_the_same_name_is_one_event() => Given(UnderwayAnd(WimMayKnow)).When(LetWimKnow).ThenNothingNew();

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
    public void Everything_to_everyone_is_refused_also_when_something_is_named_twice() =>
        Given(Underway).When(LetWimKnow with
        {
            Categories = [Category.Progress, Category.Progress, Category.WorkAbility, Category.CareAdvice, Category.PersonalSituation, Category.Medical],
            Recipients = [DrHaddad, DrPeeters],
        }).Refused(GrantConsent.EverythingToEveryone);

    [Fact]
    public void Everything_to_one_physician_is_specific_enough() =>
        Given(Underway).When(LetWimKnow with
        {
            Categories = [Category.Progress, Category.WorkAbility, Category.CareAdvice, Category.PersonalSituation, Category.Medical], Recipients = [DrHaddad, DrHaddad],
        }).ThenOne<ConsentGranted>();

    [Fact]
    public void A_consent_does_not_hold_before_it_was_given() =>
        Given(Underway).When(LetWimKnow with { On = Monday.PlusDays(1) }).RefusedAt("from", GrantConsent.BeforeItWasGiven);

    [Fact]
    public void A_consent_may_begin_later_than_it_was_given() => Given(Underway).When(LetWimKnow with { From = Monday.PlusDays(10) }).ThenOne<ConsentGranted>();

    [Fact]
    public void A_consent_may_run_as_long_as_the_programme_allows_and_outside_one_a_year()
    {
        ParticipantEvent[] shortRules = [Noor, Opened with { Rules = Rules with { MaximumConsentDays = 60 } }, HrMapped];

        Given(Underway).When(LetWimKnow with { Until = Monday.PlusDays(365) }).ThenOne<ConsentGranted>();
        Given(shortRules).When(LetWimKnow with { Until = Monday.PlusDays(61) }).RefusedAbout(GrantConsent.TooLong, "60");
        Given(Noor, HrMapped).When(LetWimKnow with { Until = Monday.PlusDays(366) }).RefusedAbout(GrantConsent.TooLong, "365");
    }

    [Fact]
    public void Nobody_consents_to_be_told_their_own() => Given(Underway).When(LetWimKnow with { Recipients = [ActorId.Participant] }).Refused(GrantConsent.ToOneself);

    [Fact]
    public void A_consent_names_people_in_the_network()
    {
        Given(Underway).When(LetWimKnow with { Recipients = [new ActorId(Number(0xaf))] }).RefusedAt("recipients", GrantConsent.RecipientUnknown);
        Given(UnderwayAnd(new ActorRemoved(Monday, Wim))).When(LetWimKnow).Refused(GrantConsent.RecipientUnknown);
    }

    [Fact]
    public void An_employer_gives_what_came_from_the_employer_and_nothing_else()
    {
        var employer = LetWimKnow with { Giver = Wim, Recipients = [ActorId.Participant] };

        Given(Underway).When(employer with { Categories = [Category.EmployerInformation] }).ThenOne<ConsentGranted>();
        Given(Underway).When(employer with { Categories = [Category.Progress] }).RefusedAbout(GrantConsent.NotTheGiversToGive, "Progress");
        Given(Underway).When(LetWimKnow with { Categories = [Category.EmployerInformation] }).RefusedAbout(GrantConsent.NotTheGiversToGive, "EmployerInformation");
    }

    [Fact]
    public void Withdrawing_asks_no_reason() =>
        Given(UnderwayAnd(WimMayKnow)).When(new WithdrawConsent(Monday.PlusDays(5), T1, HowGiven.Verbal)).Then(new ConsentWithdrawn(Monday.PlusDays(5), T1, HowGiven.Verbal));

    [Fact]
    public void Withdrawn_twice_it_stays_withdrawn_when_the_first_entry_was_a_mistake()
    {
        ParticipantEvent[] once = UnderwayAnd(WimMayKnow, new ConsentWithdrawn(Monday.PlusDays(5), T1, HowGiven.Verbal));
        var again = Given(once).When(new WithdrawConsent(Monday.PlusDays(6), T1, HowGiven.Paper)).ThenOne<ConsentWithdrawn>();

        Fold([.. once, again]).ConsentOf(T1)!.WithdrawnOn.ShouldBe(Monday.PlusDays(5));
        Fold([.. once, again, new EntryCorrected(Monday.PlusDays(7), once.Length, null, Text("Verkeerd dossier"))]).ConsentOf(T1)!.WithdrawnOn.ShouldBe(Monday.PlusDays(6));
    }

    [Fact]
    public void What_was_never_given_cannot_be_withdrawn() =>
        Given(Underway).When(new WithdrawConsent(Monday, T1, HowGiven.Verbal)).Refused(WithdrawConsent.UnknownConsent);

    [Fact]
    public void Nothing_is_withdrawn_before_it_was_given() =>
        Given(UnderwayAnd(WimMayKnow)).When(new WithdrawConsent(Monday.PlusDays(-1), T1, HowGiven.Verbal)).RefusedAt("on", Refusals.EndsBeforeItStarts);

    [Fact]
    public void Its_last_day_is_the_day_before_withdrawal_or_the_end_whichever_comes_first()
    {
        Fold(UnderwayAnd(WimMayKnow)).ConsentOf(T1)!.LastDay.ShouldBe(Monday.PlusDays(30));
        Fold(UnderwayAnd(WimMayKnow, new ConsentWithdrawn(Monday.PlusDays(5), T1, HowGiven.Verbal))).ConsentOf(T1)!.LastDay.ShouldBe(Monday.PlusDays(4));
        Fold(UnderwayAnd(WimMayKnow, new ConsentWithdrawn(Monday.PlusDays(99), T1, HowGiven.Verbal))).ConsentOf(T1)!.LastDay.ShouldBe(Monday.PlusDays(30));
    }
}
