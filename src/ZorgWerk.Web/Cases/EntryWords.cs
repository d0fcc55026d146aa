using System.Collections.Frozen;
using ZorgWerk.Casework.CaseFile;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Cases;

/// <summary>A field of an entry, in words.</summary>
/// <param name="Label">Nothing where the words speak for themselves.</param>
/// <param name="IsText">What somebody wrote, which stands on lines of its own.</param>
public sealed record EntryLine(string? Label, string Words, bool IsText);

/// <summary>
/// What an entry says, as a title and lines. Kinds that matter most have sentences of their own; every other, those yet to be written too,
/// is told by its name and its fields.
/// </summary>
/// <param name="open">Opens a text that stands in an entry.</param>
public sealed class EntryWords(PageContext context, CaseWords words, Func<PersonalText, string?> open)
{
    /// <summary>Fields that the title or a sentence tells already, or that nobody needs to read here.</summary>
    private static readonly FrozenDictionary<Type, string[]> Told = new Dictionary<Type, string[]>
    {
        [typeof(ParticipantRegistered)] = ["reference", "name"],
        [typeof(TrajectoryOpened)] = ["programme"],
        [typeof(CoachAssigned)] = ["coach", "cohort", "certificateValidUntil"],
        [typeof(CaseHandedOver)] = ["from", "to", "certificateValidUntil"],
        [typeof(ActorMapped)] = ["actor", "name", "role"],
        [typeof(ActorRemoved)] = ["actor"],
        [typeof(MeasureExplained)] = ["topic"],
        [typeof(SituationChanged)] = ["trend"],
        [typeof(ConsentGranted)] = ["consent", "giver", "recipients", "categories", "from", "until", "how"],
        [typeof(ConsentWithdrawn)] = ["consent"],
        [typeof(CarePartnerConsulted)] = ["carePartner", "agrees", "recipient", "categories"],
        [typeof(InformationDisclosed)] = ["recipient", "consent", "categories", "giver"],
        [typeof(DisclosureRefused)] = ["recipient", "categories", "because", "giver", "purpose"],
        [typeof(DisclosureReported)] = ["recipient", "categories", "giver"],
        [typeof(EmployerContacted)] = ["employer"],
        [typeof(EmployerMeetingHeld)] = ["attendees", "participantPresent"],
        [typeof(SessionHeld)] = ["form", "minutes"],
        [typeof(GoalSet)] = ["goal", "what"],
        [typeof(StepPlanned)] = ["step", "what", "goal"],
        [typeof(StepReached)] = ["step"],
        [typeof(StepDropped)] = ["step"],
        [typeof(ReferralMade)] = ["referral", "referred"],
        [typeof(ReferralAnswered)] = ["referral", "accepted"],
        [typeof(ReferralCompleted)] = ["referral"],
        [typeof(ReferralWaived)] = ["referral"],
        [typeof(WorkExperienceStarted)] = ["workExperience", "phase"],
        [typeof(WorkExperienceReviewed)] = ["workExperience"],
        [typeof(WorkExperienceEnded)] = ["workExperience"],
        [typeof(WorkResumed)] = ["employer", "function", "hoursPerWeek", "fullTime"],
        [typeof(WorkingHoursChanged)] = ["function", "hoursPerWeek", "fullTime"],
        [typeof(WorkResumptionEnded)] = ["why"],
        [typeof(FollowUpHeld)] = ["month", "atWork", "prospectOfWork"],
        [typeof(FollowUpPlanned)] = ["due"],
        [typeof(TrajectoryClosed)] = ["why"],
        [typeof(EntryCorrected)] = ["entry", "replacement"],
        [typeof(PersonalDataErased)] = ["ground"],
    }.ToFrozenDictionary();

