using System.Text.Json;
using System.Text.RegularExpressions;

namespace ZorgWerk.Cli.Tests;

/// <summary>The doctor finds what is wrong, says what to do, and touches nothing.</summary>
public class DoctorSpecs
{
    /// <summary>What is done to a house in order, what the doctor then finds, and how it is undone.</summary>
    private static readonly (string Harm, string Check, string Outcome, string Undo)[] Harms =
    [
        ("alter table zw_keys disable row level security", "row-security", "off", "alter table zw_keys enable row level security"),
        ("alter table mt_events no force row level security", "row-security", "unforced", "alter table mt_events force row level security"),
        ("alter role __login__ bypassrls", "login", "bypasses", "alter role __login__ nobypassrls"),
        ("alter role __login__ superuser", "login", "superuser", "alter role __login__ nosuperuser"),
        ("grant zorgwerk_owner to __login__", "login", "owner", "revoke zorgwerk_owner from __login__"),
        ("update zw_migrations set sha256 = 'x' where name = '0003_users'", "migrations", "refused", "update zw_migrations set sha256 = (select sha256 from kept) where name = '0003_users'"),
        ("insert into zw_migrations values ('casework', '9999_later', 'x')", "migrations", "refused", "delete from zw_migrations where name = '9999_later'"),
        ("insert into zw_view_stops values ('outcomes', 7, 'demo', gen_random_uuid(), 3, 'session_held', 'JsonException', now())", "view", "stopped", "delete from zw_view_stops"),
        ("insert into zw_keys values ('demo', gen_random_uuid(), 'x', 'another', null)", "master-key", "other", "delete from zw_keys where master_key_id = 'another'"),
        ("update zw_keys set wrapped = substr(wrapped, 2)", "master-key", "damaged", "select 1::bigint"),
    ];

    [Fact]
    public async Task A_house_of_its_own_is_in_order()
    {
        await using var place = Workplace.WithServerOfItsOwn();
        (await place.Run("user", "list")).ExitCode.ShouldBe(0);

        var said = await place.Run("doctor", "--json");

        said.ExitCode.ShouldBe(0, said.Output);
        said.Json.Select(Check).Distinct().ShouldBe(
            ["connection", "version", "fsync", "full_page_writes", "synchronous_commit", "checksums", "migrations", "master-key", "login", "row-security", "view", "size", "room", "clock", "archive"]);
        said.Json.Where(found => Check(found) is not ("archive" or "room")).Select(found => found.GetProperty("standing").GetString()).Distinct().ShouldBe(["ok"]);
    }

    /// <summary>One that follows is in <c>ReplicaSpecs</c> of the promises.</summary>
    [Theory]
    [InlineData("Host=127.0.0.1;Port=1", "away")]
    [InlineData(null, "other")]
    public async Task What_is_no_replica_is_a_warning(string? named, string outcome)
    {
        await using var place = await Workplace.OnTestServer();
        (await place.Run("user", "list")).ExitCode.ShouldBe(0);

        var said = await place.Run("doctor", "--json", "--replica", named ?? place.Connection);

        var found = said.Json.Single(one => Check(one) is "replica");
        (found.GetProperty("standing").GetString(), found.GetProperty("outcome").GetString()).ShouldBe(("warning", outcome));
        found.GetProperty("advice").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Harm_of_each_kind_is_found_and_told()
    {
        await using var place = await Workplace.OnTestServer();
        (await place.Run("user", "add", "an", "--name", "An Maes", "--role", "coach")).ExitCode.ShouldBe(0);
        var key = (await place.Run("doctor", "--json")).Json.Single(found => Check(found) is "master-key").GetProperty("reason").GetString()!;
        var login = $"zorgwerk_app_{Regex.Match(key, "[0-9a-f]{16}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value}";
        await Do(place, "create table kept as select sha256 from zw_migrations where name = '0003_users'");

        foreach (var (harm, check, outcome, undo) in Harms)
        {
            await Do(place, harm.Replace("__login__", login, StringComparison.Ordinal));
            var said = await place.Run("doctor", "--json");
            await Do(place, undo.Replace("__login__", login, StringComparison.Ordinal));

            said.ExitCode.ShouldBe(1);
            var found = said.Json.Where(one => Check(one) == check && one.GetProperty("standing").GetString() is "fault").ShouldHaveSingleItem(harm);
            found.GetProperty("outcome").GetString().ShouldBe(outcome);
            found.GetProperty("advice").GetString().ShouldNotBeNullOrEmpty();
        }
    }

