using ZorgWerk.Casework.Events;
using ZorgWerk.Casework.Import;
using ZorgWerk.Coaching;
using static ZorgWerk.Casework.Tests.Logs;

namespace ZorgWerk.Casework.Tests;

/// <summary>A step log goes through the rules, whole lines at a time, and the same log again changes nothing.</summary>
public class ImportSpecs
{
    [Fact]
    public async Task A_log_becomes_streams_and_what_the_rules_refuse_is_said_with_its_line_field_and_rule()
    {
        await using var office = await Office.Open();

        var (result, errors) = await office.Import(SetUp + Noor);

        errors.ShouldHaveSingleItem().ShouldBe(new ImportError(8, "categories", "disclose-information/consent-missing", "R1", ["Progress"]));
        result.ShouldBe(new ImportResult(Lines: 12, Recorded: 11, NothingNew: 0, Repeated: 0, Refused: 1, Faulty: 0));
        (await office.Events("RT-001")).Select(e => e.Type).ShouldBe([
            "participant_registered", "trajectory_opened", "coach_assigned", "intake_held", "actor_mapped", "disclosure_refused", "consent_granted",
            "information_disclosed", "work_resumed", "entry_corrected"]);
    }

    [Fact]
    public async Task The_same_log_again_changes_nothing_and_says_the_same()
    {
        await using var office = await Office.Open();
        var first = await office.Import(SetUp + Noor);
        var events = await office.Scalar<long>("select count(*) from mt_events");

        var again = await office.Import(SetUp + Noor);

        again.Errors.ShouldBe(first.Errors);
        again.Result.ShouldBe(new ImportResult(Lines: 12, Recorded: 0, NothingNew: 0, Repeated: 12, Refused: 1, Faulty: 0));
        (await office.Scalar<long>("select count(*) from mt_events")).ShouldBe(events);
    }

