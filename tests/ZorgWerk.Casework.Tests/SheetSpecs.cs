using System.Text;
using ZorgWerk.Casework.Import;
using ZorgWerk.Coaching;
using static ZorgWerk.Casework.Tests.Logs;

namespace ZorgWerk.Casework.Tests;

/// <summary>Sheets as spreadsheets and people in Belgium leave them: read as they were meant, or told in one sentence what to change before anything is written.</summary>
public class SheetSpecs
{
    private const string Columns = "participant;on;coach;step;name;language\n";

    [Theory]
    [InlineData("bom.csv", "XA-002: Zoë Test")]
    [InlineData("windows1252.csv", "XA-003: Zoë Müller")]
    [InlineData("utf16le.csv", "XA-004: Zoë")]
    [InlineData("sep-line.csv", "XA-005: Zoë")]
    [InlineData("ddmmyyyy.csv", "XA-006: Zoë")]
    [InlineData("header-case-space.csv", "XA-011: Zoë")]
    [InlineData("smart-apostrophe.csv", "XA-013: O’Neill d’Hondt")]
    [InlineData("cr-only.csv", "XA-014: Zoë")]
    [InlineData("leading-zeros.csv", "00123: Nul", "123: Geen nul")]
    [InlineData("refcase.csv", "xa-024: Klein", "XA-024: Groot")]
    [InlineData("trailing-blank-rows.csv", "XA-034: Leeg")]
    [InlineData("one-trailing-separator.csv", "XA-035: Leeg")]
    [InlineData("comma.csv", "XA-036: Nieuw, Mia")]
    public async Task People_are_registered_as_the_sheet_says_however_it_was_saved(string file, params string[] people)
    {
        await using var office = await Office.Open();

        var (result, errors) = await office.ImportCsv(await Sheet(file));

        errors.ShouldBeEmpty();
        result.Recorded.ShouldBe(people.Length);
        foreach (var (reference, name) in people.Select(person => person.Split(": ")).Select(parts => (parts[0], parts[1])))
        {
            var person = await office.Reader.Fold(Office.Tenant, office.Stream(reference), Moment.Now);
            (await Open(office, reference, person.Name), await Open(office, reference, person.Reference)).ShouldBe((name, reference));
        }
        (await office.ImportCsv(await Sheet(file))).Result.Repeated.ShouldBe(people.Length);
    }

