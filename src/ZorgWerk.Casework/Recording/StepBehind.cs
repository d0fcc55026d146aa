using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using ZorgWerk.Casework.Import;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Recording;

/// <summary>Which step an event came from, for a correction is the same step asked anew.</summary>
public static class StepBehind
{
    private static readonly FrozenDictionary<Type, Type> Steps = new Dictionary<Type, Type>
    {
        [typeof(ParticipantRegistered)] = typeof(RegisterParticipant),
        [typeof(TrajectoryOpened)] = typeof(OpenTrajectory),
        [typeof(CoachAssigned)] = typeof(AssignCoach),
        [typeof(CaseHandedOver)] = typeof(HandOverCase),
        [typeof(IntakeHeld)] = typeof(HoldIntake),
        [typeof(ActorMapped)] = typeof(MapActor),
        [typeof(ActorRemoved)] = typeof(RemoveActor),
        [typeof(FirstLineAssessmentRecorded)] = typeof(RecordFirstLineAssessment),
        [typeof(ReferralWaived)] = typeof(WaiveReferral),
        [typeof(WorkSituationAnalysed)] = typeof(AnalyseWorkSituation),
        [typeof(MeasureExplained)] = typeof(ExplainMeasure),
        [typeof(SituationChanged)] = typeof(ReportSituationChange),
        [typeof(ConsentGranted)] = typeof(GrantConsent),
        [typeof(ConsentWithdrawn)] = typeof(WithdrawConsent),
        [typeof(CarePartnerConsulted)] = typeof(ConsultCarePartner),
        [typeof(InformationDisclosed)] = typeof(DiscloseInformation),
        [typeof(DisclosureReported)] = typeof(ReportDisclosure),
        [typeof(EmployerContacted)] = typeof(ContactEmployer),
        [typeof(EmployerMeetingHeld)] = typeof(HoldEmployerMeeting),
        [typeof(SessionHeld)] = typeof(HoldSession),
        [typeof(GoalSet)] = typeof(SetGoal),
        [typeof(StepPlanned)] = typeof(PlanStep),
        [typeof(StepReached)] = typeof(ReachStep),
        [typeof(StepDropped)] = typeof(DropStep),
        [typeof(ReferralMade)] = typeof(MakeReferral),
        [typeof(ReferralAnswered)] = typeof(AnswerReferral),
        [typeof(ReferralCompleted)] = typeof(CompleteReferral),
        [typeof(WorkExperienceStarted)] = typeof(StartWorkExperience),
        [typeof(WorkExperienceReviewed)] = typeof(ReviewWorkExperience),
        [typeof(WorkExperienceEnded)] = typeof(EndWorkExperience),
        [typeof(WorkResumed)] = typeof(ResumeWork),
        [typeof(WorkingHoursChanged)] = typeof(ChangeWorkingHours),
        [typeof(WorkResumptionEnded)] = typeof(EndWorkResumption),
        [typeof(FollowUpPlanned)] = typeof(PlanFollowUp),
        [typeof(FollowUpHeld)] = typeof(HoldFollowUp),
        [typeof(TrajectoryPaused)] = typeof(PauseTrajectory),
        [typeof(TrajectoryResumed)] = typeof(ResumeTrajectory),
        [typeof(TrajectoryClosed)] = typeof(CloseTrajectory),
        [typeof(NoteWritten)] = typeof(WriteNote),
        [typeof(PersonalDataErased)] = typeof(ErasePersonalData),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<Type, StepShape> Shapes = StepCatalogue.All.ToFrozenDictionary(shape => shape.Type);

    // An event that nothing was put into still tells which kind of id it introduces.
    private static readonly FrozenDictionary<Type, Type> Introduced = Steps
        .Select(pair => (Step: pair.Value, Id: ((ParticipantEvent)RuntimeHelpers.GetUninitializedObject(pair.Key)).Introduces?.GetType()))
        .Where(pair => pair.Id is not null).ToFrozenDictionary(pair => pair.Step, pair => pair.Id!);

    /// <summary>Nothing for what came from no step of its own.</summary>
    public static StepShape? Of(ParticipantEvent happened) => Steps.TryGetValue(happened.GetType(), out var step) ? Shapes[step] : null;

    /// <summary>Whether this field is the id of what the step puts on the record, and not of something that is there.</summary>
    public static bool Introduces(StepShape shape, StepField field) => Introduced.GetValueOrDefault(shape.Type) == field.ItemType && !field.IsList;

    internal static bool Knows(Type happened) => Steps.ContainsKey(happened);

    /// <summary>The stored name of the event that a step becomes; nothing for a correction.</summary>
    public static string? EventOf(StepShape shape) => EventTypeOf(shape) is { } happened ? EventName.Of(happened) : null;

    /// <summary>The event that a step becomes.</summary>
    internal static Type EventBehind(StepShape shape) => EventTypeOf(shape) ?? typeof(EntryCorrected);

    private static Type? EventTypeOf(StepShape shape) => Steps.FirstOrDefault(pair => pair.Value == shape.Type).Key;
}
