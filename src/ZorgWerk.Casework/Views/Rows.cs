using System.Collections.Frozen;
using System.Text.Json;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Views;

/// <summary>A view of one participant at a time: a pure function from the folded record to rows, written in the transaction that appends.</summary>
public abstract class ParticipantView(Table table)
{
    public Table Table { get; } = table;

    /// <summary>The name people call it by.</summary>
    public string Name => Table.Name["zw_".Length..];

    /// <summary>Every row this participant has in the view, each with its values in the table's column order.</summary>
    public abstract IEnumerable<object?[]> Rows(TenantId tenant, StreamId stream, Participant participant);

    /// <summary>The views that a coach must see at once what they saved in.</summary>
    public static readonly IReadOnlyList<ParticipantView> All = [new CaseloadView(), new TimelineView(), new DisclosuresView(), new ConsentsView()];

    /// <summary>What has to be written to bring the views from one record to the next.</summary>
    public static IEnumerable<RowChange> Changes(TenantId tenant, StreamId stream, Participant before, Participant after)
    {
        foreach (var view in All)
        {
            var old = view.Rows(tenant, stream, before).ToDictionary(row => view.Key(row), RowKey.Comparer);
            foreach (var row in view.Rows(tenant, stream, after))
            {
                if (!old.Remove(view.Key(row), out var was) || !RowKey.Same(was, row)) yield return new RowChange(view.Table, row);
            }
            foreach (var gone in old.Values) yield return new RowChange(view.Table, gone[..view.Table.KeyColumns], Remove: true);
        }
    }

    public object?[] Key(object?[] row) => row[..Table.KeyColumns];

    /// <summary>Enum members as they are stored and written everywhere: <c>work-ability</c>.</summary>
    protected static string Kebab<T>(T value) where T : struct, Enum => KebabOf<T>.Names[value];

    private static class KebabOf<T> where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Names =
            Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));
    }

    protected static string? Token(PersonalText? text) => (text?.SealedForm as SealedText)?.ToToken();
}

/// <summary>Rows and keys compared by their values.</summary>
public static class RowKey
{
    public static readonly IEqualityComparer<object?[]> Comparer = new ByValues();

    public static bool Same(IReadOnlyList<object?> one, IReadOnlyList<object?> other)
    {
        if (one.Count != other.Count) return false;
        for (var at = 0; at < one.Count; at++)
        {
            var same = (one[at], other[at]) switch
            {
                (IReadOnlyList<string> left, IReadOnlyList<string> right) => left.SequenceEqual(right),
                var (left, right) => Equals(left, right),
            };
            if (!same) return false;
        }
        return true;
    }

    private sealed class ByValues : IEqualityComparer<object?[]>
    {
        public bool Equals(object?[]? one, object?[]? other) => one is not null && other is not null && Same(one, other);

        public int GetHashCode(object?[] row)
        {
            var hash = new HashCode();
            foreach (var value in row) hash.Add(value);
            return hash.ToHashCode();
        }
    }
}

/// <summary>One row per participant: the days and facts that tell a coach who needs attention.</summary>
public sealed class CaseloadView() : ParticipantView(new Table("zw_caseload", 2,
    new("tenant_id", ColumnKind.Text), new("participant_id", ColumnKind.Uuid), new("version", ColumnKind.Long), new("trajectory", ColumnKind.Int),
    new("phase", ColumnKind.Text), new("programme", ColumnKind.Text), new("coach_id", ColumnKind.Uuid), new("certificate_valid_until", ColumnKind.Date),
    new("reference_sealed", ColumnKind.Text), new("name_sealed", ColumnKind.Text), new("language", ColumnKind.Text), new("opened_on", ColumnKind.Date),
    new("intake_on", ColumnKind.Date), new("employer_contact_due_on", ColumnKind.Date), new("last_contact_on", ColumnKind.Date), new("contact_due_on", ColumnKind.Date),
    new("next_action_due_on", ColumnKind.Date), new("next_follow_up_on", ColumnKind.Date), new("consent_ends_on", ColumnKind.Date),
    new("specialised_care_since", ColumnKind.Date), new("career_guidance_since", ColumnKind.Date), new("regular_guidance_since", ColumnKind.Date),
    new("at_work", ColumnKind.Bool), new("hours_per_week", ColumnKind.Decimal)))
{
    public override IEnumerable<object?[]> Rows(TenantId tenant, StreamId stream, Participant participant)
    {
        if (!participant.IsRegistered) yield break;
        var t = participant.Current;
        var coached = t is { IsOpen: true, PausedOn: null } ? t : null;
        yield return
        [
            tenant.Value, stream.Value, participant.Version, t?.Number ?? 0, Phase(participant), t?.Programme.Value, t?.Coach?.Value, t?.CertificateValidUntil,
            Token(participant.Reference), Token(participant.Name), Kebab(participant.Language), t?.OpenedOn,
            t?.IntakeOn, coached?.EmployerContactDueOn, t?.LastContactOn, coached?.LastContactOn?.PlusDays(coached.Rules.ContactDays),
            coached?.NextActionDueOn, t?.NextFollowUpOn, LastDayOfNewestConsent(participant),
            t?.IndicatedSince(ReferralKind.SpecialisedCare), t?.IndicatedSince(ReferralKind.CareerGuidance), t?.IndicatedSince(ReferralKind.RegularGuidance),
            t?.IsAtWork ?? false, t is { IsAtWork: true } ? t.LastSpell!.HoursPerWeek : null,
        ];
    }

    private static string Phase(Participant participant) => participant switch
    {
        { IsErased: true } => "erased",
        { Current: null } => "registered",
        { Current.IsOpen: false } => "closed",
        { Current.PausedOn: not null } => "paused",
        _ => "open",
    };

    /// <summary>A renewal replaces what runs out, so the reminder goes by the consent that lasts longest.</summary>
    private static LocalDate? LastDayOfNewestConsent(Participant participant)
    {
        LocalDate? last = null;
        foreach (var consent in participant.Consents)
            if (consent.WithdrawnOn is null && (last is null || consent.Until > last)) last = consent.Until;
        return last;
    }
}

