using ZorgWerk.Casework.Import;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Recording;

/// <summary>One way on after a refusal.</summary>
/// <param name="What">Key of what may really have been the case.</param>
/// <param name="Do">Key of what to do then; a step's name, for one.</param>
/// <param name="Address">Below the case's own, or a place in the form: <c>record/map-actor</c>, <c>#f-employer</c>.</param>
public sealed record Way(string What, string Do, string Address);

/// <summary>
/// Where one can go from a refusal. The ways ask what really happened, so that nobody learns to untick a box to get past a rule.
/// </summary>
public static class WaysOn
{
    public static IReadOnlyList<Way> After(Refusal refusal, StepShape shape, TypedForm typed, Participant participant) =>
    [
        .. refusal.Code switch
        {
            "contact-employer/no-consent" => [Consent(typed["employer"]), Change("way.other-called", "initiative"), Report(typed["employer"])],
            "hold-employer-meeting/no-consent" =>
            [
                Consent(typed.All("attendees").FirstOrDefault(actor => Lacks(participant, actor))), Change("way.was-there", "participantPresent"), Report(typed.All("attendees").FirstOrDefault(actor => Lacks(participant, actor))),
            ],
            "actor/not-in-the-network" or "contact-employer/not-an-employer" or "hold-employer-meeting/no-employer-there" or "plan-step/network-not-mapped"
                or "consult-care-partner/not-on-the-care-side" or "consult-care-partner/not-on-the-work-side" or "information/recipient-unknown" => [Step("way.not-on-the-map", "map-actor")],
            "trajectory/none" => [Step("way.none-yet", "open-trajectory"), Step("way.only-a-note", "write-note")],
            "trajectory/not-open" => [Step("way.starts-again", "open-trajectory"), Step("way.only-a-note", "write-note")],
            "assign-coach/already-assigned" => [Step("way.coach-changes", "hand-over-case")],
            "hand-over-case/no-coach-yet" => [Step("way.coach-first", "assign-coach")],
            "hold-intake/already-held" => [Correct("way.other-day", participant, "intake_held"), Step("way.was-a-session", "hold-session")],
            "referral/unknown" => [Step("way.not-made-yet", "make-referral")],
            "referral/already-answered" => [Correct("way.answer-wrong", participant, "referral_answered")],
            "complete-referral/already-completed" => [Correct("way.answer-wrong", participant, "referral_completed")],
            "pause-trajectory/already-paused" => [Correct("way.other-day", participant, "trajectory_paused"), Step("way.only-a-note", "write-note")],
            "complete-referral/not-accepted" => [Step("way.yes-came", "answer-referral")],
            "work/not-at-work" => [Step("way.works-again", "resume-work")],
            "resume-work/already-at-work" => [Step("way.other-hours", "change-working-hours"), Step("way.stopped", "end-work-resumption")],
            "resume-work/before-the-last-ended" => [Correct("way.other-day", participant, "work_resumption_ended")],
            "work-experience/unknown" => [Step("way.not-started-yet", "start-work-experience")],
            "work-experience/already-ended" => [Correct("way.other-day", participant, "work_experience_ended")],
            "plan-step/unknown-goal" => [Step("way.goal-first", "set-goal")],
            "plan/unknown-step" or "plan/step-no-longer-open" => [Step("way.step-first", "plan-step")],
            "open-trajectory/one-is-open" or "erase-personal-data/trajectory-open" => [Step("way.close-first", "close-trajectory")],
            "correct-entry/not-correctable" => [Step("way.explain", "write-note")],
            "correct-entry/others-rest-on-it" or "correct-entry/already-struck" => [new Way("way.look-at-the-line", "way.timeline", ""), new Way("way.was-other", "way.change", "#how-replace")],
            "participant/erased" => [new Way("way.comes-back", "nav.new", "/cases/new")],
            _ => Array.Empty<Way>(),
        },
        .. refusal.Field is { } field and not ("entry" or "replacement") && (field is FormReader.On || shape.Fields.Any(one => field == one.Name || field.EndsWith($".{one.Name}", StringComparison.Ordinal))) ? [Change("way.typed-wrong", field)] : Array.Empty<Way>(),
    ];

    private static Way Step(string what, string step) => new(what, step, $"record/{step}");

    private static Way Consent(string? recipient) => new("way.consent-was-given", "way.consent", recipient is null ? "consent" : $"consent?recipient={Uri.EscapeDataString(recipient)}");

    private static Way Report(string? recipient) => new("way.was-said", "report-disclosure", recipient is null ? "record/report-disclosure" : $"record/report-disclosure?recipient={Uri.EscapeDataString(recipient)}");

    private static Way Change(string what, string field) => new(what, "way.change", $"#f-{field}");

    private static Way Correct(string what, Participant participant, string kind) =>
        participant.Entries.LastOrDefault(entry => entry.Kind == kind && !entry.IsStruck) is { } entry
            ? new(what, "correct-entry", $"record/correct-entry?entry={entry.Version}")
            : Step("way.explain", "write-note");

    /// <summary>On the work side, and not to be told anything today by any consent.</summary>
    private static bool Lacks(Participant participant, string actor) =>
        Guid.TryParse(actor, out var id) && participant.ActorOf(new ActorId(id)) is { Side: Side.Work } known && !participant.Consents.Any(consent => consent.Names(known.Id) && consent.WithdrawnOn is null);
}
