using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Tests.Recording;

/// <summary>A case with one of everything, for forms to choose from.</summary>
internal static class Noor
{
    public static readonly LocalDate Today = new(2026, 11, 20);
    public static readonly LocalDate Monday = new(2026, 3, 2);
    public static readonly UserId Lotte = new(Guid.Parse("00000000-0000-0000-0000-00000000c001"));

    private static readonly ActorId Wim = new(Id(0xa1)), DrHaddad = new(Id(0xa2)), Mia = new(Id(0xa3));
    private static readonly ProgrammeRules Rules = new(1, null, [3, 6, 12], 28, 14, 365, true);

    public static readonly ParticipantRegistered Registered = new(Monday, Text("2026-0042"), Text("Noor Claesen"), Language.Dutch, Code.Parse("gent"));
    public static readonly TrajectoryOpened Opened = new(Monday, Code.Parse("rentree"), Rules, TrajectoryReason.ReturnsAsSoonAsPossible, EmploymentStatus.Employed, AgeBand.From35, Schooling.Middle, []);
    public static readonly CoachAssigned Assigned = new(Monday, new CoachId(Lotte.Value), null, null);
    public static readonly IntakeHeld Intake = new(Monday, Clarity.Known, Clarity.Known, null, Text("Hoe leg ik het uit?"), null, null);
    public static readonly ActorMapped HrMapped = new(Monday, Wim, ActorRole.HumanResources, Text("Wim Aerts"), null);
    public static readonly ActorMapped GpMapped = new(Monday, DrHaddad, ActorRole.GeneralPractitioner, Text("Dr. Haddad"), null);
    public static readonly ActorMapped UnionMapped = new(Monday, Mia, ActorRole.Union, Text("Mia"), null);

    public static readonly Participant Underway = After(
        Registered, Opened, Assigned, Intake, HrMapped, GpMapped, UnionMapped,
        new ConsentGranted(Monday, new ConsentId(Id(0xb1)), ActorId.Participant, [Category.Progress], [Wim], Purpose.WorkResumption, Monday, Today.PlusDays(10), HowGiven.Paper),
        new GoalSet(Monday, new GoalId(Id(0xb2)), Text("Terug naar de drukkerij"), null),
        new StepPlanned(Monday, new ActionId(Id(0xb3)), null, ActionOwner.Participant, Today.PlusDays(-2), Text("Wim bellen"), Text("Er is een dag afgesproken")),
        new StepPlanned(Monday, new ActionId(Id(0xb4)), null, ActionOwner.Participant, Today, Text("De fiets proberen"), Text("Een rit gemaakt")),
        new StepReached(Monday.PlusDays(3), new ActionId(Id(0xb4))),
        new ReferralMade(Monday, new ReferralId(Id(0xb5)), ReferralKind.CareerGuidance, null, null),
        new WorkExperienceStarted(Monday, new WorkExperienceId(Id(0xb6)), null, WorkExperiencePhase.Exploring, false));

    public static readonly FormSetting Setting = new(Underway, Today)
    {
        Colleagues = [new Colleague(new CoachId(Lotte.Value), "Lotte Verbeeck"), new Colleague(new CoachId(Id(0xc2)), "Joris Maes")],
        Programmes = [new Programme { Id = Code.Parse("rentree"), Title = "Rentree", From = Monday, Rules = Rules }],
    };

    public static readonly FormReading How = new(
        Id(0xd1), Id(0xd2), Today, (_, name) => Guid.TryParse(name, out var id) ? id : Id(name.Length));

    public static Participant After(params ParticipantEvent[] events) => events.Aggregate(Participant.Unknown, (soFar, happened) => soFar.Apply(happened, Lotte));

    public static string? Open(PersonalText? text) => text?.Open(_ => null);

    public static PersonalText Text(string words) => PersonalText.Of(words);

    private static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);
}
