using NodaTime;
using static ZorgWerk.EventStore.Contract.Commands;

namespace ZorgWerk.EventStore.Contract;

public abstract partial class EventStoreContract
{
    private static readonly Table Caseload = new("caseload", 2,
        new("coach", ColumnKind.Text), new("participant", ColumnKind.Uuid), new("meetings", ColumnKind.Int));

    private static readonly Table Seen = new("seen", 1, new Column("day", ColumnKind.Date));

    private static readonly Table Every = new("every kind", 1,
        new("Key", ColumnKind.Long), new("text", ColumnKind.Text), new("uuid", ColumnKind.Uuid), new("int", ColumnKind.Int), new("bool", ColumnKind.Bool),
        new("decimal", ColumnKind.Decimal), new("date", ColumnKind.Date), new("instant", ColumnKind.Instant), new("bytes", ColumnKind.Bytes), new("json", ColumnKind.Json),
        new("codes", ColumnKind.Codes));

    [Fact]
    public async Task Rows_are_put_replaced_and_removed_with_the_command_that_says_so()
    {
        await CreateCaseload();
        var (ann, bea) = (Guid.NewGuid(), Guid.NewGuid());

        await Store.Append(With() with { Rows = [Row("coach", ann, 1), Row("coach", bea, 1)] }).Appended();
        await Store.Append(With() with { Rows = [Row("coach", ann, 2), Gone("coach", bea)] }).Appended();

        (await CaseloadRows()).ShouldBe([$"coach {ann} 2"]);
    }