    [Fact]
    public async Task A_line_that_differs_in_a_word_or_in_who_wrote_it_is_another_entry_and_the_same_lines_again_are_none()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Begun);
        string Call(string coach, string about) => $$$"""{"participant":"RT-009","on":"2025-01-13","coach":"{{{coach}}}","step":"hold-session","fields":{"form":"individual","minutes":50,"report":"{{{about}}}"}}""";
        var calls = string.Join('\n', Call("lotte", "Goed gesprek"), Call("lotte", "Nog een gesprek"), Call("yasmina", "Goed gesprek"));

        (await office.Import(calls)).Result.Recorded.ShouldBe(3);
        (await office.Import(calls)).Result.ShouldSatisfyAllConditions(again => again.Repeated.ShouldBe(3), again => again.Recorded.ShouldBe(0));
        (await office.Reader.Fold(Office.Tenant, office.Stream("RT-009"), Moment.Now)).Current!.Sessions.ShouldBe(3);
    }

    [Fact]
    public async Task A_rehearsal_finds_the_refusals_and_writes_nothing()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp);
        var before = await office.Scalar<long>("select count(*) from zw_commands");

        var (result, errors) = await office.Import(Noor, dryRun: true);

        errors.ShouldHaveSingleItem().Code.ShouldBe("disclose-information/consent-missing");
        result.Undecided.ShouldBe(1);
        (await office.Scalar<long>("select count(*) from zw_commands")).ShouldBe(before);
        (await office.Scalar<long>("select count(*) from zw_caseload")).ShouldBe(0);
    }

    [Fact]
    public async Task A_correction_mends_every_view_and_replay_still_shows_both()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);

        (await office.Scalar<decimal>("select hours_per_week from zw_caseload")).ShouldBe(20);
        (await office.Scalar<long>("select corrected_by from zw_timeline where version = 9")).ShouldBe(10);
        (await office.Reader.Fold(Office.Tenant, office.Stream("RT-001"), new Moment(UpToVersion: 9))).Current!.LastSpell!.HoursPerWeek.ShouldBe(19);
        (await office.Reader.Fold(Office.Tenant, office.Stream("RT-001"), new Moment(HappenedBy: new LocalDate(2025, 5, 31)))).Current!.LastSpell.ShouldBeNull();
        (await office.Reader.Fold(Office.Tenant, office.Stream("RT-001"), new Moment(HappenedBy: new LocalDate(2025, 6, 1)))).Current!.IsAtWork.ShouldBeTrue();
    }

    [Theory]
    [InlineData("not json", null, "line/not-json")]
    [InlineData("[]", null, "line/not-json")]
    [InlineData("""{"on":"2025-05-12","coach":"lotte","step":"dance"}""", "step", "step/unknown")]
    [InlineData("""{"on":"2025-05-12","coach":"lotte","step":"write-note","fields":{"text":"x"}}""", "participant", "field/missing")]
    [InlineData("""{"participant":"A","on":"2025-02-30","coach":"lotte","step":"write-note","fields":{"text":"x"}}""", "on", "field/not-a-date")]
    [InlineData("""{"participant":"A","on":"2025-02-20","coach":"lotte","step":"write-note","fields":{"text":"x","tekst":"y"}}""", "tekst", "field/unknown")]
    [InlineData("""{"participant":"A","on":"2025-02-20","coach":"lotte","step":"write-note","fields":{}}""", "text", "field/missing")]
    [InlineData("""{"participant":"A","on":"2025-02-20","coach":"lotte","step":"write-note","fields":{"text":"a\u0000b"}}""", "text", "text/control-character")]
    [InlineData("""{"participant":"A","on":"2025-02-20","coach":"lotte","step":"write-note","fields":{"text":"a\ud800b"}}""", "text", "field/not-readable")]
    [InlineData("""{"participant":"A","on":"2025-02-20","coach":"lotte","step":"hold-session","fields":{"form":"dancing","minutes":60}}""", "form", "field/not-a-choice")]
    [InlineData("""{"participant":"A","on":"2025-02-20","coach":"lotte","step":"hold-session","fields":{"form":"online","minutes":1e99}}""", "minutes", "number/not-whole")]
    [InlineData("""{"participant":"A","on":"2025-02-20","coach":"lotte","step":"hold-session","fields":{"form":"online","minutes":"1.000"}}""", "minutes", "number/one-or-thousands")]
    [InlineData("""{"participant":"A","on":"2025-02-20","coach":"lotte","step":"hold-session","fields":{"form":"online","minutes":"much"}}""", "minutes", "field/not-a-number")]
    [InlineData("""{"participant":"A","on":"2125-02-20","coach":"lotte","step":"register-participant","fields":{"name":"x","language":"dutch"}}""", "on", "on/in-the-future")]
    public async Task What_cannot_be_read_or_be_true_is_said_with_its_place_and_writes_nothing(string line, string? field, string code)
    {
        await using var office = await Office.Open();

        var (_, errors) = await office.Import("\n" + line);

        errors.Select(error => (error.Line, error.Field, error.Code)).ShouldBe([(2L, field, code)]);
        Words.Has(code).ShouldBeTrue();
        (await office.Scalar<long>("select count(*) from mt_events")).ShouldBe(0);
    }

    [Fact]
    public async Task The_pilot_of_the_samples_is_taken_whole_but_for_what_the_rules_refuse()
    {
        await using var office = await Office.Open();

        var (result, errors) = await office.Import(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "pilot.jsonl")));

        result.Faulty.ShouldBe(0);
        errors.Select(error => error.Rule).Distinct().Order(StringComparer.Ordinal).ShouldBe(["R1", "R2", "S1-15"]);
        (await office.Scalar<long>("select count(distinct participant_id) from zw_caseload")).ShouldBeGreaterThan(100);
        (await office.Scalar<long>("select count(*) from zw_disclosures where outcome = 'refused'")).ShouldBe(errors.Count(e => e.Code.StartsWith("disclose-information/", StringComparison.Ordinal) || e.Code.StartsWith("information/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{"participant":"A","on":"2025-02-20","on":"2025-02-21","coach":"lotte","step":"write-note","fields":{"text":"x"}}""", "on", "field/twice")]
    [InlineData("""{"participant":"A","on":"2025-02-20","coach":"lotte","step":"write-note","fields":{"text":"x","text":"y"}}""", "text", "field/twice")]
    [InlineData("""{"participant":"A","on":"2025-02-20","coach":"lotte","step":"write-note","mood":"good","fields":{"text":"x"}}""", "mood", "field/unknown")]
    [InlineData("""{"participant":"A","on":"2025-02-20","coach":"lotte","step":"write-note","\ud800":1,"fields":{"text":"x"}}""", null, "field/not-readable")]
    [InlineData("""{"participant":"A","on":"2025-02-20","coach":"lotte","step":"write-note","fields":["x"]}""", "fields", "field/not-an-object")]
    [InlineData("""{"participant":"A","on":"2025-02-20","entered":"yesterday","coach":"lotte","step":"write-note","fields":{"text":"x"}}""", "entered", "field/not-an-instant")]
    [InlineData("""{"participant":"A","on":"2025-02-20","entered":1740000000,"coach":"lotte","step":"write-note","fields":{"text":"x"}}""", "entered", "field/not-an-instant")]
    [InlineData("""{"participant":"A","on":"2025-02-20","entered":"2125-02-20T10:00:00Z","coach":"lotte","step":"write-note","fields":{"text":"x"}}""", "entered", "field/in-the-future")]
    [InlineData("""{"participant":"A","on":"2025-02-20","coach":"lotte","step":"record-first-line-assessment","fields":{"findings":"x","need":"within-first-line","scales":[{"scale":"was","score":4,"mood":"good"}]}}""", "scales", "field/not-readable")]
    [InlineData("""{"participant":"A","on":"2025-02-20","coach":"lotte","step":"correct-entry","fields":{"entry":1,"reason":"x","replacement":{"step":"write-note","on":"2025-02-20","mood":"good","fields":{"text":"x"}}}}""", "replacement.mood", "field/unknown")]
    public async Task What_stands_where_it_does_not_belong_is_said_with_its_place(string line, string? field, string code)
    {
        await using var office = await Office.Open();

        var (_, errors) = await office.Import(line);

        errors.Select(error => (error.Line, error.Field, error.Code)).ShouldBe([(1L, field, code)]);
        Words.Has(code).ShouldBeTrue();
        (await office.Scalar<long>("select count(*) from zw_commands")).ShouldBe(0);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(100_000)]
    public async Task Nesting_without_end_is_no_line(int levels)
    {
        await using var office = await Office.Open();

        var (result, errors) = await office.Import($$"""{"participant":"A","on":"2025-02-20","coach":"lotte","step":"write-note","fields":{{string.Concat(Enumerable.Repeat("[", levels))}}""" + "\n" + SetUp);

        errors.ShouldHaveSingleItem().ShouldBe(new ImportError(1, null, "line/not-json", null, []));
        result.Recorded.ShouldBe(2);
    }

    [Fact]
    public async Task Bytes_that_are_no_utf_8_are_no_line()
    {
        await using var office = await Office.Open();
        using var file = new MemoryStream([.. System.Text.Encoding.Latin1.GetBytes("""{"participant":"A","on":"2025-02-20","coach":"lotte","step":"write-note","fields":{"text":"é"}}""")]);

        var (_, errors) = await office.Import(LineReader.Read(file));

        errors.ShouldHaveSingleItem().Code.ShouldBe("line/not-utf-8");
    }

    [Fact]
    public async Task The_same_words_in_another_order_are_the_same_step()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);

        var (result, _) = await office.Import("""
            {"step" : "map-actor", "fields" : {"name":"Wim Aerts", "actor":"hr", "role":"human-resources"}, "entered":null, "coach":"lotte", "on":"2025-05-14", "participant":"RT-001"}
            """);

        result.Repeated.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_written_down_elsewhere_says_when_and_our_own_clock_says_when_it_came_here()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp);

        await office.Import("""
            {"participant":"RT-002","on":"2025-05-12","entered":"2025-05-13T09:30:00+02:00","coach":"lotte","step":"register-participant","fields":{"name":"Sami","language":"dutch"}}
            {"participant":"RT-002","on":"2025-05-12","coach":"lotte","step":"write-note","fields":{"text":"Belt terug"}}
            """);

        var events = await office.Events("RT-002");
        events.Select(EventCodec.EnteredElsewhere).ShouldBe([Instant.FromUtc(2025, 5, 13, 7, 30), null]);
        events.ShouldAllBe(stored => EventCodec.RecordedBy(stored) == office.References.User(Office.Tenant, "lotte") && stored.RecordedAt > Instant.FromUtc(2026, 1, 1, 0, 0));
    }

    [Fact]
    public async Task A_participant_who_is_registered_twice_is_one_participant()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);

        var (_, errors) = await office.Import("""{"participant":"RT-001","on":"2025-05-13","coach":"lotte","step":"register-participant","fields":{"name":"Noor Claessens","language":"dutch"}}""");

        errors.ShouldHaveSingleItem().ShouldBe(new ImportError(1, "participant", "register-participant/already-registered", null, []));
        (await office.Events("RT-001")).Count(stored => stored.Type == "participant_registered").ShouldBe(1);
    }

    [Fact]
    public async Task A_disclosure_that_comes_before_its_consent_stays_refused()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);

        var again = (await office.Import(Noor)).Errors;

        again.ShouldHaveSingleItem().ShouldBe(new ImportError(6, "categories", "disclose-information/consent-missing", "R1", ["Progress"]));
        (await office.Scalar<long>("select count(*) from zw_disclosures where outcome = 'refused'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused_where_it_stands()
    {
        await using var office = await Office.Open();
        var text = new string('x', PersonalText.MaximumLength + 1);

        var (_, errors) = await office.Import($$$"""{"participant":"A","on":"2025-02-20","coach":"lotte","step":"write-note","fields":{"text":"{{{text}}}"}}""");

        errors.ShouldHaveSingleItem().ShouldBe(new ImportError(1, "text", "text/too-long", null, []));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\r\n\r\n")]
    public async Task A_file_with_nothing_in_it_changes_nothing(string nothing)
    {
        await using var office = await Office.Open();

        (await office.Import(nothing)).Result.ShouldBe(new ImportResult(0, 0, 0, 0, 0, 0));
        (await office.ImportCsv(nothing)).Result.ShouldBe(new ImportResult(0, 0, 0, 0, 0, 0));
    }

    [Fact]
    public async Task A_byte_order_mark_line_ends_of_windows_and_a_last_line_without_end_make_no_difference()
    {
        await using var office = await Office.Open();

        (await office.Import("\uFEFF" + (SetUp + Noor).TrimEnd().ReplaceLineEndings("\r\n"))).Result.Recorded.ShouldBe(11);
        (await office.Import(SetUp + Noor)).Result.Repeated.ShouldBe(12);
    }

    [Fact]
    public async Task A_line_beyond_measure_is_passed_over_without_being_held()
    {
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes("a\n" + new string('x', 3 * LineReader.LongestLine) + "\nb"));
        var lines = new List<(long, bool)>();
        await foreach (var line in LineReader.Read(file)) lines.Add((line.Number, line.Faults.Any(fault => fault.Code == "line/too-long")));
        lines.ShouldBe([(1, false), (2, true), (3, false)]);
    }

    [Fact]
    public async Task A_refusal_is_never_decided_on_a_stale_record()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp);
        async IAsyncEnumerable<LogLine> Log([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
        {
            var number = 0L;
            foreach (var line in Begun.Split('\n', StringSplitOptions.RemoveEmptyEntries)) yield return Line(++number, line);
            while (number < 4000) yield return Line(++number, $$$"""{"participant":"nobody-{{{number % 50}}}","on":"2025-01-11","coach":"lotte","step":"write-note","fields":{"text":"{{{number}}}"}}""");
            // Somebody else at work between two windows; the first is written while the next is read.
            for (var tries = 0; tries < 3000 && (await office.Events("RT-009")).Count < 3; tries++) await Task.Delay(10, cancel);
            (await office.Import("""{"participant":"RT-009","on":"2025-01-11","coach":"lotte","step":"map-actor","fields":{"actor":"hr","role":"human-resources","name":"Wim"}}""")).Errors.ShouldBeEmpty();
            yield return Line(++number, """{"participant":"RT-009","on":"2025-01-12","coach":"lotte","step":"contact-employer","fields":{"employer":"hr","initiative":"employer","engagement":"obtained"}}""");
        }
        var (_, errors) = await office.Import(Log());
        errors.Where(error => error.Line == 4001).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rehearsal_of_a_whole_file_says_what_the_import_would()
    {
        await using var office = await Office.Open();
        var (rehearsed, errors) = await office.Import(SetUp + Noor, dryRun: true);
        errors.ShouldHaveSingleItem().Code.ShouldBe("disclose-information/consent-missing");
    }

    private static LogLine Line(long number, string json) => new(number, System.Text.Encoding.UTF8.GetBytes(json), 0);
}
