using ZorgWerk.Casework.Sharing;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Tests;

/// <summary>Noor, those around her and the days that the specs of sharing tell about.</summary>
internal static class Sharing
{
    public static readonly LocalDate Monday = new(2026, 3, 2), Today = new(2026, 3, 20);

    public static readonly UserId Lotte = new(Id(1));
    public static readonly ActorId Wim = new(Id(0xa1)), DrPeeters = new(Id(0xa3)), DrHaddad = new(Id(0xa4)), Jonas = new(Id(0xa5));
    public static readonly ConsentId T1 = new(Id(0xb1)), T2 = new(Id(0xb2));

    public static readonly ConsentGranted WimMayKnow = new(
        Monday, T1, ActorId.Participant, [Category.Progress, Category.WorkAbility, Category.CareAdvice], [Wim], Purpose.WorkResumption, Monday, Monday.PlusDays(30), HowGiven.Paper);

    public static readonly DiscloseInformation Progress = new(Today, ActorId.Participant, [Category.Progress], Wim, Purpose.WorkResumption, PersonalText.Of("Het gaat goed."));

    private static readonly ParticipantEvent[] Underway =
    [
        new ParticipantRegistered(Monday, PersonalText.Of("RT-1"), PersonalText.Of("Noor Claesen"), Language.Dutch, null),
        new TrajectoryOpened(Monday, Code.Parse("rentree"), new ProgrammeRules(1, null, [3], 28, 14, 365, false), TrajectoryReason.ReturnsAsSoonAsPossible, EmploymentStatus.Employed, AgeBand.From35, Schooling.Middle, []),
        new ActorMapped(Monday, Wim, ActorRole.HumanResources, PersonalText.Of("Wim Aerts"), null),
        new ActorMapped(Monday, DrPeeters, ActorRole.OccupationalPhysician, PersonalText.Of("Dr. Peeters"), null),
        new ActorMapped(Monday, DrHaddad, ActorRole.GeneralPractitioner, PersonalText.Of("Dr. Haddad"), null),
        new ActorMapped(Monday, Jonas, ActorRole.Physiotherapist, PersonalText.Of("Jonas"), null),
    ];

    public static Participant After(params ParticipantEvent[] more) => Underway.Concat(more).Aggregate(Participant.Unknown, (soFar, happened) => soFar.Apply(happened, Lotte));

    /// <summary>Takes steps by the rules, so that what a spec starts from could have happened.</summary>
    public static Participant Then(this Participant soFar, params ParticipantStep[] steps) => steps.Aggregate(soFar, (record, step) =>
        record.Decide(step, Now).Writes.Aggregate(record, (after, happened) => after.Apply((ParticipantEvent)happened, Lotte)));

    public static Circumstances Now => new(Today.PlusDays(10), Lotte);

    public static SharingPreview Preview(this Participant soFar, DiscloseInformation step) => SharingPreview.Of(soFar, step, Now);

    public static Coverage Of(this SharingPreview preview, Category category) => preview.Categories.Single(one => one.Category == category).Coverage;

    private static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}
