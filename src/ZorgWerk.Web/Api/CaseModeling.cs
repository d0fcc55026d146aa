using NodaTime.Text;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Audit;
using ZorgWerk.Casework.CaseFile;
using ZorgWerk.Casework.Caseload;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Api;

/// <summary>From what the house reads to what goes over the wire.</summary>
internal static class CaseModeling
{
    public static CaseLine Of(CaseloadLine line) =>
        new(line.Participant.Value, line.Version, line.Name, line.Reference, line.Phase, line.Programme, line.Coach?.Value, line.LastContactOn, line.NextActionDueOn, line.NextFollowUpOn);

    /// <param name="struck">Ids of what was taken off the record since: that it was there is told, what it said is not.</param>
    public static CaseModel Of(StreamId id, Participant participant, Unsealing words, IReadOnlySet<object> struck)
    {
        string? Open(object of, PersonalText? text) => struck.Contains(of) ? null : words.Open(text);
        var t = participant.Current;
        var phase = ((Standing)CaseState.Of(participant, LocalDate.MinIsoValue).Things[Aspect.Phase][0]).Phase;
        return new CaseModel(
            id.Value, participant.Version, words.Open(participant.Name), words.Open(participant.Reference), Kebab.Of(participant.Language), participant.Region?.Value, Kebab.Of(phase), t?.Programme.Value, t?.Coach?.Value,
            t?.OpenedOn, t?.IntakeOn, t?.PausedOn, t?.ClosedOn, t?.LastContactOn, t?.NextFollowUpOn,
            t?.LastSpell is { } work ? new WorkModel(work.From, work.Until, Kebab.Of(work.Employer), Kebab.Of(work.Function), work.HoursPerWeek, work.FullTime) : null,
            [.. CaseNames.Of(participant, words).Parties.Select(party => new PartyModel(party.Id.Value, struck.Contains(party.Id) ? null : party.Name, struck.Contains(party.Id) ? null : party.Organisation, Kebab.Of(party.Role), Kebab.Of(party.Side), party.MappedOn, party.RemovedOn))],
            [.. (t?.Goals ?? []).Select(goal => new GoalModel(goal.Id.Value, goal.SetOn, Open(goal.Id, goal.What)))],
            [.. (t?.Actions ?? []).Select(action => new PlannedModel(action.Id.Value, Open(action.Id, action.What), Kebab.Of(action.By), action.Due, Kebab.Of(action.State), action.EndedOn))],
            [.. (t?.Indications ?? []).Select(indication => new IndicationModel(Kebab.Of(indication.Referral), indication.Since))]);
    }

    public static EntryModel Of(TimelineEntry entry, Timeline timeline, PageContext context) => new(
        entry.Version, entry.Happened.Kind, PageWords.Has(entry.Happened.Kind) ? context.Say(entry.Happened.Kind) : entry.Happened.Kind, entry.On, entry.Entered, entry.Elsewhere, entry.By, entry.IsStruck,
        [.. entry.Says.Select(fact => new FactModel(fact.Field, [.. fact.Values.Select(value => Of(value, timeline))]))],
        [.. entry.Corrections.Select(correction => new CorrectionModel(correction.Version, correction.On, correction.By, correction.Reason, correction.Strikes))]);

    public static ConsentModel Of(Consent consent, CaseNames names) => new(
        consent.Id.Value, consent.Version, Who(consent.Giver, names), [.. consent.Categories.Select(Kebab.Of)], [.. consent.Recipients.Select(recipient => Who(recipient, names))],
        Kebab.Of(consent.Purpose), consent.From, consent.Until, consent.WithdrawnOn, consent.LastDay, Kebab.Of(consent.How));

    public static RecipientModel Of(KnowingRow row, CaseNames names) => new(
        Who(row.Recipient, names), Kebab.Of(row.Side), [.. row.Cells.Select(cell => new CellModel(Kebab.Of(cell.Category), Kebab.Of(cell.Knowing), Kebab.Of(cell.Because), cell.Since, cell.Until))]);

    private static WhoModel Who(ActorId actor, CaseNames names) =>
        actor == ActorId.Participant ? new WhoModel(null, names.Participant, null) : names.PartyOf(actor) is { } party ? new WhoModel(party.Id.Value, party.Name, Kebab.Of(party.Role)) : new WhoModel(actor.Value, null, null);

    private static object? Of(FactValue value, Timeline timeline) => value switch
    {
        FactValue.Text text => timeline.Open(text.Words),
        FactValue.Choice choice => choice.Key[(choice.Key.IndexOf('.', StringComparison.Ordinal) + 1)..],
        FactValue.Day day => LocalDatePattern.Iso.Format(day.On),
        FactValue.YesNo(var yes) => yes,
        FactValue.Number number => number.Value,
        FactValue.Plain plain => plain.Code,
        FactValue.Score score => $"{score.Key[(score.Key.IndexOf('.', StringComparison.Ordinal) + 1)..]}: {score.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)}",
        FactValue.Party party => party.Actor == ActorId.Participant ? "participant" : party.Actor.Value.ToString(),
        FactValue.Coach coach => coach.Id.Value.ToString(),
        FactValue.Thing { Id: var id } => id switch { ConsentId one => one.Value, GoalId one => one.Value, ActionId one => one.Value, ReferralId one => one.Value, WorkExperienceId one => one.Value, _ => null },
        _ => null,
    };
}
