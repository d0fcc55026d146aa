using ZorgWerk.Casework.CaseFile;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Tests;

/// <summary>Who knows what, and who may, is told apart: on any day, from the record alone.</summary>
public class WhoKnowsWhatSpecs
{
    private static readonly LocalDate Monday = new(2026, 11, 2);
    private static readonly UserId Lotte = new(Guid.NewGuid());
    private static readonly ActorId Hr = new(Guid.NewGuid());
    private static readonly ActorId Doctor = new(Guid.NewGuid());
    private static readonly ActorId AtWorkDoctor = new(Guid.NewGuid());
    private static readonly DecisionTrace NoTrace = new([], null, [], false, null, 1);

    private static readonly ParticipantEvent[] Network =
    [
        new ParticipantRegistered(Monday, PersonalText.Of("RT-001"), PersonalText.Of("Noor"), Language.Dutch, null),
        new TrajectoryOpened(Monday, Code.Parse("rentree"), new ProgrammeRules(1, null, [3], 28, 14, 365, false), TrajectoryReason.ExploresWork, EmploymentStatus.Employed, AgeBand.From35, Schooling.Middle, []),
        new ActorMapped(Monday, Hr, ActorRole.HumanResources, PersonalText.Of("Wim"), null),
        new ActorMapped(Monday, AtWorkDoctor, ActorRole.OccupationalPhysician, PersonalText.Of("Inge"), null),
        new ActorMapped(Monday, Doctor, ActorRole.GeneralPractitioner, PersonalText.Of("Samira"), null),
    ];

    [Fact]
    public void Nobody_may_know_anything_without_a_consent() =>
        Cell(Hr, Category.Progress, Monday).ShouldBe(new KnowingCell(Category.Progress, Knowing.MayNot, NotBecause.NoConsent));

    [Fact]
    public void A_consent_lets_somebody_know_who_has_not_been_told_yet() =>
        Cell(Hr, Category.Progress, Monday.PlusDays(1), Consent(Category.Progress, Hr)).ShouldBe(new KnowingCell(Category.Progress, Knowing.MayNotTold, Until: Monday.PlusDays(10)));

    [Fact]
    public void Who_was_told_knows_since_the_first_day() =>
        Cell(Hr, Category.Progress, Monday.PlusDays(5), Consent(Category.Progress, Hr), Told(Hr, Category.Progress, 3), Told(Hr, Category.Progress, 1))
            .ShouldBe(new KnowingCell(Category.Progress, Knowing.KnowsAndMay, Since: Monday.PlusDays(1), Until: Monday.PlusDays(10)));

    [Fact]
    public void What_is_told_later_is_not_known_yet() =>
        Cell(Hr, Category.Progress, Monday.PlusDays(2), Consent(Category.Progress, Hr), Told(Hr, Category.Progress, 3)).Knowing.ShouldBe(Knowing.MayNotTold);

    [Fact]
    public void Who_was_told_goes_on_knowing_when_the_consent_has_run_out() =>
        Cell(Hr, Category.Progress, Monday.PlusDays(11), Consent(Category.Progress, Hr), Told(Hr, Category.Progress, 1))
            .ShouldBe(new KnowingCell(Category.Progress, Knowing.KnowsMayNot, NotBecause.ConsentEnded, Monday.PlusDays(1), Monday.PlusDays(10)));

    [Fact]
    public void A_withdrawal_works_on_its_own_day()
    {
        var consent = Consent(Category.Progress, Hr);
        Cell(Hr, Category.Progress, Monday.PlusDays(4), consent, new ConsentWithdrawn(Monday.PlusDays(4), consent.Consent, HowGiven.Verbal))
            .ShouldBe(new KnowingCell(Category.Progress, Knowing.MayNot, NotBecause.ConsentEnded, Until: Monday.PlusDays(3)));
    }

    [Fact]
    public void Health_never_goes_to_an_employer_whatever_a_consent_says() =>
        Cell(Hr, Category.Medical, Monday, Consent(Category.Medical, Hr)).ShouldBe(new KnowingCell(Category.Medical, Knowing.Never, NotBecause.Secrecy));

