using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Views;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Outcomes;

/// <summary>Programmes and what came of them, as far as the reader may see.</summary>
public static class FiguresReader
{
    /// <summary>The organisation's programmes, by title.</summary>
    public static async Task<IReadOnlyList<Programme>> Programmes(Reading reading, CancellationToken cancel = default)
    {
        var streams = new List<StreamId>();
        await using (var command = reading.Command("find_programmes", reading.Visitor.Tenant.Value))
        await using (var row = await command.ExecuteReaderAsync(cancel))
            while (await row.ReadAsync(cancel)) streams.Add(new StreamId(row.GetGuid(0)));

        var programmes = new List<Programme>(streams.Count);
        foreach (var stream in streams)
            if (await reading.Cases.Programme(reading.Visitor.Tenant, stream, cancel) is { IsDefined: true } programme) programmes.Add(programme);
        return [.. programmes.OrderBy(programme => programme.Title, StringComparer.CurrentCultureIgnoreCase)];
    }

    public static async Task<ProgrammeFigures> Read(Reading reading, Programme programme, string? by, LocalDate today, CancellationToken cancel = default) =>
        ProgrammeFigures.Of(programme, await OutcomeReader.All(reading.Connection, reading.Visitor.Tenant, programme.Id, cancel), by, today);

    /// <summary>The last event that counts in what is shown.</summary>
    public static Task<long> Position(Reading reading, CancellationToken cancel = default) => ViewProgress.Find(reading.Connection, ParticipantView.Find("outcomes")!, cancel);
}