/// <summary>One row per entry of the record, without its content.</summary>
public sealed class TimelineView() : ParticipantView(new Table("zw_timeline", 3,
    new("tenant_id", ColumnKind.Text), new("participant_id", ColumnKind.Uuid), new("version", ColumnKind.Long), new("kind", ColumnKind.Text),
    new("happened_on", ColumnKind.Date), new("recorded_by", ColumnKind.Uuid), new("trajectory", ColumnKind.Int), new("concerns", ColumnKind.Codes),
    new("corrects", ColumnKind.Long), new("corrected_by", ColumnKind.Long), new("struck", ColumnKind.Bool)))
{
    public override IEnumerable<object?[]> Rows(TenantId tenant, StreamId stream, Participant participant) =>
        participant.Entries.Select(entry => new object?[]
        {
            tenant.Value, stream.Value, entry.Version, entry.Kind, entry.On, entry.By.Value, entry.Trajectory,
            entry.Concerns.Select(actor => actor.Value.ToString()).ToArray(), entry.Corrects, entry.CorrectedBy, entry.IsStruck,
        });
}

/// <summary>One row per disclosure, refusal and report: who shared what with whom, when, on which consent.</summary>
public sealed class DisclosuresView() : ParticipantView(new Table("zw_disclosures", 3,
    new("tenant_id", ColumnKind.Text), new("participant_id", ColumnKind.Uuid), new("version", ColumnKind.Long), new("happened_on", ColumnKind.Date),
    new("outcome", ColumnKind.Text), new("giver", ColumnKind.Uuid), new("recipient", ColumnKind.Uuid), new("recipient_role", ColumnKind.Text),
    new("categories", ColumnKind.Codes), new("purpose", ColumnKind.Text), new("consent_id", ColumnKind.Uuid), new("care_partner", ColumnKind.Uuid),
    new("because", ColumnKind.Text), new("rules_version", ColumnKind.Int), new("recorded_by", ColumnKind.Uuid), new("struck", ColumnKind.Bool)))
{
    public override IEnumerable<object?[]> Rows(TenantId tenant, StreamId stream, Participant participant) =>
        participant.Disclosures.Select(d => new object?[]
        {
            tenant.Value, stream.Value, d.Version, d.On, Kebab(d.Outcome), d.Giver.Value, d.Recipient.Value,
            participant.ActorOf(d.Recipient) is { } actor ? Kebab(actor.Role) : null,
            d.Categories.Select(Kebab).ToArray(), d.Purpose is { } purpose ? Kebab(purpose) : null, d.Consent?.Value, d.CarePartner?.Value,
            d.Because?.Value, d.Trace?.RulesVersion ?? 0, participant.Entries[(int)d.Version - 1].By.Value, d.IsStruck,
        });
}

/// <summary>One row per consent, recipient and category, as an interval of days.</summary>
public sealed class ConsentsView() : ParticipantView(new Table("zw_consents", 5,
    new("tenant_id", ColumnKind.Text), new("participant_id", ColumnKind.Uuid), new("consent_id", ColumnKind.Uuid), new("recipient", ColumnKind.Uuid),
    new("category", ColumnKind.Text), new("giver", ColumnKind.Uuid), new("purpose", ColumnKind.Text), new("version", ColumnKind.Long),
    new("signed_on", ColumnKind.Date), new("valid_from", ColumnKind.Date), new("valid_until", ColumnKind.Date), new("withdrawn_on", ColumnKind.Date)))
{
    public override IEnumerable<object?[]> Rows(TenantId tenant, StreamId stream, Participant participant) =>
        from consent in participant.Consents
        from recipient in consent.Recipients.Distinct()
        from category in consent.Categories.Distinct()
        select new object?[]
        {
            tenant.Value, stream.Value, consent.Id.Value, recipient.Value, Kebab(category), consent.Giver.Value, Kebab(consent.Purpose), consent.Version,
            consent.SignedOn, consent.From, consent.Until, consent.WithdrawnOn,
        };
}
