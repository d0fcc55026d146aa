using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Caseload;

/// <summary>What is wanted of the caseload.</summary>
/// <param name="Search">Beginnings of words of a name or reference.</param>
/// <param name="List"><c>attention</c>, <c>employer</c>, <c>contact</c> or <c>today</c> (planned for this very day); null: what is under way; anything else is all.</param>
public sealed record CaseloadQuery(string? Search = null, string? Programme = null, string? Phase = null, string? List = null, string? Sort = null)
{
    /// <summary>Those of one coach, or of nobody yet; null: everybody's.</summary>
    public CoachChoice? Coach { get; init; }

    public bool IsAnybody => List is not null || !string.IsNullOrWhiteSpace(Search);

    /// <summary>Something was typed to find, and none of its words is long enough to be looked for.</summary>
    public static bool IsTooShort(string? search) => !string.IsNullOrWhiteSpace(search) && NameTokens.Words(search).All(word => word.Length < NameTokens.Shortest);
}

/// <summary>One coach, or nobody where <see cref="Coach"/> is null.</summary>
public sealed record CoachChoice(CoachId? Coach);

/// <summary>Of which cases there may be more than were counted. Lists of a whole organisation are made of the first <see cref="CaseloadReader.MostCounted"/>: by the day from which each asks for attention, then those under way, then those that are over.</summary>
public enum Uncounted { None, Over, UnderWay, Asking }

/// <summary>How many there are in all that one person may see.</summary>
/// <param name="UnderWay">Without those that are closed and ask for nothing any more.</param>
/// <param name="Uncounted">Which of these numbers, and all that are wider, are only what was counted.</param>
public sealed record CaseloadCounts(int All, int UnderWay, IReadOnlyDictionary<AttentionLevel, int> Levels, int WithoutEmployer, int WithoutContact, IReadOnlyList<string> Programmes, Uncounted Uncounted)
{
    public int Urgent => Levels.Values.Sum();

    /// <summary>How many are in a list that is not narrowed any further; nothing where they must be counted for themselves.</summary>
    internal int? In(CaseloadQuery query) => query is { Search: null or "", Programme: null or "", Phase: null or "", Coach: null }
        ? query.List switch { null => Uncounted >= Uncounted.UnderWay ? null : UnderWay, "attention" => Urgent, "employer" => WithoutEmployer, "contact" => WithoutContact, "today" => null, _ => All }
        : null;

    /// <summary>Whether a list of those that ask for something may lack some, unless it is narrowed to few enough.</summary>
    internal bool MayLackSome(CaseloadQuery query) => Uncounted is Uncounted.Asking && query.List is "attention" or "employer" or "contact" or "today";
}

/// <summary>What stands above the list of cases.</summary>
/// <param name="Urgent">Those that ask for attention, the most pressing first.</param>
/// <param name="Planned">Whose follow-up or step of the plan is for this very day.</param>
/// <param name="Next">Who is under way and has the next moment, of all that were gone through.</param>
public sealed record CaseloadOverview(CaseloadCounts Counts, IReadOnlyList<CaseloadRow> Urgent, IReadOnlyList<CaseloadRow> Planned, CaseloadRow? Next);

/// <summary>Some of the cases asked for, in the order asked for.</summary>
/// <param name="Found">All of them, as far as they were counted.</param>
public sealed record CaseloadPage(IReadOnlyList<CaseloadRow> Rows, int Found)
{
    /// <summary>There may be more than were counted.</summary>
    public bool IsMore { get; init; }

    /// <summary>So many were found that they stand by when they opened: names are sealed, and nobody looks through so many by name.</summary>
    public bool IsNotByName { get; init; }
}

/// <summary>The cases one person may see, and what each needs on a day. Found, counted and sorted by the database; opened are those that are shown.</summary>
public static class CaseloadReader
{
    /// <summary>As many as are sorted by name.</summary>
    public const int AtMost = 1000;

    /// <summary>As many as lists of a whole organisation are made of: nobody reads one to its ten thousandth line, and everybody waits for the count.</summary>
    public const int MostCounted = 10_000;

    /// <summary>What is going wrong within so many days is said now.</summary>
    private const int SoonDays = 7;