    [Fact]
    public async Task Of_two_changes_to_one_row_the_later_wins_within_a_command_and_across_commands_that_share_a_transaction()
    {
        await CreateCaseload();
        var (ann, bea, cas) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await using (await HoldAppendOpen(NewStream()))
        {
            _ = Store.Append(With() with { Rows = [Row("a", ann, 1), Gone("a", bea), Row("a", bea, 3), Row("a", ann, 2), Row("a", cas, 1)] });
            _ = Store.Append(With() with { Rows = [Gone("a", cas), Row("a", bea, 4)] });
        }

        await Store.Append(With()).Appended();

        (await CaseloadRows()).ShouldBe(new[] { $"a {ann} 2", $"a {bea} 4" }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_refused_command_changes_no_row()
    {
        await CreateCaseload();
        var append = Adding(1, to: NewStream(), expected: 7) with { Rows = [Row("coach", Guid.NewGuid(), 1)] };

        (await Store.Append(append)).ShouldBeOfType<AppendResult.Conflict>();
        await Store.Append(append with { Streams = [] }).Appended();
        (await Store.Append(append with { Streams = [], Rows = [Row("coach", Guid.NewGuid(), 1)] })).ShouldBeOfType<AppendResult.Repeated>();

        (await CaseloadRows()).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_row_the_table_does_not_take_undoes_its_whole_command()
    {
        await CreateCaseload();
        var stream = NewStream();

        var fault = await Record.ExceptionAsync(() => Store.Append(Adding(1, to: stream) with { Rows = [Row("coach", Guid.NewGuid(), -1)] }));

        fault.ShouldNotBeNull().ShouldNotBeOfType<StoreUnavailableException>();
        (await Store.Read(stream)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_table_that_is_all_key_keeps_a_row_put_twice()
    {
        await Execute("create table seen (day date primary key); grant all on seen to public");
        var day = new LocalDate(2026, 3, 2);

        for (var n = 0; n < 2; n++) await Store.Append(With() with { Rows = [new RowChange(Seen, [day]), new RowChange(Seen, [new LocalDate(2026, 3, 2)])] }).Appended();

        (await Ask<DateOnly[]>("select array(select day from seen)")).ShouldBe([new DateOnly(2026, 3, 2)]);
    }

    [Fact]
    public async Task Every_kind_of_value_arrives_and_so_does_its_absence()
    {
        await Execute("""
            create table "every kind" ("Key" bigint primary key, text text, uuid uuid, int integer, bool boolean, decimal numeric, date date, instant timestamptz,
                                       bytes bytea, json jsonb, codes text[]);
            grant all on "every kind" to public
            """);
        var id = Guid.NewGuid();
        object?[] full =
        [
            long.MaxValue, "Zoë", id, -1, true, 12.50m, new LocalDate(2024, 2, 29), Instant.FromUtc(2026, 3, 2, 9, 0), new ReadOnlyMemory<byte>([1, 0, 255]), Json("""{"a": [1]}"""),
            new[] { "NULL", "werk-1.a_b" },
        ];
        object?[] bare = [1L, null, null, null, null, null, null, null, null, null, null];
        object?[] empty = [2L, "", Guid.Empty, 0, false, 0m, LocalDate.MinIsoValue.PlusYears(9999), NodaConstants.UnixEpoch, ReadOnlyMemory<byte>.Empty, Json("null"), Array.Empty<string>()];

        await Store.Append(With() with { Rows = [new RowChange(Every, full), new RowChange(Every, bare), new RowChange(Every, empty)] }).Appended();

        (await Ask<long>($"""
            select count(*) from "every kind"
            where "Key" = {long.MaxValue} and text = 'Zoë' and uuid = '{id}' and int = -1 and bool and decimal = 12.50 and date = '2024-02-29'
              and instant = '2026-03-02T09:00Z' and bytes = '\x0100ff' and json = '{"{\"a\": [1]}"}' and codes = array['NULL', 'werk-1.a_b']
            """)).ShouldBe(1);
        (await Ask<long>("""select count(*) from "every kind" where "Key" = 1 and num_nulls(text, uuid, int, bool, decimal, date, instant, bytes, json, codes) = 10""")).ShouldBe(1);
        (await Ask<long>("""select count(*) from "every kind" where "Key" = 2 and text = '' and bytes = '' and json = 'null' and codes = '{}'""")).ShouldBe(1);

        await Store.Append(With() with { Rows = [new RowChange(Every, [1L], Remove: true), new RowChange(Every, [2L], Remove: true)] }).Appended();
        (await Ask<long>("""select count(*) from "every kind" """)).ShouldBe(1);
    }

    public static TheoryData<string, RowChange> RowsThatCannotBe => new()
    {
        { "a number for a text", new RowChange(Caseload, [1, Guid.NewGuid(), 1]) },
        { "a key that is null", new RowChange(Caseload, [null, Guid.NewGuid(), 1]) },
        { "too few values", new RowChange(Caseload, ["coach", Guid.NewGuid()]) },
        { "more than the key in a removal", new RowChange(Caseload, ["coach", Guid.NewGuid(), 1], Remove: true) },
        { "a code with a comma", new RowChange(new Table("t", 1, new("id", ColumnKind.Long), new("codes", ColumnKind.Codes)), [1L, new[] { "a,b" }]) },
    };

    [Theory]
    [MemberData(nameof(RowsThatCannotBe), DisableDiscoveryEnumeration = true)]
    public async Task A_row_that_does_not_fit_its_table_is_refused_before_anything_is_asked(string why, RowChange row) =>
        await Should.ThrowAsync<ArgumentException>(async () => await Store.Append(With() with { Rows = [row] }), why);

    private static RowChange Row(string coach, Guid participant, int meetings) => new(Caseload, [coach, participant, meetings]);

    private static RowChange Gone(string coach, Guid participant) => new(Caseload, [coach, participant], Remove: true);

    protected Task CreateCaseload() => Execute("""
        create table caseload (coach text, participant uuid, meetings integer not null check (meetings >= 0), primary key (coach, participant));
        grant all on caseload to public
        """);

    private Task<string[]> CaseloadRows() => Ask<string[]>("select array(select concat_ws(' ', coach, participant, meetings) from caseload)");
}
