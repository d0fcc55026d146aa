using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Events;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.CaseFile;

/// <summary>One page of a record, the newest first.</summary>
/// <param name="Found">How many entries there are on all pages.</param>
/// <param name="Colleagues">Who wrote them down, and coaches they name.</param>
/// <param name="Texts">The texts that stand in these entries, opened: after the reading there is no key any more.</param>
public sealed record Timeline(IReadOnlyList<TimelineEntry> Entries, int Found, TimelineFilter Filter, Colleagues Colleagues, IReadOnlyDictionary<PersonalText, string?> Texts)
{
    /// <summary>The words of a text that stands in one of the entries; nothing once it was erased or struck.</summary>
    public string? Open(PersonalText text) => Texts.GetValueOrDefault(text);

    public int Pages => Filter.PagesOf(Found);

    /// <summary>Reads the content of those entries that are shown, and of what corrected them; the record they are chosen from holds none.</summary>
    /// <param name="participant">As folded from the stream now, its key brought.</param>
    public static async Task<Timeline> Read(Reading reading, References references, StreamId id, Participant participant, TimelineFilter filter, CancellationToken cancel = default)
    {
        var (shown, found) = filter.Of(participant);
        var wanted = shown.Select(entry => entry.Version).ToHashSet();
        var corrections = participant.Entries.Where(entry => entry.Corrects is { } corrected && wanted.Contains(corrected)).ToList();
        wanted.UnionWith(corrections.Select(entry => entry.Version));

        var stored = new Dictionary<long, (StoredEvent Stored, ParticipantEvent Happened)>();
        await foreach (var one in reading.Cases.Entries(reading.Visitor.Tenant, id, wanted, cancel)) stored[one.Stored.Version] = one;
        var colleagues = await Colleagues.Read(reading, references, wanted.Select(version => participant.Entries[(int)version - 1].By).Concat(stored.Values.SelectMany(one => CoachesIn(one.Happened))), cancel);

        IReadOnlyList<TimelineEntry> entries =
            [.. shown.Where(entry => stored.ContainsKey(entry.Version)).Select(entry => Entry(entry, corrections.Where(c => c.Corrects == entry.Version), stored, colleagues, reading.Words))];
        return new Timeline(
            entries, found, filter with { Page = Math.Clamp(filter.Page, 1, filter.PagesOf(found)) }, colleagues,
            entries.SelectMany(TextsIn).Distinct().ToDictionary(text => text, reading.Words.Open));
    }

    private static IEnumerable<PersonalText> TextsIn(TimelineEntry entry) =>
        entry.Says.SelectMany(fact => fact.Values).Concat(entry.Corrections.SelectMany(correction => correction.Changes).SelectMany(change => change.Was.Concat(change.Is)))
            .OfType<FactValue.Text>().Select(text => text.Words);

    private static IEnumerable<UserId> CoachesIn(ParticipantEvent happened) =>
        Facts.Of(happened).SelectMany(fact => fact.Values).OfType<FactValue.Coach>().Select(coach => new UserId(coach.Id.Value));

    private static TimelineEntry Entry(
        Entry entry, IEnumerable<Entry> correctedBy, Dictionary<long, (StoredEvent Stored, ParticipantEvent Happened)> stored, Colleagues colleagues, Unsealing words)
    {
        var (first, says) = stored[entry.Version];
        var corrections = new List<Correction>();
        foreach (var mend in correctedBy)
        {
            if (!stored.TryGetValue(mend.Version, out var read) || read.Happened is not EntryCorrected correction) continue;
            var changes = correction.Replacement is { } better && !entry.IsStruck ? Facts.Changes(says, better, words.Open) : [];
            corrections.Insert(0, new Correction(mend.Version, mend.On, colleagues.NameOf(mend.By), words.Open(correction.Reason), correction.Replacement is null, changes));
            says = correction.Replacement ?? says;
        }
        return new TimelineEntry(
            entry.Version, entry.IsStruck ? says.On : entry.On, says, EventCodec.EnteredElsewhere(first) ?? first.RecordedAt, EventCodec.EnteredElsewhere(first) is not null,
            colleagues.NameOf(entry.By), entry.IsStruck, CorrectEntry.MayBeOffered(entry), corrections);
    }
}