    public string Title(ParticipantEvent happened) => happened switch
    {
        InformationDisclosed e => context.Say("file.title.disclosed", words.Who(e.Recipient)),
        DisclosureRefused e => context.Say("file.title.refused", words.CategoriesInline(e.Categories), words.Who(e.Recipient)),
        DisclosureReported e => context.Say("file.title.reported", words.Who(e.Recipient)),
        ConsentGranted e => context.Say("file.title.granted", words.Who(e.Giver), words.Consent(e.Consent)),
        ConsentWithdrawn e => context.Say("file.title.withdrawn", words.Consent(e.Consent)),
        EntryCorrected e => context.Say(e.Replacement is null ? "file.title.struck" : "file.title.corrected", e.Entry),
        UnknownEvent => context.Say("file.title.unknown"),
        _ => Headline(happened) is { Length: > 0 } headline ? $"{context.Say(happened.Kind)}{context.Say("file.colon")}{headline}" : context.Say(happened.Kind),
    };

    public IEnumerable<EntryLine> Lines(ParticipantEvent happened)
    {
        foreach (var sentence in Sentences(happened)) yield return new EntryLine(null, sentence, IsText: false);
        var told = Told.GetValueOrDefault(happened.GetType(), []);
        var facts = Facts.Of(happened).Where(fact => !told.Contains(fact.Field)).Select(fact => fact with { Values = Named(fact.Field, fact.Values) }).ToList();
        // Choices, days and numbers are short and share a line; what somebody wrote has its own.
        if (string.Join(" · ", facts.Where(fact => !IsText(fact)).Select(InShort)) is { Length: > 0 } shortly) yield return new EntryLine(null, shortly, IsText: false);
        foreach (var fact in facts.Where(IsText)) yield return new EntryLine(happened is NoteWritten ? null : Label(fact.Field), words.Of(fact.Values, open), IsText: true);
    }

    /// <summary>What comes between a label and what stands in it; a question needs nothing more.</summary>
    public string After(string label) => label.EndsWith('?') ? " " : context.Say("file.colon");

    private string InShort(Fact fact)
    {
        var label = Label(fact.Field);
        return fact.Values is [FactValue.YesNo(true)] && !label.EndsWith('?') ? label : $"{label}{After(label)}{string.Join(", ", fact.Values.Select(value => fact.Field is "region" ? words.Of(value, open) : Inside(value)))}";
    }

    private string Inside(FactValue value) => value is FactValue.Choice choice && !IsTongue(choice) ? CaseWords.Lower(words.Of(value, open)) : words.Of(value, open);

    /// <summary>Languages keep their capital within a sentence, but in French.</summary>
    private bool IsTongue(FactValue.Choice choice) => context.Language is not "fr" && choice.Key.StartsWith("language.", StringComparison.Ordinal);

    /// <summary>A region by its name.</summary>
    private ValueList<FactValue> Named(string field, ValueList<FactValue> values) =>
        field is "region" ? values.Select(value => value is FactValue.Plain plain ? new FactValue.Plain(context.Region(plain.Code)) : value).ToValueList() : values;

    private static bool IsText(Fact fact) => fact.Values.Any(value => value is FactValue.Text);

    /// <summary>A form asks; what was answered stands under a name.</summary>
    private string Label(string field) => context.Say(PageWords.Has($"file.label.{field}") ? $"file.label.{field}" : $"field.{field}");

    /// <summary>What was changed in one field, in words.</summary>
    public (string Label, string Was, string Is) Of(FactChange change) => (Label(change.Field), words.Of(Named(change.Field, change.Was), open), words.Of(Named(change.Field, change.Is), open));