    /// <summary>All that is said of a caseload before its list begins, at one go through it.</summary>
    /// <param name="onTop">As many as are shown of those that ask for attention, and of those that something is planned for.</param>
    public static async Task<CaseloadOverview> LookOver(Reading reading, LocalDate today, int onTop, CancellationToken cancel = default)
    {
        CaseloadCounts counts;
        Guid[] urgent, planned, next;
        await using (var command = LookingOver(reading, today, onTop))
        await using (var row = await command.ExecuteReaderAsync(cancel))
        {
            await row.ReadAsync(cancel);
            // Of nobody there is no sum.
            int Number(int at) => row.IsDBNull(at) ? 0 : (int)row.GetInt64(at);
            counts = new CaseloadCounts(
                Number(0), Number(1), new Dictionary<AttentionLevel, int> { [AttentionLevel.Late] = Number(2), [AttentionLevel.Soon] = Number(3), [AttentionLevel.Today] = Number(4) }, Number(5), Number(6),
                await row.IsDBNullAsync(7, cancel) ? [] : row.GetFieldValue<string[]>(7),
                !SeesAll(reading) || Number(0) < MostCounted ? Uncounted.None : Number(8) >= MostCounted ? Uncounted.Asking : Number(9) >= MostCounted ? Uncounted.UnderWay : Uncounted.Over);
            (urgent, planned, next) = (row.GetFieldValue<Guid[]>(10), row.GetFieldValue<Guid[]>(11), row.GetFieldValue<Guid[]>(12));
        }
        var rows = (await Read(reading, [.. urgent.Concat(planned).Concat(next).Distinct()], today, cancel)).ToDictionary(row => row.Participant.Value);
        IReadOnlyList<CaseloadRow> Rows(Guid[] ids) => [.. ids.Select(id => rows[id])];
        return new CaseloadOverview(counts, Rows(urgent), Rows(planned), Rows(next) is [var first] ? first : null);
    }

    /// <param name="from">The first to show, counted from 0.</param>
    /// <param name="counts">Where they are at hand: what they tell is not counted again.</param>
    public static async Task<CaseloadPage> Find(Reading reading, CaseloadQuery query, LocalDate today, int from, int count, CaseloadCounts? counts = null, CancellationToken cancel = default)
    {
        var page = await Page(reading, query, today, from, count, counts, cancel);
        if (!GoesThroughTheFirst(reading, query)) return page;
        var isMore = page.Found >= MostCounted;
        if (!isMore && counts?.MayLackSome(query) is true)
            isMore = (await Ids(reading, query with { List = "all" }, today, 0, 1, isCounted: true, cancel)).Found >= MostCounted;
        return page with { IsMore = isMore };
    }

    private static async Task<CaseloadPage> Page(Reading reading, CaseloadQuery query, LocalDate today, int from, int count, CaseloadCounts? counts, CancellationToken cancel)
    {
        var known = counts?.In(query);
        var isByName = !Sorts.ContainsKey(query.Sort ?? "name");
        if (!isByName || known > AtMost)
        {
            var (page, counted) = await Ids(reading, query, today, from, count, isCounted: known is null, cancel);
            return new CaseloadPage(await Read(reading, page, today, cancel), known ?? counted) { IsNotByName = isByName };
        }
        var (ids, all) = await Ids(reading, query, today, 0, AtMost + 1, isCounted: known is null, cancel);
        var found = known ?? all;
        if (found <= AtMost)
        {
            var rows = await Read(reading, ids, today, cancel);
            return new CaseloadPage([.. rows.OrderBy(row => row.Name, StringComparer.CurrentCultureIgnoreCase).Skip(from).Take(count)], found);
        }
        if (from + count > ids.Count) (ids, _) = await Ids(reading, query, today, from, count, isCounted: false, cancel);
        else ids = ids.GetRange(from, count);
        return new CaseloadPage(await Read(reading, ids, today, cancel), found) { IsNotByName = true };
    }

    /// <summary>Cases of almost the same name.</summary>
    public static async Task<IReadOnlyList<CaseloadRow>> Similar(Reading reading, string name, LocalDate today, CancellationToken cancel = default)
    {
        var ids = new List<Guid>();
        await using (var command = Resembling(reading, name))
        await using (var row = await command.ExecuteReaderAsync(cancel))
            while (await row.ReadAsync(cancel)) ids.Add(row.GetGuid(0));
        return [.. (await Read(reading, ids, today, cancel)).Where(row => row.Name is { } known && SimilarName.Is(known, name))];
    }

    private static readonly Dictionary<string, string> Sorts = new(StringComparer.Ordinal)
    {
        ["programme"] = "programme nulls first", ["phase"] = "phase", ["contact"] = "last_contact_on nulls first", ["next"] = "least(next_action_due_on, next_follow_up_on) nulls last",
        ["attention"] = "level nulls last, day", ["employer"] = "has_employer is not true, employer_consent_until nulls first",
    };

