namespace ZorgWerk.Coaching.Tests.Steps;

/// <summary>R1: what was said without consent is told honestly afterwards and stands apart, so that nobody learns to leave it out.</summary>
public class ReportedDisclosureSpecs
{
    private static readonly ReportDisclosure KoenHeard = new(
        Monday.PlusDays(3), ActorId.Participant, [Category.Progress], Koen, Purpose.WorkResumption, Text("Koen vroeg het."), Text("Noor weet het."));

    [Fact]
    public void What_was_said_without_consent_can_be_told_afterwards_and_stands_apart()
    {
        var reported = Given(Underway).When(KoenHeard).ThenOne<DisclosureReported>();

        reported.Trace.CoveredBy.ShouldBeNull();
        Fold(UnderwayAnd(reported)).Disclosures.ShouldHaveSingleItem().Outcome.ShouldBe(DisclosureOutcome.Reported);
    }

    [Fact]
    public void Even_what_could_never_be_allowed_can_be_told() =>
        Given(Underway).When(KoenHeard with { Categories = [Category.Medical] }).ThenOne<DisclosureReported>();

    [Fact]
    public void Somebody_who_had_left_may_have_been_told() =>
        Given(UnderwayAnd(new ActorRemoved(Monday.PlusDays(1), Koen))).When(KoenHeard).ThenOne<DisclosureReported>();

    [Fact]
    public void A_report_says_what_was_told() => Given(Underway).When(KoenHeard with { Categories = [] }).Refused(GrantConsent.NothingNamed);

    [Fact]
    public void A_report_says_whose_information_it_was() =>
        Given(Underway).When(KoenHeard with { Giver = new ActorId(Number(0xaf)) }).Refused(GrantConsent.GiverIsNoParty);

    [Fact]
    public void A_report_says_who_heard_it() =>
        Given(Underway).When(KoenHeard with { Recipient = new ActorId(Number(0xaf)) }).RefusedAt("recipient", GrantConsent.RecipientUnknown);

    [Fact]
    public void A_report_written_by_mistake_stays_on_the_trail_as_such()
    {
        var reported = Given(Underway).When(KoenHeard).ThenOne<DisclosureReported>();

        Fold(UnderwayAnd(reported, new EntryCorrected(Monday.PlusDays(4), Underway.Length + 1, null, Text("Andere deelnemer"))))
            .Disclosures.ShouldHaveSingleItem().IsStruck.ShouldBeTrue();
    }
}