    [Fact]
    public async Task Settings_that_lose_what_was_acknowledged_are_faults_and_the_service_does_not_start_on_them()
    {
        await using var place = await Workplace.OnTestServer();
        (await place.Run("user", "list")).ExitCode.ShouldBe(0);

        var doctor = await place.Run("doctor", "--json");
        var up = await place.Run("up", "--port", "0");

        doctor.ExitCode.ShouldBe(1);
        doctor.Json.Where(found => found.GetProperty("standing").GetString() is "fault").Select(Check).ShouldBe(["fsync", "full_page_writes", "synchronous_commit"]);
        (up.ExitCode, up.Output).ShouldBe((3, ""));
        up.Errors.ShouldContain("fsync, full_page_writes, synchronous_commit: off.");
    }

    [Fact]
    public async Task What_is_not_made_yet_is_told_and_not_made()
    {
        await using var place = await Workplace.OnTestServer();

        var said = await place.Run("doctor", "--json");

        said.Json.Where(found => found.GetProperty("outcome").GetString() is "pending").Count().ShouldBe(2);
        said.Json.Single(found => Check(found) is "master-key").GetProperty("outcome").GetString().ShouldBe("missing");
        (await place.Ask<long>("select count(*) from pg_tables where schemaname = 'public'")).ShouldBe(0);
        File.Exists(Path.Combine(place.Folder, "master.key")).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_a_database_there_is_nothing_to_look_at_and_none_is_made()
    {
        await using var place = Workplace.WithServerOfItsOwn();

        var nothing = await place.Run("doctor");
        var silent = await Zorgwerk.Run("doctor", "--data", place.Folder, "--connection", "Host=127.0.0.1;Port=1;Username=nobody;Database=none");

        (nothing.ExitCode, nothing.Output).ShouldBe((3, ""));
        nothing.Errors.ShouldContain("There is no database");
        Directory.EnumerateFileSystemEntries(place.Folder).ShouldBeEmpty();
        (silent.ExitCode, silent.Output).ShouldBe((3, ""));
    }

    [Theory]
    [InlineData("nl", "in orde", "fsync staat uit")]
    [InlineData("fr", "en ordre", "fsync est désactivé")]
    [InlineData("en", "ok", "fsync is off")]
    public async Task It_speaks_the_language_asked_for(string language, string well, string ill)
    {
        await using var place = await Workplace.OnTestServer();

        var said = await place.Run("doctor", "--language", language);

        said.Output.ShouldContain(well);
        said.Output.ShouldContain(ill);
    }

    [Fact]
    public void Every_finding_has_words_about_the_same_things_in_every_language()
    {
        foreach (var row in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "DoctorWords.csv")).Skip(1).Select(line => line.Split(';')))
        {
            row.Length.ShouldBe(4, row[0]);
            row.ShouldAllBe(word => word.Length > 0, row[0]);
            row[1..].Select(Places).Distinct().ShouldHaveSingleItem(row[0]);
        }

        static string Places(string words) => string.Join(' ', Regex.Matches(words, @"\{\d\}", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(place => place.Value).Order(StringComparer.Ordinal));
    }

    private static string Check(JsonElement found) => found.GetProperty("check").GetString()!;

    private static Task<long> Do(Workplace place, string statement) => place.Ask<long>($"{statement}; select 1::bigint");
}