    [Theory]
    [InlineData("excel-serial.csv", "2 on sheet/day-as-number")]
    [InlineData("stray-quote.csv", "2 text line/quote-misplaced")]
    [InlineData("leading-apostrophe-formula.csv", "2 participant sheet/apostrophe", "2 name sheet/formula")]
    [InlineData("dup-header.csv", "1 name field/twice")]
    [InlineData("sci.csv", "2 participant sheet/number-shortened")]
    [InlineData("sci-collision.csv", "2 participant sheet/number-shortened", "3 participant sheet/number-shortened", "4 participant sheet/number-shortened")]
    [InlineData("hash-na.csv", "2 name sheet/error-value", "3 name sheet/error-value")]
    [InlineData("numbers.csv", "3 minutes number/one-or-thousands", "4 minutes field/not-a-number", "6 - line/twice", "7 minutes field/not-a-number", "8 minutes number/not-whole", "9 minutes field/not-a-number")]
    [InlineData("booleans.csv", "3 - line/twice", "4 - line/twice", "5 - line/twice", "6 - line/twice")]
    [InlineData("two-equal-rows.csv", "3 - line/twice")]
    [InlineData("same-name.csv", "2 name name/similar-case")]
    public async Task What_must_be_changed_is_said_with_line_and_column_before_anything_is_written(string file, params string[] told)
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + """{"participant":"RT-052","on":"2025-05-12","coach":"lotte","step":"register-participant","fields":{"name":"Ruben Baert","language":"dutch"}}""");
        var before = await office.Scalar<long>("select count(*) from zw_commands");

        var (_, errors) = await office.ImportCsv(await Sheet(file));

        errors.Select(error => $"{error.Line} {error.Field ?? "-"} {error.Code}").ShouldBe(told);
        errors.ShouldAllBe(error => Words.Has(error.Code));
        (await office.Scalar<long>("select count(*) from zw_commands")).ShouldBe(before);
    }

    [Fact]
    public void Every_file_that_was_found_to_go_wrong_is_in_one_of_these_tables()
    {
        var named = typeof(SheetSpecs).GetMethods().SelectMany(method => method.GetCustomAttributesData()).Where(data => data.AttributeType == typeof(InlineDataAttribute))
            .SelectMany(data => (IEnumerable<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!).Select(argument => argument.Value).OfType<string>().ToHashSet();
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Sheets")).Select(Path.GetFileName).ToList();

        files.Count.ShouldBeGreaterThan(25);
        // Names are found by NameSpecs.
        files.Except(named).ShouldBe(["names.csv"]);
    }

    [Theory]
    [InlineData("decimal-comma.csv", "session_held")]
    [InlineData("quoted-newline.csv", "note_written")]
    public async Task Steps_are_recorded_as_the_sheet_says(string file, string kind)
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Begun.Replace("RT-009", "RT-083", StringComparison.Ordinal));

        (await office.ImportCsv(await Sheet(file))).Errors.ShouldBeEmpty();

        var stored = (await office.Events("RT-083"))[^1];
        stored.Type.ShouldBe(kind);
        var happened = new Events.EventCodec().FromStore(stored.Type, stored.Data, Office.Tenant, office.Stream("RT-083"), stored.Version, stored.RecordedAt);
        if (happened is SessionHeld session) session.Minutes.ShouldBe(50);
        else (await Open(office, "RT-083", ((NoteWritten)happened).Text)).ShouldBe("regel 1\nregel 2; met \"aanhaling\"");
    }

    [Theory]
    [InlineData("Zoë\u200B Test", "Zoë Test")]
    [InlineData("Zoe\u0308\u00A0Test\u00A0", "Zoë Test")]
    [InlineData("\uFEFFZo\u00ADë \u202Etest", "Zoë test")]
    [InlineData("'t Hoen", "'t Hoen")]
    [InlineData("محمد‏ علي", "محمد‏ علي")]
    public async Task Names_are_kept_without_what_cannot_be_seen(string typed, string kept)
    {
        await using var office = await Office.Open();

        (await office.ImportCsv($"{Columns}XA-023\u200B;2025-11-02;lotte;register-participant;{typed};dutch\n")).Errors.ShouldBeEmpty();

        (await Open(office, "XA-023", (await office.Reader.Fold(Office.Tenant, office.Stream("XA-023"), Moment.Now)).Name)).ShouldBe(kept);
    }

    [Theory]
    [InlineData("A;2/11/2025;lotte;hold-session;individual;1 000")]
    [InlineData("A;02-11-25;lotte;hold-session;Individual;'1000")]
    [InlineData("A;2.11.2025;lotte;hold-session;individual;1.000,0")]
    [InlineData("A;2025-11-02 00:00:00;lotte;hold-session; individual ;1000,0")]
    [InlineData("A;2/11/2025 0:00;lotte;hold-session;individual;1000")]
    public async Task Days_and_numbers_that_can_be_read_in_one_way_are(string row)
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Begun);

        var line = await Line("participant;on;coach;step;form;minutes\n" + row);

        Encoding.UTF8.GetString(line.Json.Span).ShouldContain("\"on\":\"2025-11-02\"");
        var read = StepLine.Read(Office.Tenant, line, office.References, SystemClock.Instance.GetCurrentInstant(), error => throw new InvalidOperationException(error.ToString()))!;
        ((HoldSession)read.Command.Step).ShouldSatisfyAllConditions(session => session.Minutes.ShouldBe(1000), session => session.Form.ShouldBe(SessionForm.Individual));
    }

    [Theory]
    [InlineData("participant", "8,5073E+10", "sheet/number-shortened")]
    [InlineData("participant", "1.2E-05", "sheet/number-shortened")]
    [InlineData("participant", "12/jan", "sheet/made-a-date")]
    [InlineData("participant", "jan/26", "sheet/made-a-date")]
    [InlineData("participant", "1/12/2026", "sheet/made-a-date")]
    [InlineData("participant", "#REF!", "sheet/error-value")]
    [InlineData("participant", "########", "sheet/error-value")]
    [InlineData("coach", "#NAAM?", "sheet/error-value")]
    [InlineData("on", "#WAARDE!", "sheet/error-value")]
    [InlineData("on", "46328,5", "sheet/day-as-number")]
    [InlineData("on", "2/13/2025", "day/does-not-exist")]
    [InlineData("on", "gisteren", "day/year-unclear")]
    [InlineData("on", "2/11", "day/year-unclear")]
    [InlineData("name", "ZoÃ« Test", "sheet/letters-lost")]
    [InlineData("name", "Zo\uFFFD Test", "sheet/letters-lost")]
    [InlineData("name", "1,23E+05", "sheet/number-shortened")]
    [InlineData("name", "#DEEL/0!", "sheet/error-value")]
    [InlineData("region", "=A1", "sheet/formula")]
    [InlineData("text", "8,5073E+10", "sheet/number-shortened")]
    [InlineData("text", "#N/A", "sheet/error-value")]
    public async Task What_a_spreadsheet_damaged_is_told_wherever_it_stands(string column, string cell, string code)
    {
        await using var office = await Office.Open();
        var row = new Dictionary<string, string> { ["participant"] = "A", ["on"] = "2025-11-02", ["coach"] = "lotte", ["step"] = column is "text" ? "write-note" : "register-participant" };
        if (column is not "text") (row["name"], row["language"]) = ("Mia", "dutch");
        row[column] = cell;

        var (_, errors) = await office.ImportCsv($"{string.Join(';', row.Keys)}\n{string.Join(';', row.Values)}\n");

        errors.Select(error => (error.Line, error.Field, error.Code)).ShouldBe([(2L, column, code)]);
        Words.Has(code).ShouldBeTrue();
    }

    [Theory]
    [InlineData("5E1")]
    [InlineData("26-0187")]
    [InlineData("2026-11-02")]
    [InlineData("Jan")]
    [InlineData("#12")]
    public void A_reference_that_somebody_may_have_chosen_is_left_alone(string reference) => SheetDamage.InName(reference).ShouldBeNull();

    [Theory]
    [InlineData("participant,on,coach,step,text,,\nA,2025-11-02,lotte,write-note,x,,y", 2, "G", "field/column-without-name")]
    [InlineData("participant,on,coach,step,text\nA,2025-11-02,lotte,write-note,x,,y", 2, "G", "line/too-many-cells")]
    [InlineData("participant,on,coach,step,\u200B\uD83D\uDE00\nA,2025-11-02,lotte,write-note,x", 1, "E", "field/unknown-column")]
    [InlineData("sep=|\nparticipant|on|coach|step|text\n", 1, "A", "line/unknown-separator")]
    [InlineData("participant,on,coach,step,text,occurrence\nA,2025-11-02,lotte,write-note,x,zes", 2, "occurrence", "occurrence/not-a-count")]
    [InlineData("participant,on,coach,step,text,anotherPerson\nA,2025-11-02,lotte,write-note,x,ja", 2, "anotherPerson", "field/unknown")]
    public async Task What_stands_outside_the_columns_is_told_by_the_letter_of_its_column(string sheet, int line, string? column, string code)
    {
        await using var office = await Office.Open();

        var (_, errors) = await office.ImportCsv(sheet);

        errors.Select(error => ((int)error.Line, error.Field, error.Code)).ShouldBe([(line, column, code)]);
        Words.Has(code).ShouldBeTrue();
    }

    [Theory]
    [InlineData("sep=\t\r\nparticipant\ton\tcoach\tstep\ttext\r\nA\t2025-11-02\tlotte\twrite-note\tx")]
    [InlineData("participant\ton\tcoach\tstep\ttext\t\r\nA\t2025-11-02\tlotte\twrite-note\tx")]
    [InlineData("\uFEFFsep=;;;;;\r\nparticipant;on;coach;step;text\r\nA;2025-11-02;lotte;write-note;x\r\n;;;;\r\n \u00A0;;;;\u200B\r\n")]
    [InlineData("PARTICIPANT;On\u00A0;\u200Bcoach; Step ;Fields.Text\r\nA;2025-11-02;lotte;write-note;x;;;")]
    public async Task Separators_and_headers_may_be_written_in_many_ways(string sheet)
    {
        var line = await Line(sheet);

        line.Faults.ShouldBeEmpty();
        Encoding.UTF8.GetString(line.Json.Span).ShouldBe("""{"participant":"A","on":"2025-11-02","coach":"lotte","step":"write-note","fields":{"text":"x"}}""");
    }

    [Fact]
    public async Task What_happened_twice_is_said_once_more_with_its_occurrence_and_the_same_file_again_changes_nothing()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Begun.Replace("RT-009", "RT-052", StringComparison.Ordinal));
        const string Header = "participant;on;coach;step;form;minutes;occurrence\n";
        const string Row = "RT-052;2025-11-12;lotte;hold-session;online;15;";

        var (_, errors) = await office.ImportCsv(Header + Row + "\n" + Row + "1\n");
        errors.ShouldHaveSingleItem().ShouldBe(new ImportError(3, null, "line/twice", null, ["2"]));

        (await office.ImportCsv(Header + Row + "1\n" + Row + "2\n")).Result.Recorded.ShouldBe(2);
        (await office.Events("RT-052")).Count(stored => stored.Type == "session_held").ShouldBe(2);
        (await office.ImportCsv(Header + Row + "\n" + Row + "2\n")).Result.ShouldBe(new ImportResult(Lines: 2, Recorded: 0, NothingNew: 0, Repeated: 2, Refused: 0, Faulty: 0));
    }

    [Fact]
    public async Task What_stands_in_the_case_by_another_way_is_asked_about_too()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Begun);
        await office.Import("""{"participant":"RT-009","on":"2025-01-12","coach":"lotte","step":"hold-session","fields":{"form":"online","minutes":15}}""");
        const string Header = "participant;on;coach;step;form;minutes;occurrence\n";

        // Somebody else says so: another command.
        var (_, errors) = await office.ImportCsv(Header + "RT-009;2025-01-12;yasmina;hold-session;online;15;\nRT-009;2025-01-12;yasmina;hold-session;online;20;\n");
        errors.Select(error => (error.Line, error.Field, error.Code)).ShouldBe([(2L, (string?)null, "line/stands-already")]);

        var sheet = Header + "RT-009;2025-01-12;yasmina;hold-session;online;15;2\nRT-009;2025-01-12;yasmina;hold-session;online;20;\n";
        (await office.ImportCsv(sheet)).Result.Recorded.ShouldBe(2);
        (await office.ImportCsv(sheet)).Result.Repeated.ShouldBe(2);
        (await office.Events("RT-009")).Count(stored => stored.Type == "session_held").ShouldBe(3);
    }

    [Fact]
    public async Task Whoever_has_almost_the_name_of_somebody_on_file_or_on_another_line_is_registered_once_that_is_answered()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + """{"participant":"RT-001","on":"2025-05-12","coach":"lotte","step":"register-participant","fields":{"name":"Koen Van Acker","language":"dutch"}}""");
        const string Header = "participant;on;coach;step;name;language;anotherPerson\n";
        static string Rows(string answer) => $"""
            A;2025-11-02;lotte;register-participant;VANACKER Koen;dutch;{answer}
            B;2025-11-02;lotte;register-participant;Søren Łukasz;dutch;
            C;2025-11-02;lotte;register-participant;Lukas Soren;dutch;{answer}
            D;2025-11-02;lotte;register-participant;Mia Nieuw;dutch;nee

            """;

        var (_, errors) = await office.ImportCsv(Header + Rows(""));
        errors.ShouldBe([new ImportError(2, "name", "name/similar-case", null, []), new ImportError(4, "name", "name/similar-line", null, ["3"])]);

        (await office.ImportCsv(Header + Rows("ja"))).Result.Recorded.ShouldBe(4);
        // Taken, it needs no answer any more; and with or without it, it is the same line.
        (await office.ImportCsv(Header + Rows(""))).Result.Repeated.ShouldBe(4);
    }

    [Fact]
    public async Task A_log_of_which_one_line_cannot_be_read_is_not_taken_at_all()
    {
        await using var office = await Office.Open();
        var log = Encoding.UTF8.GetBytes(SetUp + Noor + "not json\n");

        var (result, errors) = await office.ImportWhole(() => LineReader.Read(new MemoryStream(log)));

        errors.ShouldHaveSingleItem().ShouldBe(new ImportError(13, null, "line/not-json", null, []));
        result.Recorded.ShouldBe(0);
        (await office.Scalar<long>("select count(*) from zw_commands")).ShouldBe(0);
    }

    [Fact]
    public void A_line_is_remembered_as_it_was_written_so_that_old_files_stay_the_same_commands()
    {
        var (line, body, _) = CanonicalLine.Parse(Encoding.UTF8.GetBytes("""{"participant":"A\u00a0","occurrence":1,"anotherPerson":true,"fields":{"name":"Zoe\u0308\u200b"}}"""));

        line!.Dispose();
        Encoding.UTF8.GetString(body).ShouldBe("""{"fields":{"name":"Zoe\u0308\u200B"},"participant":"A\u00A0"}""");
    }

    private static Task<byte[]> Sheet(string file) => File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Sheets", file));

    private static async Task<LogLine> Line(string sheet)
    {
        var lines = new List<LogLine>();
        await foreach (var line in CsvLog.Read(new MemoryStream(Encoding.UTF8.GetBytes(sheet)))) lines.Add(line);
        return lines.ShouldHaveSingleItem();
    }

    private static async Task<string?> Open(Office office, string reference, PersonalText? text)
    {
        var key = (await office.Keys.Find(Office.Tenant, office.Stream(reference)))!;
        return text!.Open(one => key.Open((Personal.SealedText)one));
    }
}
