using ZorgWerk.Casework.Access;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.CaseFile;

/// <summary>The plan of one trajectory, its words opened; what was erased is nothing.</summary>
/// <param name="Steps">Those still to do first, by day; then what was reached, then what was let go.</param>
/// <param name="ReviewDueSince">The situation changed and the plan has not answered yet.</param>
public sealed record PlanOfAction(IReadOnlyList<PlanGoal> Goals, IReadOnlyList<PlanStepLine> Steps, LocalDate? ReviewDueSince)
{
    public static readonly PlanOfAction None = new([], [], null);

    /// <summary>What the record does not remember of a goal or step – what gives hope, how one sees it is done – is read from their entries.</summary>
    public static async Task<PlanOfAction> Read(Reading reading, StreamId id, Participant participant, CancellationToken cancel = default)
    {
        if (participant.Current is not { } trajectory) return None;
        var wanted = participant.Entries
            .Where(entry => !entry.IsStruck && ((entry.Introduces is GoalId goal && trajectory.Goals.Any(known => known.Id == goal)) || (entry.Introduces is ActionId action && trajectory.Actions.Any(known => known.Id == action))))
            .Select(entry => entry.CorrectedBy ?? entry.Version).ToHashSet();
        var hopes = new Dictionary<GoalId, PersonalText?>();
        var doneWhen = new Dictionary<ActionId, PersonalText>();
        await foreach (var (_, happened) in reading.Cases.Entries(reading.Visitor.Tenant, id, wanted, cancel))
        {
            switch ((happened as EntryCorrected)?.Replacement ?? happened)
            {
                case GoalSet goal: hopes[goal.Goal] = goal.Hope; break;
                case StepPlanned planned: doneWhen[planned.Step] = planned.DoneWhen; break;
            }
        }
        var words = reading.Words;
        return new PlanOfAction(
            [.. trajectory.Goals.Select(goal => new PlanGoal(goal.SetOn, words.Open(goal.What), words.Open(hopes.GetValueOrDefault(goal.Id))))],
            [.. trajectory.Actions.OrderBy(action => action.State).ThenBy(action => action.EndedOn ?? action.Due)
                .Select(action => new PlanStepLine(words.Open(action.What), action.By, action.Due, action.State, action.EndedOn, words.Open(doneWhen.GetValueOrDefault(action.Id))))],
            trajectory.PlanReviewDueSince);
    }
}

/// <param name="Hope">What gives hope, if it was said.</param>
public sealed record PlanGoal(LocalDate SetOn, string? What, string? Hope);

/// <param name="DoneWhen">How one sees that it is done.</param>
public sealed record PlanStepLine(string? What, ActionOwner By, LocalDate Due, ActionState State, LocalDate? EndedOn, string? DoneWhen);