    private static async Task<(List<Guid> Ids, int Found)> Ids(Reading reading, CaseloadQuery query, LocalDate today, int from, int count, bool isCounted, CancellationToken cancel)
    {
        var ids = new List<Guid>();
        long found = 0;
        await using var command = Finding(reading, query, today, from, count, isCounted);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            ids.Add(row.GetGuid(0));
            found = row.GetInt64(1);
        }
        return (ids, (int)found);
    }

    internal static NpgsqlCommand Resembling(Reading reading, string name)
    {
        var command = reading.Command(SeesAll(reading) ? "find_similar" : "find_similar_of_own", reading.Visitor.Tenant.Value, NameTokens.Beginnings(reading.Master, reading.Visitor.Tenant, name), AtMost);
        command.CommandText = command.CommandText.Replace("__whose__", Whose(reading), StringComparison.Ordinal);
        return command;
    }

    internal static NpgsqlCommand Finding(Reading reading, CaseloadQuery query, LocalDate today, int from, int count, bool isCounted)
    {
        var sought = Sought(reading, query);
        var command = Asking(reading, "find_caseload", today, query, text => text
            // To be counted all of them are put down first, even where only a page is wanted.
            .Replace("__found__", isCounted ? "count(*) over ()" : "0::bigint", StringComparison.Ordinal)
            .Replace("__named__", sought.Length == 0 ? "true" : Statements.Files[SeesAll(reading) ? "find_named" : "find_named_of_own"], StringComparison.Ordinal)
            .Replace("__sort__", Sorts.GetValueOrDefault(query.Sort ?? "", "opened_on desc nulls last"), StringComparison.Ordinal)
            .Replace("__narrowed__", Statements.Files["narrowed_caseload"], StringComparison.Ordinal));
        void Choice(string? value) => command.Parameters.Add(new() { Value = string.IsNullOrEmpty(value) ? DBNull.Value : value, NpgsqlDbType = NpgsqlDbType.Varchar });
        Choice(query.Programme);
        Choice(query.Phase);
        command.Parameters.Add(new() { Value = query.IsAnybody });
        Choice(query.List);
        command.Parameters.Add(new() { Value = count });
        command.Parameters.Add(new() { Value = from });
        if (sought.Length > 0) command.Parameters.Add(new() { Value = sought });
        return command;
    }

    internal static NpgsqlCommand LookingOver(Reading reading, LocalDate today, int onTop)
    {
        var command = Asking(reading, "look_over_caseload", today, new CaseloadQuery(), text => text
            .Replace("__narrowed__", "true", StringComparison.Ordinal).Replace("__attention__", Sorts["attention"], StringComparison.Ordinal).Replace("__next__", Sorts["next"], StringComparison.Ordinal));
        command.Parameters.Add(new() { Value = onTop });
        return command;
    }

    private static NpgsqlCommand Asking(Reading reading, string statement, LocalDate today, CaseloadQuery query, Func<string, string> more)
    {
        var cases = GoesThroughTheFirst(reading, query)
            ? Statements.Files["cases_of_all"].Replace("__most__", MostCounted.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            : Statements.Files["cases_of_some"].Replace("__whose__", Whose(reading, query.Coach), StringComparison.Ordinal);
        var asking = Statements.Files["asking_caseload"].Replace("__cases__", cases, StringComparison.Ordinal);
        var command = new NpgsqlCommand(more(Statements.Files[statement].Replace("__asking__", asking, StringComparison.Ordinal)), reading.Connection);
        command.Parameters.Add(new() { Value = reading.Visitor.Tenant.Value });
        command.Parameters.Add(new() { Value = today.ToDateOnly() });
        return command;
    }

    /// <summary>Who sees a whole organisation goes through so many of its cases; through all of them only for those who are called so, or for one coach's.</summary>
    private static bool GoesThroughTheFirst(Reading reading, CaseloadQuery query) => SeesAll(reading) && query.Coach is null && Sought(reading, query).Length == 0;

    private static long[] Sought(Reading reading, CaseloadQuery query) => NameTokens.Sought(reading.Master, reading.Visitor.Tenant, query.Search);

    /// <summary>For whom names are entered by how they begin. For a coach they are asked case by case: thousands of others may begin the same.</summary>
    private static bool SeesAll(Reading reading) => reading.Visitor.Role is not Role.Coach;

    /// <summary>The policy says so too, but in a form that no index can be entered by.</summary>
    private static string Whose(Reading reading, CoachChoice? chosen = null) => chosen switch
    {
        _ when !SeesAll(reading) => $"(c.coach_id = '{reading.Visitor.User.Value}' or c.coach_id is null)",
        null => "true",
        { Coach: { } coach } => $"c.coach_id = '{coach.Value}'",
        _ => "c.coach_id is null",
    };

    /// <summary>Who coaches somebody now, at most so many.</summary>
    public static async Task<IReadOnlyList<CoachId>> Coaches(Reading reading, CancellationToken cancel = default)
    {
        var coaches = new List<CoachId>();
        await using var command = AskCoaches(reading);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel)) coaches.Add(new CoachId(row.GetGuid(0)));
        return coaches;
    }

    internal static NpgsqlCommand AskCoaches(Reading reading) => reading.Command("find_coaches_of_cases", reading.Visitor.Tenant.Value, AtMost);

    /// <summary>In the order of the ids.</summary>
    private static async Task<IReadOnlyList<CaseloadRow>> Read(Reading reading, List<Guid> ids, LocalDate today, CancellationToken cancel)
    {
        var rows = new Dictionary<Guid, (CaseloadRow Row, string? Name, string? Reference)>();
        if (ids.Count == 0) return [];
        await using (var command = reading.Command("read_caseload", reading.Visitor.Tenant.Value, ids.ToArray()))
        await using (var row = await command.ExecuteReaderAsync(cancel))
        {
            while (await row.ReadAsync(cancel))
            {
                LocalDate? Day(int at) => row.IsDBNull(at) ? null : LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(at));
                string? Text(int at) => row.IsDBNull(at) ? null : row.GetString(at);
                rows.Add(row.GetGuid(0), (new CaseloadRow(
                    new StreamId(row.GetGuid(0)), null, null, row.GetString(2), Text(3), row.IsDBNull(4) ? null : new CoachId(row.GetGuid(4)), Day(9), Day(10), Day(12), Day(15), Day(14), Day(16),
                    row.GetBoolean(20), row.IsDBNull(21) ? null : row.GetDecimal(21),
                    Needs(today, row.GetString(2) is "open", Day(15), Day(11), Day(16), Day(17), Day(18), Day(19), Day(14), Day(13), Day(5), Day(22)))
                {
                    WithEmployer = row.IsDBNull(23) ? null : new SharingWithEmployer(row.GetBoolean(23), Day(26), Day(24), Day(25)),
                }, Text(7), Text(6)));
            }
        }

        await reading.Words.Bring(rows.Values.Select(one => one.Row.Participant), cancel);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])
            .Select(one => one.Row with { Name = reading.Words.Open(one.Name, one.Row.Participant), Reference = reading.Words.Open(one.Reference, one.Row.Participant) })];
    }

    /// <summary>Late first, the longest late on top; then what goes wrong soon; then what is planned for today.</summary>
    private static IReadOnlyList<Attention> Needs(
        LocalDate today, bool isOpen, LocalDate? followUp, LocalDate? employer, LocalDate? consent, LocalDate? care, LocalDate? career, LocalDate? regular, LocalDate? action, LocalDate? contact, LocalDate? certificate, LocalDate? review)
    {
        var needs = new List<Attention>();
        void Due(AttentionKind kind, LocalDate? on, bool alsoSoon)
        {
            if (on is not { } day) return;
            if (day < today) needs.Add(new Attention(kind, AttentionLevel.Late, day));
            else if (day == today) needs.Add(new Attention(kind, AttentionLevel.Today, day));
            else if (alsoSoon && day <= today.PlusDays(SoonDays)) needs.Add(new Attention(kind, AttentionLevel.Soon, day));
        }

        Due(AttentionKind.FollowUp, followUp, alsoSoon: true);
        Due(AttentionKind.Employer, employer, alsoSoon: false);
        Due(AttentionKind.Action, action, alsoSoon: false);
        Due(AttentionKind.Contact, contact, alsoSoon: false);
        foreach (var (kind, since) in new[] { (AttentionKind.SpecialisedCare, care), (AttentionKind.CareerGuidance, career), (AttentionKind.RegularGuidance, regular), (AttentionKind.PlanReview, review) })
            if (isOpen && since is { } day) needs.Add(new Attention(kind, AttentionLevel.Soon, day));
        // A consent that is over asks nothing any more; one that runs out does.
        if (isOpen && consent is { } last && last >= today && last <= today.PlusDays(SoonDays)) needs.Add(new Attention(AttentionKind.Consent, AttentionLevel.Soon, last));
        if (isOpen && certificate is { } until && until < today.PlusDays(SoonDays)) needs.Add(new Attention(AttentionKind.Certificate, AttentionLevel.Soon, until));
        return [.. needs.OrderBy(need => need.Level).ThenBy(need => need.Day)];
    }
}