    private string? Headline(ParticipantEvent happened) => happened switch
    {
        TrajectoryOpened e => e.Programme.Value,
        CoachAssigned e => words.Of(new FactValue.Coach(e.Coach), open),
        CaseHandedOver e => words.Of(new FactValue.Coach(e.To), open),
        ActorMapped e => words.Who(e.Actor),
        ActorRemoved e => words.Who(e.Actor),
        MeasureExplained e => words.Low(e.Topic),
        SituationChanged e => words.Low(e.Trend),
        CarePartnerConsulted e => words.Who(e.CarePartner),
        EmployerContacted e => words.Who(e.Employer),
        EmployerMeetingHeld e => string.Join(", ", e.Attendees.Select(words.Who)),
        SessionHeld e => context.Say("file.title.session", words.Low(e.Form), e.Minutes),
        GoalSet e => Text(e.What),
        StepPlanned e => Text(e.What),
        StepReached e => words.Of(new FactValue.Thing(e.Step), open),
        StepDropped e => words.Of(new FactValue.Thing(e.Step), open),
        ReferralMade e => words.Low(e.Referred),
        ReferralAnswered e => words.Low(e.Accepted ? ReferralState.Accepted : ReferralState.Declined),
        ReferralCompleted e => CaseWords.Lower(words.Of(new FactValue.Thing(e.Referral), open)),
        ReferralWaived e => words.Low(e.Referral),
        WorkExperienceStarted e => words.Low(e.Phase),
        WorkResumed e => Hours(e.HoursPerWeek, e.FullTime),
        WorkingHoursChanged e => Hours(e.HoursPerWeek, e.FullTime),
        WorkResumptionEnded e => words.Low(e.Why),
        FollowUpHeld { Month: { } month } => context.Say(month == 1 ? "file.title.after-month" : "file.title.after-months", month),
        FollowUpPlanned e => context.Day(e.Due),
        TrajectoryClosed e => words.Low(e.Why),
        PersonalDataErased e => words.Low(e.Ground),
        _ => null,
    };

    private IEnumerable<string> Sentences(ParticipantEvent happened)
    {
        switch (happened)
        {
            case InformationDisclosed e:
                yield return Sentence(words.CategoriesInline(e.Categories));
                if (e.Giver != ActorId.Participant) yield return context.Say("file.sentence.from", words.Who(e.Giver));
                break;
            case DisclosureRefused e:
                yield return Sentence(context.Say($"because.{e.Because.Value}"));
                yield return context.Say("file.sentence.not-kept");
                break;
            case DisclosureReported e:
                yield return context.Say("file.sentence.reported", words.CategoriesInline(e.Categories));
                if (e.Giver != ActorId.Participant) yield return context.Say("file.sentence.from", words.Who(e.Giver));
                break;
            case ConsentGranted e:
                yield return context.Say("file.sentence.granted", words.Say(e.How), string.Join(", ", e.Recipients.Select(words.Who)), words.CategoriesInline(e.Categories));
                yield return context.Say("file.sentence.valid", context.Day(e.From), context.Day(e.Until));
                break;
            case ConsentWithdrawn:
                yield return context.Say("file.sentence.withdrawn");
                break;
            case CarePartnerConsulted e:
                yield return context.Say(e.Agrees ? "file.sentence.agrees" : "file.sentence.agrees-not", words.Who(e.Recipient), words.CategoriesInline(e.Categories));
                break;
            case EmployerMeetingHeld e:
                yield return words.IsToParticipant
                    ? context.Say(e.ParticipantPresent ? "file.sentence.present-you" : "file.sentence.absent-you")
                    : context.Say(e.ParticipantPresent ? "file.sentence.present" : "file.sentence.absent", Capital(words.Participant));
                break;
            case ReferralAnswered e:
                yield return Sentence(words.Of(new FactValue.Thing(e.Referral), open));
                break;
            case WorkExperienceReviewed e:
                yield return Sentence(words.Of(new FactValue.Thing(e.WorkExperience), open));
                break;
            case WorkResumed e:
                yield return Sentence($"{words.Say(e.Employer)}, {CaseWords.Lower(words.Say(e.Function))}");
                break;
            case WorkingHoursChanged e:
                yield return Sentence(words.Say(e.Function));
                break;
            case FollowUpHeld e:
                yield return context.Say((e.AtWork, e.ProspectOfWork) switch { (true, _) => "file.sentence.at-work", (_, true) => "file.sentence.prospect", _ => "file.sentence.no-prospect" });
                break;
            case UnknownEvent e:
                yield return context.Say("file.sentence.unknown", e.StoredKind);
                break;
        }
    }

    private string Hours(decimal perWeek, bool fullTime) => context.Say(fullTime ? "file.title.full-time" : "file.title.hours", words.Number(perWeek));

    private string Text(PersonalText text) => open(text) ?? context.Say("file.text.erased");

    private static string Capital(string sentence) => sentence.Length > 0 ? char.ToUpperInvariant(sentence[0]) + sentence[1..] : sentence;

    private static string Sentence(string said) => $"{Capital(said)}.";
}
