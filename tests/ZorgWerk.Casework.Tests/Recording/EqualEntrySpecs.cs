using ZorgWerk.Coaching;
using ZorgWerk.Coaching.Tests;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Tests.Recording;

/// <summary>Whoever records what stands there word for word can be asked about it; what differs in anything is recorded without a question.</summary>
public class EqualEntrySpecs
{
    /// <summary>These cannot be equal to an entry and be taken: what they do is done once, and the rules say so first.</summary>
    private static readonly Type[] NeverAsked =
    [
        typeof(RegisterParticipant), typeof(OpenTrajectory), typeof(AssignCoach), typeof(HandOverCase), typeof(HoldIntake), typeof(RemoveActor), typeof(ReachStep), typeof(DropStep),
        typeof(AnswerReferral), typeof(CompleteReferral), typeof(EndWorkExperience), typeof(ResumeWork), typeof(EndWorkResumption), typeof(PauseTrajectory), typeof(ResumeTrajectory),
        typeof(CloseTrajectory), typeof(ErasePersonalData),
    ];

    [Fact]
    public async Task Only_what_is_equal_in_every_field_texts_included_is_asked_about()
    {
        await using var office = await Office.Open();
        await office.Import(House);
        foreach (var example in StepExample.All)
        {
            var step = example.Step.GetType();
            var stream = new StreamId(Guid.CreateVersion7());
            foreach (var before in example.Before) (await office.Desk.Take(Command(stream, before))).Outcome.ShouldBe(Outcome.Recorded, $"{before}");
            var first = await Take(office, stream, example.Step);
            first.Outcome.ShouldBe(Outcome.Recorded, step.Name);
            var record = await office.Reader.Fold(Office.Tenant, stream, Moment.Now);
            var happened = (await Happened(office, stream))[^1];
            var anew = StepExample.AskedAnew(example.Step, happened);

            var equal = (await office.Desk.FindEqual(Office.Tenant, stream, anew, record)).ShouldNotBeNull(step.Name);
            (equal.Version, equal.By).ShouldBe((first.Version, People.Lotte), step.Name);
            foreach (var (field, other) in example.WithOneOther().Where(way => !IsNoAnswer(happened, step, way.Field)))
                (await office.Desk.FindEqual(Office.Tenant, stream, StepExample.AskedAnew(other, happened), record))?.Version.ShouldNotBe(first.Version, $"{step.Name} {field}: {other}");

            var asked = await Take(office, stream, anew);
            if (NeverAsked.Contains(step)) asked.Outcome.ShouldBeOneOf(Outcome.Refused, Outcome.NothingNew);
            else asked.ShouldSatisfyAllConditions(() => asked.Outcome.ShouldBe(Outcome.StandsAlready, step.Name), () => asked.Equal.ShouldBe(equal));
        }
    }

    [Fact]
    public async Task Said_to_be_a_second_one_it_is_recorded_under_the_very_command_that_was_asked_about()
    {
        await using var office = await Office.Open();
        var (stream, _) = await Noor(office);
        var talk = new HoldSession(People.Monday, SessionForm.Individual, 50, null, PersonalText.Of("Goed gesprek"));
        var command = Command(stream, talk) with { AsksFirst = true };
        (await office.Desk.Take(Command(stream, talk))).Version.ShouldBe(3);

        (await office.Desk.Take(command)).Outcome.ShouldBe(Outcome.StandsAlready);
        (await office.Desk.Remembered(command)).ShouldBeNull();
        (await office.Desk.Take(command with { AsksFirst = false })).ShouldBe(new Answer(Outcome.Recorded, 4));
        // Sent once more it has its first answer, whether it asks or not.
        (await office.Desk.Take(command)).ShouldSatisfyAllConditions(answer => answer.Outcome.ShouldBe(Outcome.Recorded), answer => answer.IsRepeated.ShouldBeTrue());
    }

