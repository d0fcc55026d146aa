using System.Text.Json.Serialization;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Events;

/// <summary>The closed list of what can be stored. A stored name follows from the type's name, so a type once here is never renamed; its shape only grows.</summary>
[JsonSerializable(typeof(ParticipantRegistered))]
[JsonSerializable(typeof(TrajectoryOpened))]
[JsonSerializable(typeof(CoachAssigned))]
[JsonSerializable(typeof(CaseHandedOver))]
[JsonSerializable(typeof(IntakeHeld))]
[JsonSerializable(typeof(ActorMapped))]
[JsonSerializable(typeof(ActorRemoved))]
[JsonSerializable(typeof(FirstLineAssessmentRecorded))]
[JsonSerializable(typeof(ReferralWaived))]
[JsonSerializable(typeof(WorkSituationAnalysed))]
[JsonSerializable(typeof(MeasureExplained))]
[JsonSerializable(typeof(SituationChanged))]
[JsonSerializable(typeof(ConsentGranted))]
[JsonSerializable(typeof(ConsentWithdrawn))]
[JsonSerializable(typeof(CarePartnerConsulted))]
[JsonSerializable(typeof(InformationDisclosed))]
[JsonSerializable(typeof(DisclosureRefused))]
[JsonSerializable(typeof(DisclosureReported))]
[JsonSerializable(typeof(EmployerContacted))]
[JsonSerializable(typeof(EmployerMeetingHeld))]
[JsonSerializable(typeof(SessionHeld))]
[JsonSerializable(typeof(GoalSet))]
[JsonSerializable(typeof(StepPlanned))]
[JsonSerializable(typeof(StepReached))]
[JsonSerializable(typeof(StepDropped))]
[JsonSerializable(typeof(ReferralMade))]
[JsonSerializable(typeof(ReferralAnswered))]
[JsonSerializable(typeof(ReferralCompleted))]
[JsonSerializable(typeof(WorkExperienceStarted))]
[JsonSerializable(typeof(WorkExperienceReviewed))]
[JsonSerializable(typeof(WorkExperienceEnded))]
[JsonSerializable(typeof(WorkResumed))]
[JsonSerializable(typeof(WorkingHoursChanged))]
[JsonSerializable(typeof(WorkResumptionEnded))]
[JsonSerializable(typeof(FollowUpPlanned))]
[JsonSerializable(typeof(FollowUpHeld))]
[JsonSerializable(typeof(TrajectoryPaused))]
[JsonSerializable(typeof(TrajectoryResumed))]
[JsonSerializable(typeof(TrajectoryClosed))]
[JsonSerializable(typeof(NoteWritten))]
[JsonSerializable(typeof(EntryCorrected))]
[JsonSerializable(typeof(PersonalDataErased))]
[JsonSerializable(typeof(ProgrammeDefined))]
[JsonSerializable(typeof(ProgrammeRulesChanged))]
[JsonSerializable(typeof(CoachRegistered))]
[JsonSerializable(typeof(CertificateIssued))]
[JsonSerializable(typeof(CertificateSuspended))]
internal sealed partial class Catalogue : JsonSerializerContext
{
    /// <summary>Every event by the name it is stored under.</summary>
    public static readonly IReadOnlyDictionary<string, Type> Events = typeof(Catalogue)
        .GetCustomAttributesData()
        .Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute))
        .Select(attribute => (Type)attribute.ConstructorArguments[0].Value!)
        .ToDictionary(EventName.Of, StringComparer.Ordinal);
}
