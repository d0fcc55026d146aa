namespace ZorgWerk.Coaching;

/// <summary>An entry was written by mistake: this is what it should have said, or that it should not stand there at all (R13). The entry itself stays.</summary>
/// <param name="Entry">Version of the entry.</param>
/// <param name="Replacement">What it should have said; nothing: it did not happen.</param>
public sealed record EntryCorrected(LocalDate On, long Entry, ParticipantEvent? Replacement, PersonalText Reason) : ParticipantEvent(On)
{
    /// <summary>The mending shows in the entry it corrects: the record is folded again with it.</summary>
    public override Participant Evolve(Participant soFar) => soFar;
}

/// <param name="Entry">Version of the entry to mend.</param>
/// <param name="Replacement">The step as it should have been asked; nothing to take the entry off the record.</param>
public sealed record CorrectEntry(LocalDate On, long Entry, ParticipantStep? Replacement, [To(Reach.Team)] PersonalText Reason) : ParticipantStep(On)
{
    public static readonly Refusal NoSuchEntry = new("correct-entry/no-such-entry", "entry", "R13");
    public static readonly Refusal NotCorrectable = new("correct-entry/not-correctable", "entry", "R13");
    public static readonly Refusal OtherKind = new("correct-entry/other-kind", "replacement", "R13");
    public static readonly Refusal AboutAnother = new("correct-entry/about-another", "replacement", "R13");
    public static readonly Refusal AlreadyStruck = new("correct-entry/already-struck", "entry", "R13");
    public static readonly Refusal OthersRestOnIt = new("correct-entry/others-rest-on-it", "entry", "R13");

    /// <summary>What the stream rests on, and what security and law rest on: these are ended, not corrected.</summary>
    private static readonly string[] Fixed =
    [
        EventName.Of(typeof(EntryCorrected)), EventName.Of(typeof(PersonalDataErased)),
        EventName.Of(typeof(CaseHandedOver)), EventName.Of(typeof(CoachAssigned)), EventName.Of(typeof(DisclosureRefused)),
    ];

    /// <summary>What later entries lean on: it may be replaced by its like, never taken away.</summary>
    private static readonly string[] LeanedOn =
    [
        EventName.Of(typeof(ParticipantRegistered)), EventName.Of(typeof(TrajectoryOpened)),
    ];

    /// <summary>Whether there is any sense in offering to correct it; the rule itself knows more.</summary>
    public static bool MayBeOffered(Entry entry) => !entry.IsStruck && !Fixed.Contains(entry.Kind);

    public override Stage Needs => Stage.Registered;

    public override Decision Decide(Participant soFar, Circumstances now)
    {
        if (Entry < 1 || Entry > soFar.Entries.Count) return Refuse(NoSuchEntry);
        var entry = soFar.Entries[(int)Entry - 1];
        if (Fixed.Contains(entry.Kind)) return Refuse(NotCorrectable);
        if (entry.IsStruck) return Refuse(AlreadyStruck);
        return Replacement is null ? Strike(soFar, entry) : Replace(soFar, Replacement, entry, now);
    }

    private Decision Strike(Participant soFar, Entry entry) =>
        LeanedOn.Contains(entry.Kind) || soFar.RestsOn(entry) ? Refuse(OthersRestOnIt) : Accept(new EntryCorrected(On, Entry, null, Reason));

    /// <summary>The replacement is judged as it would have been then, by today's calendar; it must be of the same kind and about the same things.</summary>
    private Decision Replace(Participant soFar, ParticipantStep replacement, Entry entry, Circumstances now) =>
        now.BeforeEntry!.Decide(replacement, now with { BeforeEntry = null }) switch
        {
            Decision.Refused(var because, _) => Refuse(because),
            // What is known since counts too: a consent withdrawn or struck, a care partner's no, somebody who left.
            Decision.Accepted { Events: [InformationDisclosed] } when replacement.Decide(soFar, now) is Decision.Refused(var because, _) => Refuse(because),
            Decision.Accepted { Events: [InformationDisclosed shared] } when soFar.ConsentOf(shared.Consent)?.IsInForceOn(shared.On) is not true => Refuse(DiscloseInformation.ConsentMissing),
            // It would begin after what ended it.
            Decision.Accepted { Events: [ParticipantEvent mended] } when soFar.EndsBefore(mended, entry) => Refuse(OthersRestOnIt),
            // Under another id, what was built on the entry would stand on nothing: a withdrawal, say, of a consent that is then called otherwise.
            Decision.Accepted { Events: [ParticipantEvent mended] } when mended.Kind == entry.Kind =>
                Equals(mended.Introduces, entry.Introduces) ? Accept(new EntryCorrected(On, Entry, mended, Reason)) : Refuse(AboutAnother),
            _ => Refuse(OtherKind with { About = [entry.Kind] }),
        };
}

public sealed partial record Participant
{
    /// <summary>Whether a later entry that stands leans on this one: an actor who is named again, a consent that was used, a plan that was carried out.</summary>
    internal bool RestsOn(Entry entry) => entry.Kind switch
    {
        "actor_mapped" => Entries.Any(e => e.Version > entry.Version && !e.IsStruck && e.Concerns.Contains(entry.Concerns[0]))
            || Consents.Any(c => c.Giver == entry.Concerns[0]) || Disclosures.Any(d => d.Giver == entry.Concerns[0] && !d.IsStruck),
        "care_partner_consulted" => Disclosures.Any(d => d.Version > entry.Version && !d.IsStruck && d.CarePartner == entry.Concerns[0] && d.Recipient == entry.Concerns[1]),
        "consent_granted" => Consents.FirstOrDefault(c => c.Version == entry.Version) is { } consent
            && (consent.WithdrawnOn is not null || Disclosures.Any(d => d.Consent == consent.Id && !d.IsStruck)),
        "goal_set" or "step_planned" or "referral_made" or "work_experience_started" or "work_resumed" or "trajectory_closed" or "trajectory_paused" =>
            Entries.Any(e => e.Version > entry.Version && !e.IsStruck && Leans(e.Kind, entry.Kind)),
        _ => false,
    };

    /// <summary>Whether a later entry that stands, of a spell at work, a pause or a closing, is of a day before this one would now be.</summary>
    internal bool EndsBefore(ParticipantEvent mended, Entry entry) => entry.Kind is "work_resumed" or "trajectory_paused" or "trajectory_closed"
        && Entries.FirstOrDefault(e => e.Version > entry.Version && !e.IsStruck && Leans(e.Kind, entry.Kind)) is { } next && next.On < mended.On;

    private static bool Leans(string later, string earlier) => (earlier, later) switch
    {
        ("goal_set", "step_planned") => true,
        ("step_planned", "step_reached" or "step_dropped") => true,
        ("referral_made", "referral_answered" or "referral_completed") => true,
        ("work_experience_started", "work_experience_reviewed" or "work_experience_ended") => true,
        ("work_resumed", "working_hours_changed" or "work_resumption_ended" or "work_resumed") => true,
        ("trajectory_closed", "trajectory_opened") => true,
        ("trajectory_paused", "trajectory_resumed") => true,
        _ => false,
    };
}