    [Fact]
    public void What_an_employer_was_told_of_health_all_the_same_is_known_and_not_hidden() =>
        Cell(Hr, Category.Medical, Monday.PlusDays(2), new DisclosureReported(Monday, ActorId.Participant, [Category.Medical], Hr, PersonalText.Of("x"), PersonalText.Of("y"), NoTrace))
            .ShouldBe(new KnowingCell(Category.Medical, Knowing.KnowsMayNot, NotBecause.Secrecy, Monday));

    [Fact]
    public void Care_information_to_the_work_side_takes_two_keys()
    {
        var consent = Consent(Category.Medical, AtWorkDoctor);
        Cell(AtWorkDoctor, Category.Medical, Monday, consent).ShouldBe(new KnowingCell(Category.Medical, Knowing.MayNot, NotBecause.CarePartner));
        Cell(AtWorkDoctor, Category.Medical, Monday, consent, new CarePartnerConsulted(Monday, Doctor, AtWorkDoctor, [Category.Medical], Agrees: true)).Knowing.ShouldBe(Knowing.MayNotTold);
    }

    [Fact]
    public void The_care_side_needs_no_second_key() =>
        Cell(Doctor, Category.Medical, Monday, Consent(Category.Medical, Doctor)).Knowing.ShouldBe(Knowing.MayNotTold);

    [Fact]
    public void What_came_from_the_employer_is_the_employers_own_and_theirs_to_share()
    {
        Cell(Hr, Category.EmployerInformation, Monday).Knowing.ShouldBe(Knowing.Own);
        Cell(Doctor, Category.EmployerInformation, Monday).Because.ShouldBe(NotBecause.EmployersConsent);
        Cell(ActorId.Participant, Category.EmployerInformation, Monday).Because.ShouldBe(NotBecause.EmployersConsent);
        Cell(ActorId.Participant, Category.EmployerInformation, Monday, Consent(Category.EmployerInformation, ActorId.Participant, Hr)).Knowing.ShouldBe(Knowing.MayNotTold);
    }

    [Fact]
    public void A_participant_knows_everything_about_themselves() => Cell(ActorId.Participant, Category.Medical, Monday).Knowing.ShouldBe(Knowing.Own);

    [Fact]
    public void A_refusal_tells_nobody_anything() =>
        Cell(Hr, Category.Progress, Monday, new DisclosureRefused(Monday, ActorId.Participant, [Category.Progress], Hr, Purpose.FollowUp, Code.Parse("consent-missing"), NoTrace)).Knowing.ShouldBe(Knowing.MayNot);

    [Fact]
    public void Who_left_the_network_stays_while_they_know_something()
    {
        ParticipantEvent[] gone = [Consent(Category.Progress, Hr), Told(Hr, Category.Progress, 1), new ActorRemoved(Monday.PlusDays(2), Hr), new ActorRemoved(Monday.PlusDays(2), Doctor)];
        Cell(Hr, Category.Progress, Monday.PlusDays(3), gone).ShouldBe(new KnowingCell(Category.Progress, Knowing.KnowsMayNot, NotBecause.LeftTheNetwork, Monday.PlusDays(1)));
        Rows(Monday.PlusDays(3), gone).ShouldNotContain(row => row.Recipient == Doctor);
    }

    [Fact]
    public void Work_stands_first_then_care_then_the_participant() =>
        Rows(Monday).Select(row => row.Side).ShouldBe([Side.Work, Side.Work, Side.Care, Side.Participant]);

    private static KnowingCell Cell(ActorId who, Category category, LocalDate day, params ParticipantEvent[] more) =>
        Rows(day, more).Single(row => row.Recipient == who).Cells.Single(cell => cell.Category == category);

    private static IReadOnlyList<KnowingRow> Rows(LocalDate day, params ParticipantEvent[] more)
    {
        var participant = Participant.Unknown;
        foreach (var happened in (ParticipantEvent[])[.. Network, .. more]) participant = participant.Apply(happened, Lotte);
        return WhoKnowsWhat.On(participant, day);
    }

    private static ConsentGranted Consent(Category category, ActorId to, ActorId? from = null) =>
        new(Monday, new ConsentId(Guid.NewGuid()), from ?? ActorId.Participant, [category], [to], Purpose.WorkResumption, Monday, Monday.PlusDays(10), HowGiven.Paper);

    private static InformationDisclosed Told(ActorId to, Category category, int day) =>
        new(Monday.PlusDays(day), ActorId.Participant, [category], to, Purpose.WorkResumption, new ConsentId(Guid.NewGuid()), null, NoTrace);
}
