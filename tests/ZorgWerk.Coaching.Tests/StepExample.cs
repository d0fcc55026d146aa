using System.Reflection;
using static ZorgWerk.Coaching.Tests.People;

namespace ZorgWerk.Coaching.Tests;

/// <summary>One example of a step with the steps before it, and the same step with one answer changed: there is one for every step.</summary>
public sealed record StepExample(ParticipantStep Step, params ParticipantStep[] Before)
{
    private static readonly ActorId Physio = new(Number(0xa6));
    private static readonly GoalId Goal = new(Number(0xc1)), OtherGoal = new(Number(0xc2));
    private static readonly ActionId Coffee = new(Number(0xe1)), Visit = new(Number(0xe2));
    private static readonly ReferralId ToGtb = new(Number(0xd1)), ToCare = new(Number(0xd2));
    private static readonly WorkExperienceId Library = new(Number(0xf1)), Kitchen = new(Number(0xf2));
    private static readonly CompanyId Company = new(Number(0xf9)), OtherCompany = new(Number(0xfa));
    private static readonly GroupSessionId Group = new(Number(0xfb)), OtherGroup = new(Number(0xfc));
    private static readonly CoachId ThirdCoach = new(Number(0xc003));

    /// <summary>The coaches whom the examples name, all of them registered.</summary>
    public static readonly CoachId[] Coaches = [People.Coach, OtherCoach, ThirdCoach];

    private static readonly LocalDate Day = Monday.PlusDays(10);

    private static readonly ParticipantStep[] Registered = [new RegisterParticipant(Monday, Text("2026-0042"), Text("Noor Claesen"), Language.Dutch, Code.Parse("gent"))];

    private static readonly ParticipantStep[] Opened =
        [.. Registered, new OpenTrajectory(Monday, Rentree, TrajectoryReason.ReturnsAsSoonAsPossible, EmploymentStatus.Employed, AgeBand.From35, Schooling.Middle, [Code.Parse("group.young-adult")])];

    private static readonly ParticipantStep[] Underway =
    [
        .. Opened, new AssignCoach(Monday, People.Coach), new HoldIntake(Monday, Clarity.Known, Clarity.Unclear, new LocalDate(2025, 12, 1), Text("Hoe leg ik het uit?"), null, null),
        Maps(Wim, ActorRole.HumanResources), Maps(Koen, ActorRole.Supervisor), Maps(DrPeeters, ActorRole.OccupationalPhysician), Maps(DrHaddad, ActorRole.GeneralPractitioner),
        Maps(Physio, ActorRole.Physiotherapist), Lets(T1, Purpose.WorkResumption), Lets(T2, Purpose.FollowUp),
    ];

    private static readonly ParticipantStep[] AtWork = [.. Underway, new ResumeWork(Monday.PlusDays(5), EmployerKind.Same, FunctionKind.Adapted, 19, false)];
    private static readonly ParticipantStep[] Planned = [.. Underway, Plans(Coffee), Plans(Visit)];
    private static readonly ParticipantStep[] Referred = [.. Underway, Refers(ToGtb), Refers(ToCare)];
    private static readonly ParticipantStep[] Placed = [.. Underway, Places(Library), Places(Kitchen)];
    private static readonly HoldSession Talk = new(Day, SessionForm.Individual, 50, null, Text("Goed gesprek"));

