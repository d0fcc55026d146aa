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
        var disclosures = new Command("disclosures", "Who shared what with whom, when, on which consent; refusals too. Example: zorgwerk disclosures --participant RT-001") { whose };
        disclosures.SetAction((parsed, cancel) => ExitCode.Of(() => Run(globals.Where(parsed), globals.Talk(parsed), parsed.GetValue(whose), cancel)));
        return disclosures;
    }

    private static async Task<int> Run(Where where, Talk talk, string? participant, CancellationToken cancel)
    {
        await using var house = await House.Open(where, cancel);
        var stream = participant is null ? (StreamId?)null : house.References.ParticipantStream(house.Tenant, participant);
        await foreach (var line in DisclosureTrail.Read(house.Database, house.Tenant, stream, cancel))
        {
            var categories = string.Join(", ", line.Categories.Select(category => talk.Word($"category.{category}")));
            var recipient = line.Recipient == ActorId.Participant.Value ? talk.Word("side.participant") : talk.Word(line.RecipientRole is null ? "?" : $"actor-role.{line.RecipientRole}");
            talk.Row(
                new JsonObject
                {
                    ["participant"] = line.Participant, ["version"] = line.Version, ["happenedOn"] = LocalDatePattern.Iso.Format(line.HappenedOn), ["outcome"] = line.Outcome,
                    ["giver"] = line.Giver, ["recipient"] = line.Recipient, ["recipientRole"] = line.RecipientRole, ["categories"] = new JsonArray([.. line.Categories.Select(c => (JsonNode)c)]),
                    ["purpose"] = line.Purpose, ["consent"] = line.Consent, ["carePartner"] = line.CarePartner, ["because"] = line.Because, ["rulesVersion"] = line.RulesVersion,
                    ["recordedBy"] = line.RecordedBy, ["struck"] = line.IsStruck,
                },
                $"{LocalDatePattern.Iso.Format(line.HappenedOn)}  {talk.Word($"disclosure-outcome.{line.Outcome}"),-10}  {line.Participant:N}#{line.Version}  {categories} -> {recipient}" +
                (line.Because is null ? "" : $"  ({talk.Word($"because.{line.Because}")})") + (line.IsStruck ? "  [struck]" : ""));
        }
        return ExitCode.Done;
    }
}
