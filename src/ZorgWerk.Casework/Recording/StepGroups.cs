using ZorgWerk.Casework.Import;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Recording;

/// <summary>The steps about a participant as one looks for them, group by group.</summary>
public static class StepGroups
{
    private static readonly (string Word, Type[] Steps)[] Known =
    [
        ("group.contact", [typeof(HoldSession), typeof(HoldIntake), typeof(RecordFirstLineAssessment), typeof(AnalyseWorkSituation), typeof(ExplainMeasure), typeof(ReportSituationChange), typeof(WriteNote)]),
        ("group.network", [typeof(MapActor), typeof(RemoveActor), typeof(ContactEmployer), typeof(HoldEmployerMeeting), typeof(ConsultCarePartner)]),
        ("group.sharing", [typeof(GrantConsent), typeof(WithdrawConsent), typeof(DiscloseInformation), typeof(ReportDisclosure)]),
        ("group.plan", [typeof(SetGoal), typeof(PlanStep), typeof(ReachStep), typeof(DropStep)]),
        ("group.referral", [typeof(MakeReferral), typeof(AnswerReferral), typeof(CompleteReferral), typeof(WaiveReferral)]),
        ("group.work-experience", [typeof(StartWorkExperience), typeof(ReviewWorkExperience), typeof(EndWorkExperience)]),
        ("group.work", [typeof(ResumeWork), typeof(ChangeWorkingHours), typeof(EndWorkResumption)]),
        ("group.follow-up", [typeof(PlanFollowUp), typeof(HoldFollowUp)]),
        ("group.trajectory", [typeof(OpenTrajectory), typeof(AssignCoach), typeof(HandOverCase), typeof(PauseTrajectory), typeof(ResumeTrajectory), typeof(CloseTrajectory), typeof(ErasePersonalData)]),
    ];

    /// <summary>Asked elsewhere: a registration makes the case, and a correction begins at what it corrects.</summary>
    private static readonly Type[] Elsewhere = [typeof(RegisterParticipant), typeof(CorrectEntry)];

    /// <summary>What stands in no group yet stands in the last: a step that is added is found at once.</summary>
    public static readonly IReadOnlyList<(string Word, IReadOnlyList<StepShape> Steps)> All =
        [.. Known.Select(group => (group.Word, (IReadOnlyList<StepShape>)[.. group.Steps.Select(Shape), .. group.Word == Known[^1].Word ? Rest() : []]))];

    private static StepShape Shape(Type step) => StepCatalogue.All.Single(shape => shape.Type == step);

    private static IEnumerable<StepShape> Rest() =>
        StepCatalogue.All.Where(shape => shape.IsAboutParticipant && !Elsewhere.Contains(shape.Type) && !Known.Any(group => group.Steps.Contains(shape.Type)));
}