    public static readonly IReadOnlyList<StepExample> All =
    [
        new((RegisterParticipant)Registered[0]),
        new((OpenTrajectory)Opened[1], Registered),
        new(new AssignCoach(Monday, People.Coach), Opened),
        new(Underway[3], [.. Opened, new AssignCoach(Monday, People.Coach)]),
        new(Maps(new ActorId(Number(0xa7)), ActorRole.Union), Underway),
        new(new RemoveActor(Day, Wim), Underway),
        new(Lets(T3, Purpose.WorkAdaptation), Underway),
        new(new WithdrawConsent(Day, T1, HowGiven.Verbal), Underway),
        new(new ConsultCarePartner(Day, DrHaddad, Wim, [Category.CareAdvice], true), Underway),
        new(new DiscloseInformation(Day, ActorId.Participant, [Category.Progress], Wim, Purpose.WorkResumption, Text("Het gaat goed")), Underway),
        new(new ReportDisclosure(Day, ActorId.Participant, [Category.Progress], Koen, Purpose.WorkResumption, Text("Koen vroeg het."), Text("Noor weet het.")), Underway),
        new(new RecordFirstLineAssessment(Day, Text("Kan zitten en staan"), [new ScaleScore(Scale.Was, 4)], SupportNeed.PhysicalSupport), Underway),
        new(new AnalyseWorkSituation(Day, Text("Goed met Koen"), Text("Drukpersen"), null), Underway),
        new(new ExplainMeasure(Day, MeasureAudience.Participant, MeasureTopic.Rights), Underway),
        new(new ReportSituationChange(Day, SituationTrend.Worsened, Text("Slaapt slecht")), Underway),
        new(new ContactEmployer(Day, Wim, Initiative.Employer, Engagement.Sought, Text("Niet bereikt, voicemail ingesproken")), Underway),
        new(new HoldEmployerMeeting(Day, [Wim], true, Text("De uren"), Text("Start op 1 april")), Underway),
        new(Talk, Underway),
        new(new SetGoal(Day, Goal, Text("Terug naar de drukkerij"), Text("De collega’s")), Underway),
        new(Plans(Coffee), [.. Underway, new SetGoal(Day, Goal, Text("Terug"), null), new SetGoal(Day, OtherGoal, Text("Anders"), null)]),
        new(new ReachStep(Day, Coffee), Planned),
        new(new DropStep(Day, Coffee, Text("Geen zin")), Planned),
        new(Refers(ToGtb), Underway),
        new(new WaiveReferral(Day, ReferralKind.CareerGuidance, Text("Loopt al")),
            [.. Underway, new RecordFirstLineAssessment(Monday.PlusDays(5), Text("Moe"), [], SupportNeed.EmotionalProcessing)]),
        new(new AnswerReferral(Day, ToGtb, true), Referred),
        new(new CompleteReferral(Day, ToGtb, Text("Twaalf beurten")), [.. Referred, new AnswerReferral(Monday.PlusDays(9), ToGtb, true), new AnswerReferral(Monday.PlusDays(9), ToCare, true)]),
        new(Places(Library), Underway),
        new(new ReviewWorkExperience(Day, Library, false, Text("Vlot contact"), null, null), Placed),
        new(new EndWorkExperience(Day, Library, true), Placed),
        new(AtWork[^1], Underway),
        new(new ChangeWorkingHours(Day, FunctionKind.Same, 30, false), AtWork),
        new(new EndWorkResumption(Day, EndOfWork.Relapse, true), AtWork),
        new(new PlanFollowUp(Day, Day.PlusDays(30)), Underway),
        new(new HoldFollowUp(Day, 3, true, true, [new ScaleScore(Scale.Hope, 7)], Text("Houdt vol")), AtWork),
        new(new PauseTrajectory(Day, Text("Operatie")), Underway),
        new(new ResumeTrajectory(Day), [.. Underway, new PauseTrajectory(Monday.PlusDays(5), null)]),
        new(new HandOverCase(Day, OtherCoach, Text("Verhuisd")), Underway),
        new(new CloseTrajectory(Day, ClosingReason.GoalReached, true, Text("Werkt weer")), Underway),
        new(new WriteNote(Day, Text("Belt morgen")), Underway),
        new(new CorrectEntry(Day, Underway.Length + 1, Talk with { Minutes = 60 }, Text("Was langer")), [.. Underway, Talk, Talk with { Form = SessionForm.Online }]),
        new(new ErasePersonalData(Day, ErasureGround.Requested), [.. Underway, new CloseTrajectory(Day, ClosingReason.Other, false, null)]),
    ];

    /// <summary>The same step with another answer in one field, for every field and in every way that the examples know.</summary>
    public IEnumerable<(string Field, ParticipantStep Asked)> WithOneOther() =>
        from field in Fields(Step.GetType())
        from other in Others(field, field.GetValue(Step))
        select (field.Name, With(Step, field, other));

    /// <summary>As somebody else asks it: the same answers, and a new id where the step gives one to what it puts on the record.</summary>
    public static ParticipantStep AskedAnew(ParticipantStep step, ParticipantEvent happened) =>
        happened.Introduces?.GetType() is { } id
            ? With(step, Fields(step.GetType()).Single(field => field.PropertyType == id), id.GetMethod("From")!.Invoke(null, [Guid.CreateVersion7()]))
            : step;

