using System.CommandLine;
using System.Text.Json.Nodes;
using NodaTime.Text;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Views;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Cli;

internal static class DisclosuresCommand
{
    public static Command Command(GlobalOptions globals)
    {
        var whose = new Option<string?>("--participant") { Description = "Reference or id; else everybody." };
        var judgements = string.Join(", ", Enum.GetValues<TrailJudgement>().Select(Kebab.Of));
        var judgement = new Option<string?>("--judgement") { Description = $"Only what was judged so, then and now: {judgements}." };
        judgement.AcceptOnlyFromAmong([.. Enum.GetValues<TrailJudgement>().Select(Kebab.Of)]);
        var disclosures = new Command("disclosures", "Who shared what with whom, when, on which consent; refusals too. Example: zorgwerk disclosures --participant RT-001") { whose, judgement };
        disclosures.SetAction((parsed, cancel) => ExitCode.Of(() => Run(globals.Where(parsed), globals.Talk(parsed), parsed.GetValue(whose), Kebab.Parse<TrailJudgement>(parsed.GetValue(judgement)), cancel)));
        return disclosures;
    }

    private static async Task<int> Run(Where where, Talk talk, string? participant, TrailJudgement? judgement, CancellationToken cancel)
    {
        await using var house = await House.Open(where, cancel);
        var stream = participant is null ? (StreamId?)null : house.References.ParticipantStream(house.Tenant, participant);
        await foreach (var line in DisclosureTrail.Read(house.Database, house.Tenant, stream, judgement, cancel))
        {
            var categories = string.Join(", ", line.Categories.Select(category => talk.Word($"category.{category}")));
            var recipient = line.Recipient == ActorId.Participant.Value ? talk.Word("side.participant") : talk.Word(line.RecipientRole is null ? "?" : $"actor-role.{line.RecipientRole}");
            talk.Row(
                new JsonObject
                {
                    ["participant"] = line.Participant, ["version"] = line.Version, ["line"] = line.Line,
                    ["happenedOn"] = LocalDatePattern.Iso.Format(line.HappenedOn), ["happenedAt"] = line.HappenedAt, ["outcome"] = line.Outcome,
                    ["giver"] = line.Giver, ["recipient"] = line.Recipient, ["recipientRole"] = line.RecipientRole, ["categories"] = new JsonArray([.. line.Categories.Select(c => (JsonNode)c)]),
                    ["purpose"] = line.Purpose, ["consent"] = line.Consent, ["carePartner"] = line.CarePartner, ["because"] = line.Because, ["rulesVersion"] = line.RulesVersion,
                    ["recordedBy"] = line.RecordedBy, ["struck"] = line.IsStruck, ["judgement"] = line.Judgement,
                },
                $"{LocalDatePattern.Iso.Format(line.HappenedOn)} {line.HappenedAt ?? "--:--"}  {talk.Word($"disclosure-outcome.{line.Outcome}"),-10}  {line.Participant:N}#{line.Version}  {categories} -> {recipient}" +
                (line.Because is null ? "" : $"  ({talk.Word($"because.{line.Because}")})") + (line.IsStruck ? "  [struck]" : line.Judgement is { } judged ? $"  [{talk.Word($"trail-judgement.{judged}")}]" : ""));
        }
        return ExitCode.Done;
    }
}
