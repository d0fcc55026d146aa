namespace ZorgWerk.Coaching.Tests.Steps;

/// <summary>R1 and S1-15: care information goes to the work side on two keys, the participant's consent and a care partner's word.</summary>
public class CarePartnerSpecs
{
    private static readonly ActorId Psychologist = new(Number(0xa6));
    private static readonly ActorMapped PsychologistMapped = new(Monday, Psychologist, ActorRole.Psychologist, Text("Els"), null);
    private static readonly ConsentGranted WimMayHearAdvice = WimMayKnow with { Categories = [Category.CareAdvice] };
    private static readonly CarePartnerConsulted HaddadAgrees = new(Monday.PlusDays(1), DrHaddad, Wim, [Category.CareAdvice], true);
    private static readonly DiscloseInformation TellWim =
        new(Monday.PlusDays(3), ActorId.Participant, [Category.Progress], Wim, Purpose.WorkResumption, Text("Rust om de twee uur."));
    private static readonly DiscloseInformation TellWimTheAdvice = TellWim with { Categories = [Category.CareAdvice] };
    private static readonly ConsultCarePartner AskHaddad = new(Monday.PlusDays(1), DrHaddad, Wim, [Category.CareAdvice], true);

    [Fact]
    public void A_talk_with_a_care_partner_is_recorded() => Given(Underway).When(AskHaddad).Then(HaddadAgrees);

    [Fact]
    public void Only_the_care_side_can_speak_for_care() => Given(Underway).When(AskHaddad with { CarePartner = Koen }).Refused(ConsultCarePartner.NotOnTheCareSide);

    [Fact]
    public void The_word_is_about_somebody_on_the_work_side() => Given(Underway).When(AskHaddad with { Recipient = DrHaddad }).Refused(ConsultCarePartner.NotOnTheWorkSide);

    [Fact]
    public void A_word_about_nothing_is_none() => Given(Underway).When(AskHaddad with { Categories = [] }).Refused(GrantConsent.NothingNamed);

    [Fact]
    public void Care_information_to_the_work_side_waits_for_the_care_partner() =>
        Given(UnderwayAnd(WimMayKnow with { Categories = [Category.CareAdvice] })).When(TellWim with { Categories = [Category.CareAdvice] })
            .RefusedLeaving<DisclosureRefused>(DiscloseInformation.CarePartnerNotConsulted);

    [Fact]
    public void With_consent_and_the_care_partners_word_care_information_goes_to_the_work_side() =>
        Given(UnderwayAnd(WimMayKnow with { Categories = [Category.CareAdvice] }, new CarePartnerConsulted(Monday.PlusDays(2), DrHaddad, Wim, [Category.CareAdvice], true)))
            .When(TellWim with { Categories = [Category.CareAdvice] }).ThenOne<InformationDisclosed>().Trace.CarePartner.ShouldBe(DrHaddad);

    [Fact]
    public void The_care_partners_word_alone_is_no_consent() =>
        Given(UnderwayAnd(new CarePartnerConsulted(Monday.PlusDays(2), DrHaddad, Wim, [Category.CareAdvice], true)))
            .When(TellWim with { Categories = [Category.CareAdvice] }).RefusedLeaving<DisclosureRefused>(DiscloseInformation.ConsentMissing);

    [Fact]
    public void A_care_partner_who_says_otherwise_later_takes_the_second_key_back() =>
        Given(UnderwayAnd(
                WimMayKnow with { Categories = [Category.CareAdvice] },
                new CarePartnerConsulted(Monday.PlusDays(1), DrHaddad, Wim, [Category.CareAdvice], true),
                new CarePartnerConsulted(Monday.PlusDays(2), DrHaddad, Wim, [Category.CareAdvice], false)))
            .When(TellWim with { Categories = [Category.CareAdvice] }).RefusedLeaving<DisclosureRefused>(DiscloseInformation.CarePartnerNotConsulted);

    [Fact]
    public void Words_count_by_the_day_they_were_spoken_not_by_the_order_they_were_written_down() =>
        Given(UnderwayAnd(WimMayHearAdvice, HaddadAgrees with { On = Monday.PlusDays(2), Agrees = false }, HaddadAgrees))
            .When(TellWimTheAdvice).RefusedLeaving<DisclosureRefused>(DiscloseInformation.CarePartnerNotConsulted);

    [Fact]
    public void A_word_spoken_afterwards_does_not_count() =>
        Given(UnderwayAnd(WimMayHearAdvice, HaddadAgrees with { On = Monday.PlusDays(4) }))
            .When(TellWimTheAdvice).RefusedLeaving<DisclosureRefused>(DiscloseInformation.CarePartnerNotConsulted);

    [Fact]
    public void While_one_care_partner_says_no_the_yes_of_another_is_not_enough() =>
        Given(UnderwayAnd(PsychologistMapped, WimMayHearAdvice, HaddadAgrees with { CarePartner = Psychologist, Agrees = false }, HaddadAgrees with { On = Monday.PlusDays(2) }))
            .When(TellWimTheAdvice).RefusedLeaving<DisclosureRefused>(DiscloseInformation.CarePartnerNotConsulted);

    [Fact]
    public void The_no_of_one_who_left_no_longer_stands_in_the_way() =>
        Given(UnderwayAnd(
                PsychologistMapped, WimMayHearAdvice, HaddadAgrees with { CarePartner = Psychologist, Agrees = false }, HaddadAgrees,
                new ActorRemoved(Monday.PlusDays(2), Psychologist)))
            .When(TellWimTheAdvice).ThenOne<InformationDisclosed>().Trace.CarePartner.ShouldBe(DrHaddad);

    [Fact]
    public void One_care_partner_agrees_to_all_that_is_told_or_it_is_not_told()
    {
        var both = TellWimTheAdvice with { Categories = [Category.CareAdvice, Category.Medical], Recipient = DrPeeters };
        var consent = WimMayKnow with { Categories = [Category.CareAdvice, Category.Medical], Recipients = [DrPeeters] };
        var advice = HaddadAgrees with { Recipient = DrPeeters };
        var medical = advice with { CarePartner = Psychologist, Categories = [Category.Medical] };

        Given(UnderwayAnd(PsychologistMapped, consent, advice, medical)).When(both).RefusedLeaving<DisclosureRefused>(DiscloseInformation.CarePartnerNotConsulted);
        Given(UnderwayAnd(PsychologistMapped, consent, advice, medical, medical with { CarePartner = DrHaddad }))
            .When(both).ThenOne<InformationDisclosed>().Trace.CarePartner.ShouldBe(DrHaddad);
    }

    [Fact]
    public void A_word_about_one_recipient_says_nothing_about_another() =>
        Given(UnderwayAnd(WimMayHearAdvice, HaddadAgrees with { Recipient = Koen }))
            .When(TellWimTheAdvice).RefusedLeaving<DisclosureRefused>(DiscloseInformation.CarePartnerNotConsulted);

    [Fact]
    public void A_word_of_an_earlier_trajectory_no_longer_counts() =>
        Given(UnderwayAnd(
                WimMayHearAdvice, HaddadAgrees, new TrajectoryClosed(Monday.PlusDays(2), ClosingReason.GoalReached, true, null), Opened with { On = Monday.PlusDays(2) }))
            .When(TellWimTheAdvice).RefusedLeaving<DisclosureRefused>(DiscloseInformation.CarePartnerNotConsulted);
}
