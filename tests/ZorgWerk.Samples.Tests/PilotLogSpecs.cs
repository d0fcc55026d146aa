using System.Text;

namespace ZorgWerk.Samples.Tests;

/// <summary>The committed log is what the generator writes, and the rules take every line of it but the disclosures that it means to be refused.</summary>
public class PilotLogSpecs
{
    private static readonly string[] Committed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "pilot.jsonl"));
    private static readonly string[] More = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "more.jsonl"));

    [Fact]
    public void The_committed_log_is_what_the_generator_writes() =>
        Written([new Pilot(Pilot.DefaultParticipants, Pilot.DefaultSeed, AtScale: false)]).ShouldBe(Committed);

    [Fact]
    public void The_programmes_beside_it_are_what_the_generator_writes_in_both_languages_and_the_rules_take_them()
    {
        Written(Pilot.More).ShouldBe(More);
        var lines = More.Select(LogLine.Parse).ToArray();
        lines.Select(line => line.Step).OfType<OpenTrajectory>().Select(step => step.Programme.Value).Distinct().ShouldBe(["allezi", "werk-in-zicht"], ignoreOrder: true);
        foreach (var prefix in new[] { "AL-", "WZ-" })
            lines.Where(line => line.Participant?.StartsWith(prefix, StringComparison.Ordinal) is true).Select(line => line.Step).OfType<RegisterParticipant>().Select(step => step.Language).Intersect([Language.Dutch, Language.French]).Count().ShouldBe(2, prefix);
        lines.Zip(lines.Skip(1)).ShouldAllBe(pair => pair.First.Entered <= pair.Second.Entered);
        Judge(Committed.Concat(More)).Keys.ShouldBe(Judge(Committed).Keys, ignoreOrder: true);
    }

    [Fact]
    public void Lines_stand_in_the_order_they_were_entered_and_never_before_they_happened()
    {
        var lines = Committed.Select(LogLine.Parse).ToArray();

        lines.Zip(lines.Skip(1)).ShouldAllBe(pair => pair.First.Entered <= pair.Second.Entered);
        lines.ShouldAllBe(line => line.Step.On <= Pilot.DayOf(line.Entered));
        lines.ShouldAllBe(line => line.Entered <= Pilot.At(Pilot.LastDay, 18 * 60));
    }

    [Fact]
    public void The_rules_take_every_line_of_the_pilot_but_the_disclosures_it_means_to_be_refused()
    {
        var refusals = Judge(Committed);

        refusals.Keys.ShouldBe(
            [
                DiscloseInformation.ConsentMissing.Code, DiscloseInformation.CarePartnerNotConsulted.Code, GrantConsent.MedicalNeedsSecrecy.Code,
            ],
            ignoreOrder: true);
    }

    [Fact]
    public void The_pilot_tells_of_everything_that_a_coach_records()
    {
        var told = Committed.Select(LogLine.Parse).Select(line => line.Step.GetType()).ToHashSet();
        // Erasing and who leaves the network belong to a demonstration of their own.
        Type[] elsewhere = [typeof(ErasePersonalData), typeof(RemoveActor), typeof(SuspendCertificate), typeof(ChangeProgrammeRules)];

        typeof(CoachingStep).Assembly.GetExportedTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(CoachingStep)) && !told.Contains(type))
            .ShouldBe(elsewhere, ignoreOrder: true);
    }

    [Fact]
    public void A_log_at_scale_is_grouped_per_participant_and_taken_by_the_rules()
    {
        var lines = Written([new Pilot(60, 7, AtScale: true)]);
        var participants = lines.Select(LogLine.Parse).Select(line => line.Participant).OfType<string>().ToArray();

        participants.Zip(participants.Skip(1)).Count(pair => pair.First != pair.Second).ShouldBe(59);
        Judge(lines).Keys.ShouldBeSubsetOf(Judge(Committed).Keys);
    }

    [Fact]
    public void Another_seed_tells_other_stories() =>
        Written([new Pilot(5, 1, AtScale: true)]).ShouldNotBe(Written([new Pilot(5, 2, AtScale: true)]));

    private static string[] Written(IReadOnlyList<Pilot> pilots)
    {
        using var stream = new MemoryStream();
        Program.Write(pilots, stream);
        return Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n').Split('\n');
    }

    /// <summary>Puts every line to the rules as an import would, and counts the refusals by code.</summary>
    private static Dictionary<string, int> Judge(IEnumerable<string> lines)
    {
        var programmes = new Dictionary<Code, Programme>();
        var coaches = new Dictionary<CoachId, Coach>();
        var records = new Dictionary<string, CaseRecord>(StringComparer.Ordinal);
        var refusals = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in lines.Select(LogLine.Parse))
        {
            var now = new Circumstances(Pilot.DayOf(line.Entered), ShortName.Id<UserId>(line.Coach)) { Programme = line.Step is INamesProgramme { Programme: var code } ? programmes.GetValueOrDefault(code, Programme.Undefined) : null };
            Decision answer;
            switch (line.Step)
            {
                case ProgrammeStep step:
                    var programme = programmes.GetValueOrDefault(step.Programme, Programme.Undefined);
                    answer = step.DecideFor(programme, now);
                    foreach (var happened in answer.Writes) programme = ((ProgrammeEvent)happened).Evolve(programme);
                    programmes[step.Programme] = programme;
                    break;
                case CoachStep step:
                    var coach = coaches.GetValueOrDefault(step.Coach, Coach.Unknown);
                    answer = step.DecideFor(coach, now);
                    foreach (var happened in answer.Writes) coach = ((CoachEvent)happened).Evolve(coach);
                    coaches[step.Coach] = coach;
                    break;
                default:
                    if (!records.TryGetValue(line.Participant!, out var record)) records.Add(line.Participant!, record = new CaseRecord());
                    answer = record.Ask((ParticipantStep)line.Step, now with { Coach = line.Step is INamesCoach named ? coaches.GetValueOrDefault(named.Coach) : null });
                    record.Write(answer, now.By);
                    break;
            }
            answer.Writes.Count.ShouldBe(1, $"{line.Participant} {line.Step} {(answer as Decision.Refused)?.Because}");
            if (answer is Decision.Refused { Because: var because }) refusals[because.Code] = refusals.GetValueOrDefault(because.Code) + 1;
        }
        return refusals;
    }
}
