namespace ZorgWerk.Coaching.Tests.Steps;

/// <summary>R1, R2, R4: one consent covers giver, categories, recipient and purpose on the day, or nothing is shared.</summary>
public class DisclosureSpecs
{
    private static readonly DiscloseInformation TellWim =
        new(Monday.PlusDays(3), ActorId.Participant, [Category.Progress], Wim, Purpose.WorkResumption, Text("Het gaat goed vooruit."));

    [Fact]
    public void What_a_consent_covers_is_shared_and_the_decision_says_on_which()
    {
        var shared = Given(UnderwayAnd(WimMayKnow)).When(TellWim).ThenOne<InformationDisclosed>();

        shared.Consent.ShouldBe(T1);
        shared.Trace.RulesVersion.ShouldBe(3);
        shared.Trace.Weighed.ShouldBe([new ConsentWeighed(T1, Monday, Monday.PlusDays(30), null, ConsentVerdict.Covers)]);
    }

    [Fact]
    public void A_letter_keeps_the_language_it_was_shared_in()
    {
        var shared = Given(UnderwayAnd(WimMayKnow)).When(TellWim with { Language = Language.French }).ThenOne<InformationDisclosed>();

        shared.Language.ShouldBe(Language.French);
        Fold(UnderwayAnd(WimMayKnow, shared)).Disclosures.ShouldHaveSingleItem().Language.ShouldBe(Language.French);
    }

    [Fact]
    public void A_letter_is_in_a_language_that_it_can_be_written_in() =>
        Given(UnderwayAnd(WimMayKnow)).When(TellWim with { Language = Language.Turkish }).Refused(DiscloseInformation.NoSuchLetter);

    [Fact]
    public void Whether_typing_mends_a_refusal_is_said_with_it_and_known_by_its_code()
    {
        Refusals.IsOfTyping(Refusals.InTheFuture.Code).ShouldBeTrue();
        Refusals.IsOfTyping(DiscloseInformation.ConsentMissing.Code).ShouldBeFalse();
    }

    [Fact]
    public void Without_any_consent_nothing_is_shared_and_the_refusal_is_on_the_trail_without_content()
    {
        var refused = Given(Underway).When(TellWim).RefusedLeaving<DisclosureRefused>(DiscloseInformation.ConsentMissing);

        refused.Trace.Uncovered.ShouldBe([Category.Progress]);
        Fold(UnderwayAnd(refused)).Disclosures.ShouldHaveSingleItem().Outcome.ShouldBe(DisclosureOutcome.Refused);
    }

    [Theory]
    [InlineData(-1, ConsentVerdict.NotYetValid)]
    [InlineData(31, ConsentVerdict.Expired)]
    public void Outside_its_days_a_consent_covers_nothing(int day, ConsentVerdict verdict)
    {
        var weekLater = WimMayKnow with { From = Monday.PlusDays(7), Until = Monday.PlusDays(37) };

        Given(UnderwayAnd(weekLater)).When(TellWim with { On = Monday.PlusDays(7 + day) })
            .RefusedLeaving<DisclosureRefused>(DiscloseInformation.ConsentMissing).Trace.Weighed[0].Verdict.ShouldBe(verdict);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(37)]
    public void On_its_first_and_last_day_a_consent_covers(int day) =>
        Given(UnderwayAnd(WimMayKnow with { From = Monday.PlusDays(7), Until = Monday.PlusDays(37) }))
            .When(TellWim with { On = Monday.PlusDays(day) }).ThenOne<InformationDisclosed>();

    [Fact]
    public void A_withdrawal_works_on_its_own_day_also_where_its_time_is_not_known() =>
        Given(UnderwayAnd(WimMayKnow, new ConsentWithdrawn(Monday.PlusDays(3), T1, HowGiven.Verbal)))
            .When(TellWim).RefusedLeaving<DisclosureRefused>(DiscloseInformation.OrderNotKnown).Trace.Weighed[0].Verdict.ShouldBe(ConsentVerdict.OrderNotKnown);