    [Fact]
    public async Task Line_ends_and_blanks_around_a_text_make_no_difference_and_anything_else_does()
    {
        await using var office = await Office.Open();
        var (stream, record) = await Noor(office, new WriteNote(People.Monday, PersonalText.Of("Belt morgen.\nNeemt Koen mee.")));

        async Task<long?> Equal(string words) => (await office.Desk.FindEqual(Office.Tenant, stream, new WriteNote(People.Monday, PersonalText.Of(words)), record))?.Version;
        (await Equal("Belt morgen.\r\nNeemt Koen mee.\r\n ")).ShouldBe(3);
        (await Equal("Belt morgen. Neemt Koen mee.")).ShouldBeNull();
        (await Equal("Belt morgen.\nNeemt koen mee.")).ShouldBeNull();
    }

    [Fact]
    public async Task An_entry_counts_as_it_was_corrected_and_one_that_was_struck_does_not()
    {
        await using var office = await Office.Open();
        var (typed, meant) = (new WriteNote(People.Monday, PersonalText.Of("Belt niet")), new WriteNote(People.Monday, PersonalText.Of("Belt wel")));
        var (stream, _) = await Noor(office, typed, new CorrectEntry(People.Monday, 3, meant, PersonalText.Of("Vergist")));

        (await Take(office, stream, meant)).Equal!.Version.ShouldBe(3);
        (await Take(office, stream, typed)).Outcome.ShouldBe(Outcome.Recorded);
        await Take(office, stream, new CorrectEntry(People.Monday, 3, null, PersonalText.Of("Toch niet")));
        (await Take(office, stream, meant)).Outcome.ShouldBe(Outcome.Recorded);
    }

    [Fact]
    public async Task A_node_that_held_the_record_asks_about_what_still_stands()
    {
        await using var office = await Office.Open();
        var note = new WriteNote(People.Monday, PersonalText.Of("Belt morgen"));
        var (stream, _) = await Noor(office, note);
        await office.OtherDesk().Take(Command(stream, new CorrectEntry(People.Monday, 3, null, PersonalText.Of("Verkeerd dossier"))));

        (await Take(office, stream, note)).Outcome.ShouldBe(Outcome.Recorded);
    }

    private static async Task<(StreamId Stream, Participant Record)> Noor(Office office, params ParticipantStep[] more)
    {
        await office.Import(House);
        var stream = new StreamId(Guid.CreateVersion7());
        var example = StepExample.All.Single(one => one.Step is AssignCoach);
        foreach (var step in example.Before.Concat(more)) (await office.Desk.Take(Command(stream, step))).Outcome.ShouldBe(Outcome.Recorded, $"{step}");
        return (stream, await office.Reader.Fold(Office.Tenant, stream, Moment.Now));
    }

    private static StepCommand Command(StreamId stream, ParticipantStep step) =>
        new(Office.Tenant, new CommandId(Guid.CreateVersion7()), People.Lotte, stream, step, Guid.CreateVersion7().ToByteArray());

    private static Task<Answer> Take(Office office, StreamId stream, ParticipantStep step) => office.Desk.Take(Command(stream, step) with { AsksFirst = true });

    private static async Task<List<ParticipantEvent>> Happened(Office office, StreamId stream)
    {
        var happened = new List<ParticipantEvent>();
        await foreach (var (_, one, _) in office.Reader.Replay(Office.Tenant, stream, Moment.Now)) happened.Add(one);
        return happened;
    }

    /// <summary>The id that an entry goes by, which no two entries share; and that the giver was informed, without which there is no consent.</summary>
    private static bool IsNoAnswer(ParticipantEvent happened, Type step, string field) =>
        field is nameof(GrantConsent.Informed) || (happened.Introduces?.GetType() is { } id && step.GetProperty(field)!.PropertyType == id);

    private static string House => string.Join('\n',
    [
        """{"on":"2026-01-01","coach":"ada","step":"define-programme","fields":{"programme":"rentree","title":"Rentree","from":"2026-01-01","followUpMonths":[3,6,12],"employerContactDays":28,"contactDays":14,"maximumConsentDays":365,"networkBeforePlan":true}}""",
        .. StepExample.Coaches.Select(coach => $$$"""{"on":"2026-01-01","coach":"ada","step":"register-coach","fields":{"coach":"{{{coach.Value}}}","name":"Iemand","languages":["dutch"],"region":"gent"}}"""),
    ]);
}
