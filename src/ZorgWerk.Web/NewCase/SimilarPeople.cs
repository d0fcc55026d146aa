using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Caseload;
using ZorgWerk.Casework.Recording;
using ZorgWerk.EventStore;

namespace ZorgWerk.Web.NewCase;

/// <summary>Who is registered already under almost this name.</summary>
/// <param name="Shown">Whom the caller may see.</param>
/// <param name="IsElsewhere">There are others, of whom nothing more is told. That somebody met them so is on the record of
/// their case.</param>
public sealed record SimilarPeople(IReadOnlyList<CaseloadRow> Shown, bool IsElsewhere)
{
    /// <summary>As many as are shown; a name that more have is no help.</summary>
    private const int Most = 5;

    public static readonly SimilarPeople None = new([], false);

    public bool IsAny => Shown.Count > 0 || IsElsewhere;

    /// <param name="asked">The name, and the case that the registration begins: sent twice, it is there already.</param>
    public static async Task<SimilarPeople> Find(
        SimilarCases similar, ReadingRoom room, Visitor visitor, (string Name, StreamId Own) asked, LocalDate today, CancellationToken cancel)
    {
        var cases = (await similar.Find(visitor.Tenant, asked.Name, cancel)).Where(one => one != asked.Own).ToList();
        if (cases.Count == 0) return None;
        await using var reading = await room.Enter(visitor, cancel);
        var seen = await CaseloadReader.Of(reading, cases, today, cancel);
        var elsewhere = cases.Except(seen.Select(row => row.Participant)).ToList();
        foreach (var one in elsewhere) await reading.TurnAway(one, "new", cancel);
        await reading.Close(cancel);
        return new SimilarPeople([.. seen.Take(Most)], elsewhere.Count > 0);
    }
}