    [Fact]
    public void What_was_shared_the_day_before_a_withdrawal_may_still_be_written_up() =>
        Given(UnderwayAnd(WimMayKnow, new ConsentWithdrawn(Monday.PlusDays(4), T1, HowGiven.Verbal))).When(TellWim).ThenOne<InformationDisclosed>();

    [Fact]
    public void A_consent_for_one_recipient_says_nothing_about_another() =>
        Given(UnderwayAnd(WimMayKnow)).When(TellWim with { Recipient = Koen })
            .RefusedLeaving<DisclosureRefused>(DiscloseInformation.ConsentMissing).Trace.Weighed[0].Verdict.ShouldBe(ConsentVerdict.OtherRecipient);

    [Fact]
    public void A_consent_for_one_purpose_says_nothing_about_another() =>
        Given(UnderwayAnd(WimMayKnow)).When(TellWim with { Purpose = Purpose.WorkExperience })
            .RefusedLeaving<DisclosureRefused>(DiscloseInformation.ConsentMissing).Trace.Weighed[0].Verdict.ShouldBe(ConsentVerdict.OtherPurpose);

    [Fact]
    public void The_refusal_names_the_categories_that_are_missing() =>
        Given(UnderwayAnd(WimMayKnow)).When(TellWim with { Categories = [Category.Progress, Category.PersonalSituation] })
            .RefusedAbout(DiscloseInformation.ConsentMissing, "PersonalSituation");

    [Fact]
    public void Two_consents_that_cover_apart_do_not_cover_together() =>
        Given(UnderwayAnd(WimMayKnow with { Categories = [Category.Progress] }, WimMayKnow with { Consent = T2, Categories = [Category.WorkAbility] }))
            .When(TellWim with { Categories = [Category.Progress, Category.WorkAbility] })
            .RefusedLeaving<DisclosureRefused>(DiscloseInformation.ConsentMissing);

    [Fact]
    public void Medical_information_never_reaches_an_employer_whatever_a_consent_says() =>
        Given(UnderwayAnd(WimMayKnow with { Categories = [Category.Medical] })).When(TellWim with { Categories = [Category.Medical] })
            .RefusedLeaving<DisclosureRefused>(GrantConsent.MedicalNeedsSecrecy);

    [Fact]
    public void Medical_information_reaches_a_physician_on_the_care_side_on_consent_alone() =>
        Given(UnderwayAnd(WimMayKnow with { Categories = [Category.Medical], Recipients = [DrHaddad] }))
            .When(TellWim with { Categories = [Category.Medical], Recipient = DrHaddad }).ThenOne<InformationDisclosed>().Trace.CarePartnerNeeded.ShouldBeFalse();

    [Fact]
    public void What_came_from_the_employer_reaches_the_participant_only_under_the_employers_consent()
    {
        var tellNoor = new DiscloseInformation(Monday.PlusDays(3), Wim, [Category.EmployerInformation], ActorId.Participant, Purpose.WorkResumption, Text("De ploeg wordt kleiner."));

        Given(Underway).When(tellNoor).RefusedLeaving<DisclosureRefused>(DiscloseInformation.ConsentMissing);
        Given(UnderwayAnd(new ConsentGranted(
                Monday, T2, Wim, [Category.EmployerInformation], [ActorId.Participant], Purpose.WorkResumption, Monday, Monday.PlusDays(30), HowGiven.Verbal)))
            .When(tellNoor).ThenOne<InformationDisclosed>().Consent.ShouldBe(T2);
    }

    [Fact]
    public void What_one_of_the_employers_people_lets_be_told_is_not_what_another_said() =>
        Given(UnderwayAnd(new ConsentGranted(
                Monday, T2, Wim, [Category.EmployerInformation], [ActorId.Participant], Purpose.WorkResumption, Monday, Monday.PlusDays(30), HowGiven.Verbal)))
            .When(TellWim with { Giver = Koen, Categories = [Category.EmployerInformation], Recipient = ActorId.Participant })
            .RefusedLeaving<DisclosureRefused>(DiscloseInformation.ConsentMissing).Trace.Weighed[0].Verdict.ShouldBe(ConsentVerdict.OtherGiver);