    private static IEnumerable<PropertyInfo> Fields(Type step) => step.GetConstructors().Single().GetParameters().Select(parameter => step.GetProperty(parameter.Name!)!);

    private static ParticipantStep With(ParticipantStep step, PropertyInfo changed, object? value) =>
        (ParticipantStep)step.GetType().GetConstructors().Single().Invoke([.. Fields(step.GetType()).Select(field => field.Name == changed.Name ? value : field.GetValue(step))]);

    private static IEnumerable<object?> Others(PropertyInfo field, object? value)
    {
        var type = Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType;
        var optional = type != field.PropertyType || new NullabilityInfoContext().Create(field).WriteState is NullabilityState.Nullable;
        var others = type.IsGenericType ? Lists(type.GetGenericArguments()[0]) : Values(type, value);
        return (optional ? others.Append(null) : others).Where(other => !Equals(other, value));
    }

    private static IEnumerable<object?> Values(Type type, object? value) => type switch
    {
        _ when type.IsEnum => Enum.GetValues(type).Cast<object>(),
        _ when type == typeof(bool) => [true, false],
        _ when type == typeof(LocalDate) => value is LocalDate day ? [day.PlusDays(1), day.PlusDays(-1)] : [Day],
        // Later than what comes before it, and known.
        _ when type == typeof(LocalTime) => value is LocalTime time ? [time.PlusMinutes(1)] : [new LocalTime(12, 49)],
        _ when type == typeof(int) => [6, 45],
        _ when type == typeof(long) => value is long number ? [number + 1] : [1L],
        _ when type == typeof(decimal) => [20.5m],
        _ when type == typeof(PersonalText) => [Text("Met andere woorden")],
        _ when type == typeof(Code) => [Code.Parse("brugge")],
        _ when type == typeof(ParticipantStep) => [Talk with { Minutes = 61 }, Talk with { Report = Text("Goed gesprek, met Koen erbij") }],
        _ when type == typeof(ActorId) => [ActorId.Participant, Wim, Koen, DrPeeters, DrHaddad, Physio],
        _ when type == typeof(CoachId) => Coaches.Cast<object>(),
        _ when type == typeof(ConsentId) => [T2],
        _ when type == typeof(GoalId) => [OtherGoal],
        _ when type == typeof(ActionId) => [Visit],
        _ when type == typeof(ReferralId) => [ToCare],
        _ when type == typeof(WorkExperienceId) => [Kitchen],
        _ when type == typeof(CompanyId) => [OtherCompany],
        _ when type == typeof(GroupSessionId) => [Group, OtherGroup],
        _ => throw new NotSupportedException($"No other {type.Name} is known. Add one here."),
    };

    private static IEnumerable<object?> Lists(Type of) => of switch
    {
        _ when of == typeof(ActorId) => [List(Koen), List(Koen, DrPeeters)],
        _ when of == typeof(Category) => [List(Category.WorkAbility), List(Category.Progress, Category.WorkAbility), List(Category.Medical)],
        _ when of == typeof(ScaleScore) => [List(new ScaleScore(Scale.Was, 5)), List<ScaleScore>()],
        _ when of == typeof(Code) => [List(Code.Parse("group.older-employee")), List<Code>()],
        _ => throw new NotSupportedException($"No other list of {of.Name} is known. Add one here."),
    };

    private static ValueList<T> List<T>(params T[] items) => items.ToValueList();

    private static MapActor Maps(ActorId actor, ActorRole role) => new(Monday, actor, role, Text("Iemand"), Text("Ergens"));

    private static GrantConsent Lets(ConsentId id, Purpose purpose) => new(
        Monday, id, ActorId.Participant, [Category.Progress, Category.WorkAbility], [Wim, Koen], purpose, Monday, Monday.PlusDays(30), HowGiven.Paper, Informed: true);

    private static PlanStep Plans(ActionId id) => new(Monday.PlusDays(5), id, null, ActionOwner.Participant, Monday.PlusDays(20), Text("Koffie drinken"), Text("Ik was er"));

    private static MakeReferral Refers(ReferralId id) => new(Monday.PlusDays(5), id, ReferralKind.SpecialisedCare, Physio, Text("Rugpijn"));

    private static StartWorkExperience Places(WorkExperienceId id) => new(Monday.PlusDays(5), id, Company, WorkExperiencePhase.Exploring, false);
}
