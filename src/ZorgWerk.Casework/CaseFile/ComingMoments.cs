using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.CaseFile;

public enum MomentKind { FollowUp, PlannedFollowUp, Action }

/// <summary>Something that is to come, or should have come.</summary>
/// <param name="Month">Of the programme's moments to look back: after how many months.</param>
/// <param name="What">Of a step of the plan: what is to be done.</param>
public sealed record ComingMoment(MomentKind Kind, LocalDate On, int? Month = null, PersonalText? What = null);

/// <summary>What is to come in a trajectory: the programme's moments to look back, those that were agreed, and the steps of the plan.</summary>
public static class ComingMoments
{
    /// <summary>The earliest first.</summary>
    public static IReadOnlyList<ComingMoment> Of(Trajectory trajectory)
    {
        var coming = new List<ComingMoment>();
        foreach (var agreed in trajectory.FollowUpsPlanned) coming.Add(new ComingMoment(MomentKind.PlannedFollowUp, agreed));
        if (trajectory.FollowUpsCountFrom is { } start)
        {
            foreach (var month in trajectory.Rules.FollowUpMonths)
                if (!trajectory.MomentsHeld.Any(held => held.Month == month && held.On >= start)) coming.Add(new ComingMoment(MomentKind.FollowUp, start.PlusMonths(month), month));
        }
        // After closing, the plan is nobody's to carry out any more.
        if (trajectory.IsOpen)
        {
            foreach (var action in trajectory.Actions)
                if (action.State is ActionState.Open) coming.Add(new ComingMoment(MomentKind.Action, action.Due, What: action.What));
        }
        return [.. coming.OrderBy(moment => moment.On)];
    }
}
