namespace ZorgWerk.Casework.Audit;

public enum ChangeKind { Same, Added, Removed, Changed }

/// <summary>One aspect at two moments.</summary>
public sealed record StateChange(Aspect Aspect, IReadOnlyList<object> Before, IReadOnlyList<object> After)
{
    public IReadOnlyList<object> Gone { get; } = [.. Before.Except(After)];

    public IReadOnlyList<object> Come { get; } = [.. After.Except(Before)];

    public ChangeKind Kind => (Gone.Count, Come.Count) switch
    {
        (0, 0) => ChangeKind.Same,
        (0, _) => ChangeKind.Added,
        (_, 0) => ChangeKind.Removed,
        _ => ChangeKind.Changed,
    };

    /// <summary>Every aspect, what changed first.</summary>
    public static IReadOnlyList<StateChange> Between(CaseState before, CaseState after) =>
        [.. Enum.GetValues<Aspect>().Select(aspect => new StateChange(aspect, before.Things[aspect], after.Things[aspect])).OrderBy(change => change.Kind is ChangeKind.Same)];
}