    [Fact]
    public void The_participants_consent_does_not_open_the_employers_information() =>
        Given(UnderwayAnd(WimMayKnow)).When(TellWim with { Categories = [Category.EmployerInformation], Recipient = DrHaddad })
            .RefusedLeaving<DisclosureRefused>(GrantConsent.NotTheGiversToGive);

    [Fact]
    public void A_refused_disclosure_asked_again_is_refused_again_and_both_attempts_stand_on_the_trail()
    {
        var refused = Given(Underway).When(TellWim).RefusedLeaving<DisclosureRefused>(DiscloseInformation.ConsentMissing);
        Given(UnderwayAnd(refused)).When(TellWim).RefusedLeaving<DisclosureRefused>(DiscloseInformation.ConsentMissing);
    }

    [Fact]
    public void Somebody_who_left_the_network_is_told_nothing_and_the_attempt_is_on_the_trail() =>
        Given(UnderwayAnd(WimMayKnow, new ActorRemoved(Monday.PlusDays(2), Wim))).When(TellWim)
            .RefusedLeaving<DisclosureRefused>(GrantConsent.RecipientUnknown).Because.Value.ShouldBe("recipient-unknown");

    [Fact]
    public void Until_the_day_they_left_they_may_have_been_told() =>
        Given(UnderwayAnd(WimMayKnow, new ActorRemoved(Monday.PlusDays(4), Wim))).When(TellWim).ThenOne<InformationDisclosed>();

    [Fact]
    public void To_somebody_nobody_mapped_there_is_nothing_to_record() =>
        Given(Underway).When(TellWim with { Recipient = new ActorId(Number(0xaf)) }).Refused(GrantConsent.RecipientUnknown);

    [Fact]
    public void A_disclosure_of_nothing_is_none() => Given(UnderwayAnd(WimMayKnow)).When(TellWim with { Categories = [] }).Refused(GrantConsent.NothingNamed);

    [Fact]
    public void Nobody_is_told_what_is_their_own() =>
        Given(Underway).When(TellWim with { Recipient = ActorId.Participant }).RefusedLeaving<DisclosureRefused>(GrantConsent.ToOneself);

    [Fact]
    public void A_physician_is_no_source_whose_consent_counts() =>
        Given(Underway).When(TellWim with { Giver = DrHaddad, Categories = [Category.EmployerInformation] }).RefusedLeaving<DisclosureRefused>(GrantConsent.GiverIsNoParty);

    [Fact]
    public void A_refusal_about_a_recipient_points_at_the_recipient() =>
        Given(Underway).When(TellWim with { Categories = [Category.Medical] }).RefusedAt("recipient", GrantConsent.MedicalNeedsSecrecy);

    [Theory]
    [MemberData(nameof(Roles))]
    public void Medical_information_goes_to_exactly_those_who_keep_medical_secrecy(ActorRole role)
    {
        ActorRole[] secret =
        [
            ActorRole.GeneralPractitioner, ActorRole.AdvisingPhysician, ActorRole.Specialist, ActorRole.Nurse, ActorRole.Therapist, ActorRole.Psychologist,
            ActorRole.Physiotherapist, ActorRole.OccupationalPhysician,
        ];
        var somebody = new ActorId(Number(0xa9));
        var story = Given(UnderwayAnd(
                new ActorMapped(Monday, somebody, role, Text("Iemand"), null),
                WimMayKnow with { Categories = [Category.Medical], Recipients = [somebody] },
                new CarePartnerConsulted(Monday, DrHaddad, somebody, [Category.Medical], true)))
            .When(TellWim with { Categories = [Category.Medical], Recipient = somebody });

        if (secret.Contains(role)) story.ThenOne<InformationDisclosed>();
        else story.RefusedLeaving<DisclosureRefused>(GrantConsent.MedicalNeedsSecrecy);
    }

    public static TheoryData<ActorRole> Roles() => [.. Enum.GetValues<ActorRole>()];
}
