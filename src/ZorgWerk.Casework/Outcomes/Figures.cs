using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Outcomes;

/// <summary>A number of people, or that it may not be told.</summary>
/// <param name="Count">Nothing: under <see cref="Suppression.Least"/>, or one that such a number would follow from.</param>
public readonly record struct Told(int? Count)
{
    public bool IsHidden => Count is null;
}

/// <summary>The share still without work at the end of a week after intake.</summary>
public sealed record CurvePoint(int Week, double Estimate, ConfidenceBand? Band);

/// <summary>Days until half had got there.</summary>
/// <param name="Days">Nothing: fewer than half did.</param>
/// <param name="IsHidden">Too few people to say.</param>
public sealed record HalfWay(int? Days, bool IsHidden);

/// <summary>Of those followed so long after intake, who was at work then.</summary>
public sealed record AtWorkShare(int Months, Told Followed, Told AtWork);

/// <summary>What became of a group of people after their intake, as far as it may be told.</summary>
/// <param name="Name">The group; nothing for everybody.</param>
/// <param name="Curve">Week by week, up to where fewer than <see cref="Suppression.Least"/> are left to follow.</param>
/// <param name="AtRisk">How many are left to follow, by <see cref="ProgrammeFigures.Ticks"/>.</param>
public sealed record GroupFigures(
    string? Name, Told People, IReadOnlyList<CurvePoint> Curve, IReadOnlyList<Told> AtRisk, IReadOnlyList<AtWorkShare> AtWork,
    HalfWay EmployerContact, HalfWay Plan, HalfWay FirstStep, HalfWay Work)
{
    /// <summary>The point of the curve at the end of a week; nothing when it stopped before.</summary>
    public CurvePoint? At(int week) => week < Curve.Count ? Curve[week] : null;
}

/// <summary>Enrolled by the end of a quarter, against what was meant.</summary>
public sealed record Enrolment(int Year, int Quarter, Told Enrolled, int? Meant);

public enum FlowStage { Enrolled, Intake, EmployerContact, Plan, FirstStep, Work }

public sealed record FlowStep(FlowStage Stage, Told People);
