namespace ZorgWerk.Casework.Outcomes;

/// <summary>
/// Which numbers of people may be shown. Under <see cref="Least"/> none is, nor one from which such a number follows by subtraction.
/// </summary>
public static class Suppression
{
    /// <summary>So many people at least stand behind every number shown.</summary>
    public const int Least = 10;

    /// <summary>
    /// Of cells that add up to a total that is known: which to hide. Where one is too small a second one goes with it, the smallest there is,
    /// and more until what is hidden holds twice the least together: a sum just over it would give the small one away.
    /// </summary>
    /// <param name="also">Cells that are hidden for another reason; nothing: none.</param>
    /// <param name="emptyTells">A cell with nobody in it may be shown: it says no more than the total does.</param>
    public static IReadOnlyList<bool> Hidden(IReadOnlyList<int> cells, IReadOnlyList<bool>? also = null, bool emptyTells = false)
    {
        var hidden = new bool[cells.Count];
        for (var at = 0; at < cells.Count; at++) hidden[at] = also?[at] is true || cells[at] < Least && !(emptyTells && cells[at] == 0);
        if (!hidden.Contains(true)) return hidden;

        foreach (var next in Enumerable.Range(0, cells.Count).Where(at => !hidden[at] && cells[at] > 0).OrderBy(at => cells[at]).ToList())
        {
            if (hidden.Count(one => one) >= 2 && cells.Where((_, at) => hidden[at]).Sum() >= 2 * Least) break;
            hidden[next] = true;
        }
        return hidden;
    }

    /// <summary>Of cells that each say how many of how many, in groups that add up to a whole: which to hide, so that neither those who did nor those who did not can be counted.</summary>
    public static IReadOnlyList<bool> Hidden(IReadOnlyList<(int Part, int Whole)> cells, IReadOnlyList<bool>? also = null)
    {
        var wholes = Hidden([.. cells.Select(cell => cell.Whole)], also);
        var parts = Hidden([.. cells.Select(cell => cell.Part)], wholes);
        return Hidden([.. cells.Select(cell => cell.Whole - cell.Part)], parts, emptyTells: true);
    }

    /// <summary>Whether it may be told how many of how many: enough who did, and enough who did not unless all did.</summary>
    public static bool MayTell(int part, int whole) => part >= Least && (part == whole || whole - part >= Least);

    /// <summary>Of numbers that only grow: those that may be shown, so that no growth in between can be counted that is under the least. The last one is shown first.</summary>
    public static IReadOnlyList<int?> Growing(IReadOnlyList<int> sums)
    {
        var shown = new int?[sums.Count];
        int? next = null;
        for (var at = sums.Count - 1; at >= 0; at--)
        {
            if (sums[at] < Least || next - sums[at] is > 0 and < Least) continue;
            next = shown[at] = sums[at];
        }
        return shown;
    }
}
