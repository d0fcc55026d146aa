using System.Text.Json;
using ZorgWerk.Casework.Import;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Recording;

/// <summary>What a field may be answered with: the words of a choice, or the people and things of this case by their names.</summary>
internal static class CaseChoices
{
    /// <summary>Nothing for a field that is not answered by choosing.</summary>
    public static IReadOnlyList<FormChoice>? For(StepShape shape, StepField field, FormSetting setting)
    {
        var type = field.ItemType;
        if (type.IsEnum) return [.. field.Choices.Select(value => new FormChoice(value) { Word = $"{Kebab(type.Name)}.{value}" })];
        if (type == typeof(CoachId)) return [.. Coaches(shape, setting).Select(colleague => new FormChoice(colleague.Id.Value.ToString()) { Text = colleague.Name })];
        if (type == typeof(Code) && field.Name is "programme" && shape.IsAboutParticipant) return Programmes(setting);
        if (type == typeof(Code) && field.Name is "strata") return Groups(setting);
        if (type == typeof(ActorId)) return [.. Actors(shape, field, setting)];
        if (type == typeof(ConsentId)) return Consents(setting);
        if (type == typeof(GoalId)) return [.. Trajectories(setting).SelectMany(t => t.Goals).Select(goal => new FormChoice(goal.Id.Value.ToString()) { Name = goal.What })];
        if (type == typeof(ActionId)) return Actions(setting);
        if (type == typeof(ReferralId)) return Referrals(shape, setting);
        if (type == typeof(WorkExperienceId)) return WorkExperiences(setting);
        if (field.Name is "month" && type == typeof(int) && setting.Participant.Current is { } current)
            return [.. current.Rules.FollowUpMonths.Select(month => month.ToString(System.Globalization.CultureInfo.InvariantCulture)).Select(month => new FormChoice(month) { Text = month })];
        return null;
    }

    /// <summary>A case is handed over to somebody else.</summary>
    private static IEnumerable<Colleague> Coaches(StepShape shape, FormSetting setting) =>
        setting.Colleagues.Where(colleague => shape.Type != typeof(HandOverCase) || setting.AlsoWhatIsOver || colleague.Id != setting.Participant.Current?.Coach);

    private static FormChoice[] Programmes(FormSetting setting) =>
        [.. setting.Programmes.Where(programme => setting.AlsoWhatIsOver || !(programme.Until < setting.Today))
            .OrderBy(programme => programme.Until < setting.Today).ThenBy(programme => programme.Title, StringComparer.Ordinal)
            .Select(programme => new FormChoice(programme.Id.Value) { Text = programme.Title, Day = programme.Until, DayWord = "choice.until" })];

    /// <summary>Groups that programmes compare, and those of an import that are on the record already.</summary>
    private static FormChoice[] Groups(FormSetting setting) =>
        [.. KnownGroups.Select(code => new FormChoice(code) { Word = code }),
            .. setting.Participant.Trajectories.SelectMany(t => t.Strata).Select(code => code.Value).Distinct().Except(KnownGroups).Select(code => new FormChoice(code) { Text = code })];

    private static readonly string[] KnownGroups = ["group.young-adult", "group.older-employee", "group.short-schooled", "group.other-mother-tongue", "financial-aid.yes", "financial-aid.no"];

    private static IEnumerable<FormChoice> Actors(StepShape shape, StepField field, FormSetting setting)
    {
        if (field.Name is "giver" or "recipients" || (field.Name is "recipient" && shape.Type != typeof(ConsultCarePartner)))
            yield return new FormChoice("participant") { Name = setting.Participant.Name, Word = "measure-audience.participant", Side = Side.Participant };
        foreach (var actor in setting.Participant.Actors)
        {
            var fits = field.Name switch
            {
                "employer" => actor.Role.IsEmployer(),
                "giver" => actor.Role.IsEmployer(),
                "carePartner" => actor.Side is Side.Care,
                "recipient" when shape.Type == typeof(ConsultCarePartner) => actor.Side is Side.Work,
                _ => true,
            };
            if (fits && (setting.AlsoWhatIsOver || actor.RemovedOn is null))
                yield return new FormChoice(actor.Id.Value.ToString()) { Name = actor.Name, Also = actor.Role.ToString(), Side = actor.Side };
        }
    }

    private static FormChoice[] Consents(FormSetting setting) =>
        [.. setting.Participant.Consents.Where(consent => setting.AlsoWhatIsOver || (consent.WithdrawnOn is null && consent.Until >= setting.Today))
            .Select(consent => new FormChoice(consent.Id.Value.ToString())
            {
                Name = consent.Recipients.Select(setting.Participant.ActorOf).FirstOrDefault(actor => actor is not null)?.Name,
                Word = "measure-audience.participant", Also = $"purpose.{Kebab(consent.Purpose.ToString())}", Day = consent.Until, DayWord = "choice.until",
            })];

    private static FormChoice[] Actions(FormSetting setting) =>
        [.. Trajectories(setting).SelectMany(t => t.Actions).Where(action => setting.AlsoWhatIsOver || action.State is ActionState.Open).OrderBy(action => action.Due)
            .Select(action => new FormChoice(action.Id.Value.ToString()) { Name = action.What, Day = action.Due, DayWord = "choice.by" })];

    private static FormChoice[] Referrals(StepShape shape, FormSetting setting) =>
        [.. Trajectories(setting).SelectMany(t => t.Referrals)
            .Where(referral => setting.AlsoWhatIsOver || referral.State is ReferralState.Made || (shape.Type == typeof(CompleteReferral) && referral.State is ReferralState.Accepted))
            .Select(referral => new FormChoice(referral.Id.Value.ToString()) { Word = $"referral-kind.{Kebab(referral.Referred.ToString())}", Also = $"referral-state.{Kebab(referral.State.ToString())}", Day = referral.MadeOn })];

    private static FormChoice[] WorkExperiences(FormSetting setting) =>
        [.. Trajectories(setting).SelectMany(t => t.WorkExperiences).Where(experience => setting.AlsoWhatIsOver || experience.EndedOn is null)
            .Select(experience => new FormChoice(experience.Id.Value.ToString()) { Word = $"work-experience-phase.{Kebab(experience.Phase.ToString())}", Day = experience.StartedOn })];

    /// <summary>A step is about the trajectory that runs; a correction may be about any.</summary>
    private static ValueList<Trajectory> Trajectories(FormSetting setting) =>
        setting.AlsoWhatIsOver ? setting.Participant.Trajectories : setting.Participant.Current is { } current ? [current] : [];

    internal static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
