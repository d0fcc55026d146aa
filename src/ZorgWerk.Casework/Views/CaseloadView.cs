using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Views;

/// <summary>One row per participant: the days and facts that tell a coach who needs attention.</summary>
public sealed class CaseloadView() : ParticipantView(new Table("zw_caseload", 2,
    new("tenant_id", ColumnKind.Text), new("participant_id", ColumnKind.Uuid), new("version", ColumnKind.Long), new("trajectory", ColumnKind.Int),
    new("phase", ColumnKind.Text), new("programme", ColumnKind.Text), new("coach_id", ColumnKind.Uuid), new("certificate_valid_until", ColumnKind.Date),
    new("reference_sealed", ColumnKind.Text), new("name_sealed", ColumnKind.Text), new("language", ColumnKind.Text), new("opened_on", ColumnKind.Date),
    new("intake_on", ColumnKind.Date), new("employer_contact_due_on", ColumnKind.Date), new("last_contact_on", ColumnKind.Date), new("contact_due_on", ColumnKind.Date),
    new("next_action_due_on", ColumnKind.Date), new("next_follow_up_on", ColumnKind.Date), new("consent_ends_on", ColumnKind.Date),
    new("specialised_care_since", ColumnKind.Date), new("career_guidance_since", ColumnKind.Date), new("regular_guidance_since", ColumnKind.Date),
    new("at_work", ColumnKind.Bool), new("hours_per_week", ColumnKind.Decimal), new("plan_review_since", ColumnKind.Date),
    new("has_employer", ColumnKind.Bool), new("employer_consent_until", ColumnKind.Date), new("employer_consent_withdrawn_on", ColumnKind.Date),
    new("employer_consent_from", ColumnKind.Date)))
{
    /// <summary>2 knows from when an employer may be told.</summary>
    public override int Form => 3;

    public override IEnumerable<object?[]> Rows(TenantId tenant, StreamId stream, Participant participant)
    {
        if (!participant.IsRegistered) yield break;
        var t = participant.Current;
        var coached = t is { IsOpen: true, PausedOn: null } ? t : null;
        var withEmployer = WithEmployer(participant);
        yield return
        [
            tenant.Value, stream.Value, participant.Version, t?.Number ?? 0, Phase(participant), t?.Programme.Value, t?.Coach?.Value, t?.CertificateValidUntil,
            Token(participant.Reference), Token(participant.Name), Kebab(participant.Language), t?.OpenedOn,
            t?.IntakeOn, coached?.EmployerContactDueOn, t?.LastContactOn, coached?.LastContactOn?.PlusDays(coached.Rules.ContactDays),
            coached?.NextActionDueOn, t?.NextFollowUpOn, LastDayOfNewestConsent(participant),
            t?.IndicatedSince(ReferralKind.SpecialisedCare), t?.IndicatedSince(ReferralKind.CareerGuidance), t?.IndicatedSince(ReferralKind.RegularGuidance),
            t?.IsAtWork ?? false, t is { IsAtWork: true } ? t.LastSpell!.HoursPerWeek : null, coached?.PlanReviewDueSince,
            participant.Actors.Any(actor => actor.Role.IsEmployer() && actor.RemovedOn is null), withEmployer?.Until, LastTakenBackFromEmployer(participant),
            withEmployer?.From,
        ];
    }

    /// <summary>The last days, without a gap, on which the participant lets an employer who is still there be told something.</summary>
    private static (LocalDate From, LocalDate Until)? WithEmployer(Participant participant)
    {
        (LocalDate From, LocalDate Until)? last = null;
        foreach (var consent in ForEmployer(participant).Where(consent => consent.WithdrawnOn is null).OrderBy(consent => consent.From))
            last = last is var (from, until) && consent.From <= until.PlusDays(1) ? (from, LocalDate.Max(until, consent.Until)) : (consent.From, consent.Until);
        return last;
    }

    private static LocalDate? LastTakenBackFromEmployer(Participant participant) => ForEmployer(participant).Max(consent => consent.WithdrawnOn);

    private static IEnumerable<Consent> ForEmployer(Participant participant) => participant.Consents.Where(consent =>
        consent.Giver == ActorId.Participant && consent.Recipients.Any(recipient => participant.ActorOf(recipient) is { RemovedOn: null } actor && actor.Role.IsEmployer()));

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
