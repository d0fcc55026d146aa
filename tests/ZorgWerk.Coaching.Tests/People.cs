namespace ZorgWerk.Coaching.Tests;

/// <summary>The invented people and days that the specs tell about.</summary>
public static class People
{
    public static readonly LocalDate Monday = new(2026, 3, 2);
    public static readonly LocalDate Today = new(2026, 11, 20);

    public static readonly UserId Lotte = new(Guid.Parse("00000000-0000-0000-0000-00000000c001"));
    public static readonly CoachId Coach = new(Lotte.Value);
    public static readonly CoachId OtherCoach = new(Guid.Parse("00000000-0000-0000-0000-00000000c002"));

    public static readonly ActorId Wim = Id(0xa1), Koen = Id(0xa2), DrPeeters = Id(0xa3), DrHaddad = Id(0xa4), Union = Id(0xa5);
    public static readonly ConsentId T1 = new(Number(0xb1)), T2 = new(Number(0xb2)), T3 = new(Number(0xb3));

    public static readonly Code Rentree = Code.Parse("rentree");
    public static readonly ProgrammeRules Rules = new(3, null, [3, 6, 12], 28, 14, 365, true);
    public static readonly Programme RentreeProgramme = new() { Id = Rentree, Title = "Rentree", From = new LocalDate(2026, 1, 1), Rules = Rules };

    public static readonly ParticipantRegistered Noor = new(Monday, Text("2026-0042"), Text("Noor Claesen"), Language.Dutch, Code.Parse("gent"));
    public static readonly TrajectoryOpened Opened = new(
        Monday, Rentree, Rules, TrajectoryReason.ReturnsAsSoonAsPossible, EmploymentStatus.Employed, AgeBand.From35, Schooling.Middle, []);
    public static readonly CoachAssigned Assigned = new(Monday, Coach, null, null);
    public static readonly IntakeHeld Intake = new(Monday, Clarity.Known, Clarity.Known, new LocalDate(2025, 12, 1), Text("Hoe leg ik het uit?"), null, null);

    public static readonly ActorMapped HrMapped = new(Monday, Wim, ActorRole.HumanResources, Text("Wim Aerts"), Text("Drukkerij De Klimop"));
    public static readonly ActorMapped SupervisorMapped = new(Monday, Koen, ActorRole.Supervisor, Text("Koen Maes"), Text("Drukkerij De Klimop"));
    public static readonly ActorMapped OccupationalPhysicianMapped = new(Monday, DrPeeters, ActorRole.OccupationalPhysician, Text("Dr. Peeters"), null);
    public static readonly ActorMapped GpMapped = new(Monday, DrHaddad, ActorRole.GeneralPractitioner, Text("Dr. Haddad"), null);
    public static readonly ActorMapped UnionMapped = new(Monday, Union, ActorRole.Union, Text("Mia"), null);

    /// <summary>An open trajectory after intake, with everybody around the table known: entries 1 to 9.</summary>
    public static readonly ParticipantEvent[] Underway =
        [Noor, Opened, Assigned, Intake, HrMapped, SupervisorMapped, OccupationalPhysicianMapped, GpMapped, UnionMapped];

    public static ParticipantEvent[] UnderwayAnd(params ParticipantEvent[] more) => [.. Underway, .. more];

    /// <summary>Noor lets the coach tell Wim how it goes and what works at work, for a return to work, from Monday for 30 days.</summary>
    public static readonly ConsentGranted WimMayKnow = new(
        Monday, T1, ActorId.Participant, [Category.Progress, Category.WorkAbility], [Wim], Purpose.WorkResumption, Monday, Monday.PlusDays(30), HowGiven.Paper);

    public static PersonalText Text(string words) => PersonalText.Of(words);

    private static ActorId Id(int n) => new(Number(n));

    /// <summary>An id for whatever a spec names.</summary>
    public static Guid Number(int n) => new(n, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}
