using System.Text;
using System.Text.Json;
using ZorgWerk.Casework.Import;
using ZorgWerk.Coaching;
using static ZorgWerk.Casework.Tests.Logs;

namespace ZorgWerk.Casework.Tests;

/// <summary>A sheet with a row a step means what the same steps mean as JSON Lines, and says where it cannot be read.</summary>
public class CsvImportSpecs
{
    private const string Header = "participant,on,coach,step,entered,text,minutes,form,name,language\n";

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    public async Task The_pilot_as_a_sheet_is_the_very_same_pilot(char separator)
    {
        await using var office = await Office.Open();
        var lines = (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "pilot.jsonl"))).Take(600).ToList();
        await office.Import(string.Join('\n', lines));
        var events = await office.Scalar<long>("select count(*) from mt_events");

        var (result, _) = await office.ImportCsv("\uFEFF" + Sheet(lines, separator));

        (result.Lines, result.Repeated, result.Faulty).ShouldBe((lines.Count, lines.Count, 0));
        (await office.Scalar<long>("select count(*) from mt_events")).ShouldBe(events);
    }

    [Fact]
    public async Task A_spreadsheet_in_dutch_or_french_is_understood()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);

        var (result, errors) = await office.ImportCsv("""
            participant;on;coach;step;hoursPerWeek;function;fullTime;fields.coach;languages;name;region;text
            RT-001;2025-07-01;lotte;change-working-hours;28,5;adapted;ONWAAR;;;;;
            ;2025-07-01;admin;register-coach;;;;amelie;french | dutch;Amélie Dupont;namur;
            ;;;;;;;;;;;
            RT-001;2025-07-02;lotte;write-note;;;;;;;;"Zei: ""het lukt"";
            en lachte"
            """.ReplaceLineEndings("\r\n"));

        errors.ShouldBeEmpty();
        result.ShouldBe(new ImportResult(Lines: 3, Recorded: 3, NothingNew: 0, Repeated: 0, Refused: 0, Faulty: 0));
        (await office.Scalar<decimal>("select hours_per_week from zw_caseload")).ShouldBe(28.5m);
    }

    [Fact]
    public async Task What_is_no_diagnosis_is_confirmed_in_the_file()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);

        var (result, errors) = await office.ImportCsv("""
            participant;on;coach;step;content;context;notMedical
            RT-001;2025-07-01;lotte;analyse-work-situation;Ploegleider Kanker vraagt meer uren;;
            RT-001;2025-07-01;lotte;analyse-work-situation;Ploegleider Kanker vraagt meer uren;;content
            RT-001;2025-07-01;lotte;analyse-work-situation;Ploegleider Kanker vraagt uren;Kanker leidt;content|context
            """);

        (result.Recorded, result.Refused, result.Faulty).ShouldBe((2, 1, 0));
        errors.Select(error => (error.Line, error.Field, error.Code)).ShouldBe([(2, "content", Refusals.MedicalForWorkSide.Code)]);
        var (_, noField) = await office.ImportCsv("""
            participant;on;coach;step;content;notMedical
            RT-001;2025-07-01;lotte;analyse-work-situation;Kanker;report
            """);
        noField.Select(error => (error.Line, error.Field, error.Code)).ShouldBe([(2, "notMedical", "field/not-a-choice")]);
        (await office.Scalar<string>("select string_agg(data ->> 'notMedical', ' ' order by version) from mt_events where type = 'work_situation_analysed'")).ShouldBe("""["content"] ["content", "context"]""");
        (await office.Scalar<string>("select string_agg(answer::text, ' ') from zw_commands")).ShouldNotContain("Kanker");
    }

    [Fact]
    public async Task Scales_and_replacements_stand_in_their_cell_as_json()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);

        var (_, errors) = await office.ImportCsv("""
            participant,on,coach,step,findings,scales,need,entry,replacement,reason
            RT-001,2025-07-01,lotte,record-first-line-assessment,Werkt halftijds,"[{""scale"":""was"",""score"":6}]",within-first-line,,,
            RT-001,2025-07-02,lotte,correct-entry,,,,11,"{""step"":""record-first-line-assessment"",""on"":""2025-06-30"",""fields"":{""findings"":""Werkt halftijds"",""need"":""within-first-line""}}",Dag ervoor
            """);
        errors.ShouldBeEmpty();
        (await office.ImportCsv("""
            participant,on,coach,step,findings,scales,need
            RT-001,2025-07-02,lotte,record-first-line-assessment,Werkt halftijds,was 6,within-first-line
            """)).Errors.ShouldHaveSingleItem().ShouldBe(new ImportError(2, "scales", "field/not-readable", null, []));
        (await office.Events("RT-001")).Select(stored => stored.Type).TakeLast(2).ShouldBe(["first_line_assessment_recorded", "entry_corrected"]);
    }

    [Theory]
    [InlineData("A,2025-02-20,lotte,dance,,,,,,", "step", "step/unknown")]
    [InlineData("A,02/20/2025,lotte,write-note,,x,,,,", "on", "day/does-not-exist")]
    [InlineData("A,2025-02-20,lotte,write-note,20/02/2025,x,,,,", "entered", "field/not-an-instant")]
    [InlineData("A,2025-02-20,lotte,write-note,,,,,,", "text", "field/missing")]
    [InlineData("A,2025-02-20,lotte,write-note,,x,60,,,", "minutes", "field/unknown")]
    [InlineData("A,2025-02-20,lotte,hold-session,,,\"1,5\",online,,", "minutes", "number/not-whole")]
    [InlineData("A,2025-02-20,lotte,hold-session,,,1.000,online,,", "minutes", "number/one-or-thousands")]
    [InlineData("A,2025-02-20,lotte,hold-session,,,60,dancing,,", "form", "field/not-a-choice")]
    [InlineData(",2025-02-20,lotte,write-note,,x,,,,", "participant", "field/missing")]
    [InlineData("A,2025-02-20,lotte,write-note,,x,,,,,,y", "L", "line/too-many-cells")]
    [InlineData("A,2025-02-20,lotte,write-note,,\"x,,,,", "text", "line/quote-not-closed")]
    [InlineData("A,2025-02-20,lotte,write-note,,x\"y\",,,,", "text", "line/quote-misplaced")]
    [InlineData("A,2025-02-20,lotte,write-note,,\"x\"y,,,,", "text", "line/quote-misplaced")]
    public async Task What_is_wrong_with_a_row_is_said_with_its_line_and_column(string row, string? column, string code)
    {
        await using var office = await Office.Open();

        var (_, errors) = await office.ImportCsv(Header + "\n" + row);

        errors.Select(error => (error.Line, error.Field, error.Code)).ShouldBe([(3L, column, code)]);
        Words.Has(code).ShouldBeTrue();
        (await office.Scalar<long>("select count(*) from zw_commands")).ShouldBe(0);
    }

    [Theory]
    [InlineData("A,2025-02-20,lotte,write-note,x", null, "line/no-header")]
    [InlineData("participant,on,coach,text", "step", "field/no-column")]
    [InlineData("participant,on,coach,step,tekst", "tekst", "field/unknown-column")]
    [InlineData("participant,on,coach,step,text,fields.text", "fields.text", "field/twice")]
    [InlineData("participant,on,coach,step,\"te\"xt", "E", "line/quote-misplaced")]
    public async Task Without_a_header_that_can_be_read_no_row_is_taken(string header, string? column, string code)
    {
        await using var office = await Office.Open();

        var (result, errors) = await office.ImportCsv(header + "\nA,2025-02-20,lotte,write-note,x\n");

        errors.Select(error => (error.Line, error.Field, error.Code)).ShouldBe([(1L, column, code)]);
        Words.Has(code).ShouldBeTrue();
        result.Faulty.ShouldBe(1);
    }

    [Fact]
    public async Task The_line_of_a_row_is_its_first_whatever_breaks_stand_in_its_cells()
    {
        var numbers = new List<long>();
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(Header + "A,,,,,\"a\r\n\nb\",,,,\r\n\r\nB,,,,,,,,,\nC,,,,,\"\n"));

        await foreach (var line in CsvLog.Read(file)) numbers.Add(line.Number);

        numbers.ShouldBe([2, 6, 7]);
    }

    [Fact]
    public async Task Bytes_that_are_no_utf_8_are_said_to_be_none()
    {
        using var file = new MemoryStream([.. Encoding.UTF8.GetBytes(Header), .. Encoding.Latin1.GetBytes("A,2025-02-20,lotte,write-note,,é,,,,\n"), .. Encoding.UTF8.GetBytes("A,,,,,é,,,,\n")]);
        var faults = new List<string?>();

        await foreach (var line in CsvLog.Read(file)) faults.Add(line.Faults.SingleOrDefault()?.Code);

        faults.ShouldBe(["line/not-utf-8", null]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    public async Task A_row_beyond_measure_is_passed_over_without_being_held(string quote)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(Header + quote + new string('x', 3 * LineReader.LongestLine) + quote + ",,,,,,,,,\nB,,,,,,,,,\n"));
        var read = new List<(long, string?)>();

        await foreach (var line in CsvLog.Read(file)) read.Add((line.Number, line.Faults.SingleOrDefault()?.Code));

        read.ShouldBe([(2, "line/too-long"), (3, null)]);
    }

    /// <summary>These lines as the sheet that means the same.</summary>
    private static string Sheet(List<string> lines, char separator)
    {
        var rows = lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        string[] columns = ["participant", "on", "coach", "step", "entered", .. rows.SelectMany(row => row.GetProperty("fields").EnumerateObject()).Select(field => $"fields.{field.Name}").Distinct()];
        var sheet = new StringBuilder(string.Join(separator, columns)).Append("\r\n");
        foreach (var row in rows) sheet.AppendJoin(separator, columns.Select(column => Quoted(Cell(row, column)))).Append("\r\n");
        return sheet.ToString();

        string Quoted(string cell) => cell.AsSpan().ContainsAny(separator, '"', '\n') ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

        string Cell(JsonElement row, string column) =>
            column.Split('.') is ["fields", var field] ? row.GetProperty("fields").TryGetProperty(field, out var value) ? Text(value, separator) : ""
            : row.TryGetProperty(column, out value) ? value.GetString()! : "";
    }

    private static string Text(JsonElement value, char separator) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "TRUE",
        JsonValueKind.False => "false",
        JsonValueKind.Number => separator is ';' ? value.GetRawText().Replace('.', ',') : value.GetRawText(),
        JsonValueKind.Array when value.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Object) => value.GetRawText(),
        JsonValueKind.Array => string.Join('|', value.EnumerateArray().Select(item => Text(item, separator))),
        _ => value.GetRawText(),
    };
}
