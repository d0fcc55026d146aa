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

/// <summary>Of those followed so long after intake, the share at work then, in hundredths.</summary>
/// <param name="Percent">Nothing: too few people at work, or too few not. How many is never told: with the curve it would say how few fell back.</param>
public sealed record AtWorkShare(int Months, int? Percent)
{
    public bool IsHidden => Percent is null;
}

/// <summary>What became of a group of people after their intake, as far as it may be told.</summary>
/// <param name="Name">The group; nothing for everybody.</param>
/// <param name="Table">What the curve is reckoned from; nothing when it may not be told.</param>
public sealed record GroupFigures(string? Name, Told People, LifeTable? Table, IReadOnlyList<AtWorkShare> AtWork, HalfWay EmployerContact, HalfWay Plan, HalfWay FirstStep, HalfWay Work)
{
    /// <summary>Week by week, up to where fewer than <see cref="Suppression.Least"/> are left to follow.</summary>
    public IReadOnlyList<CurvePoint> Curve { get; } = Table?.Curve() ?? [];

    /// <summary>How many are left to follow, by <see cref="ProgrammeFigures.Ticks"/>.</summary>
    public IReadOnlyList<Told> AtRisk { get; } = [.. ProgrammeFigures.Ticks.Select(week => Table?.LeftAfter(week) ?? default)];

    /// <summary>The point of the curve at the end of a week; nothing when it stopped before.</summary>
    public CurvePoint? At(int week) => week < Curve.Count ? Curve[week] : null;
}

/// <summary>Enrolled by the end of a quarter, against what was meant.</summary>
public sealed record Enrolment(int Year, int Quarter, Told Enrolled, int? Meant);

public enum FlowStage { Enrolled, Intake, EmployerContact, Plan, FirstStep, Work }

public sealed record FlowStep(FlowStage Stage, Told People);
