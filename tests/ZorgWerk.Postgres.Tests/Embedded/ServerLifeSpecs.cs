using System.Diagnostics;
using System.Globalization;
using Npgsql;
using ZorgWerk.Postgres.Embedded;
using static ZorgWerk.Postgres.Tests.Embedded.SpecFolder;

namespace ZorgWerk.Postgres.Tests.Embedded;

public class ServerLifeSpecs
{
    [Fact]
    public async Task A_server_that_runs_is_attached_to_and_left_running()
    {
        await using var folder = new SpecFolder();
        await using var first = await EmbeddedPostgres.Start(folder.Options("pg"));

        await using (var second = await EmbeddedPostgres.Start(folder.Options("pg")))
        {
            second.StartedByUs.ShouldBeFalse();
            second.MajorVersion.ShouldBe(first.MajorVersion);
            second.OwnerConnectionString("cases").ShouldBe(first.OwnerConnectionString("cases"));
            await second.Stop();
        }

        (await Ask(first, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task Two_that_start_at_once_get_one_server()
    {
        await using var folder = new SpecFolder();
        var options = folder.Options("pg");

        var both = await Task.WhenAll(EmbeddedPostgres.Start(options), EmbeddedPostgres.Start(options));

        both.Count(server => server.StartedByUs).ShouldBe(1);
        ServerProcess(both[0]).ShouldBe(ServerProcess(both[1]));
    }

    [Fact]
    public async Task Started_again_it_has_the_same_data()
    {
        await using var folder = new SpecFolder();
        await using (var before = await EmbeddedPostgres.Start(folder.Options("pg")))
        {
            await before.EnsureDatabase("cases");
            await before.EnsureDatabase("cases");
            await Ask(before, "create table kept as select 42 as answer", "cases");
        }

        await using var after = await EmbeddedPostgres.Start(folder.Options("pg"));

        after.StartedByUs.ShouldBeTrue();
        (await Ask(after, "select answer from kept", "cases")).ShouldBe(42);
    }

    [Fact]
    public async Task A_durable_server_syncs_and_a_test_server_does_not()
    {
        await using var folder = new SpecFolder();
        await using var forTests = await EmbeddedPostgres.Start(folder.Options("tests"));
        await using var forPeople = await EmbeddedPostgres.Start(folder.Options("people") with { Durable = true });

        foreach (var setting in new[] { "fsync", "synchronous_commit", "full_page_writes" })
        {
            (await Ask(forTests, $"show {setting}")).ShouldBe("off");
            (await Ask(forPeople, $"show {setting}")).ShouldBe("on");
        }
    }

    [Fact]
    public async Task After_the_server_was_killed_the_next_start_recovers_what_was_committed()
    {
        await using var folder = new SpecFolder();
        var options = folder.Options("pg") with { Durable = true };
        var killed = await EmbeddedPostgres.Start(options);
        await Ask(killed, "create table kept as select 42 as answer");
        Kill(ServerProcess(killed));

        await using var recovered = await EmbeddedPostgres.Start(options);

        recovered.StartedByUs.ShouldBeTrue();
        (await Ask(recovered, "select answer from kept")).ShouldBe(42);
    }

    [Fact]
    public async Task A_crashed_servers_number_that_another_process_has_by_now_does_not_keep_it_from_starting()
    {
        await using var folder = new SpecFolder();
        var crashed = await EmbeddedPostgres.Start(folder.Options("pg"));
        await using var neighbour = await EmbeddedPostgres.Start(folder.Options("neighbour"));
        Kill(ServerProcess(crashed));
        var file = Path.Combine(crashed.DataDirectory, "postmaster.pid");
        var lines = await File.ReadAllLinesAsync(file);
        lines[0] = ServerProcess(neighbour).ToString(CultureInfo.InvariantCulture);
        await File.WriteAllLinesAsync(file, lines);

        await using var recovered = await EmbeddedPostgres.Start(folder.Options("pg"));

        recovered.StartedByUs.ShouldBeTrue();
        (await Ask(neighbour, "select 1")).ShouldBe(1);
    }

    [Theory]
    [InlineData("pg")]
    [InlineData("a-folder-so-deep-that-the-path-of-its-socket-would-be-longer-than-the-hundred-and-seven-bytes-a-socket-may-have")]
    public async Task Started_again_after_it_was_killed_or_stopped_it_is_reached_where_it_was(string name)
    {
        await using var folder = new SpecFolder();
        var options = folder.Options(name) with { Durable = true };
        await using var server = await EmbeddedPostgres.Start(options);
        await Ask(server, "create table kept as select 42 as answer");
        var before = server.ServerProcess.ShouldNotBeNull();

        Kill(before);
        await server.StartAgain();
        (await Ask(server, "select answer from kept")).ShouldBe(42);
        server.ServerProcess.ShouldNotBeNull().ShouldNotBe(before);

        SendInterrupt(ServerProcess(server));
        while (server.ServerProcess is not null) await Task.Delay(20);
        await server.StartAgain();
        (await Ask(server, "select answer from kept")).ShouldBe(42);
        await server.Stop();
        server.ServerProcess.ShouldBeNull();
    }

    [Fact]
    public async Task A_server_belongs_to_whoever_started_it_last()
    {
        await using var folder = new SpecFolder();
        await using var first = await EmbeddedPostgres.Start(folder.Options("pg"));
        await using var second = await EmbeddedPostgres.Start(folder.Options("pg"));
        Kill(ServerProcess(first));

        await second.StartAgain();
        await first.StartAgain();
        await first.Stop();
        (await Ask(second, "select 1")).ShouldBe(1);
        await second.Stop();
        second.ServerProcess.ShouldBeNull();
    }

    [Fact]
    public async Task A_server_that_another_process_started_to_be_reached_elsewhere_is_not_taken_for_the_one_before()
    {
        await using var folder = new SpecFolder();
        var options = folder.Options("a-folder-so-deep-that-the-path-of-its-socket-would-be-longer-than-the-hundred-and-seven-bytes-a-socket-may-have");
        await using var first = await EmbeddedPostgres.Start(options);
        Kill(ServerProcess(first));
        await using var second = await EmbeddedPostgres.Start(options);

        (await Should.ThrowAsync<PostgresStartException>(() => first.StartAgain())).Message.ShouldContain("reached otherwise now");
        (await Ask(second, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_server_whose_program_was_killed_runs_on_and_is_found_again()
    {
        await using var folder = new SpecFolder();
        using var program = await OtherProcess.Run("start", folder.Options("pg").DataDirectory);
        await program.Kill();

        await using var found = await EmbeddedPostgres.Start(folder.Options("pg"));

        program.Said.ShouldStartWith("True ");
        found.StartedByUs.ShouldBeFalse();
        (await Ask(found, "select 1", "cases")).ShouldBe(1);
    }

    [Fact]
    public async Task Anybody_with_the_data_directory_can_stop_the_server_once()
    {
        await using var folder = new SpecFolder();
        var options = folder.Options("pg");
        var server = await EmbeddedPostgres.Start(options);

        (await EmbeddedPostgres.StopRunning(options)).ShouldBeTrue();
        (await EmbeddedPostgres.StopRunning(options)).ShouldBeFalse();

        await Should.ThrowAsync<NpgsqlException>(() => Ask(server, "select 1"));
        await server.Stop();
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("l'été, chez nous")]
    [InlineData("a-folder-so-deep-that-the-path-of-its-socket-would-be-longer-than-the-hundred-and-seven-bytes-a-socket-may-have")]
    public async Task It_runs_in_a_folder_called(string name)
    {
        await using var folder = new SpecFolder();
        var options = folder.Options(name, "pg");
        string sockets;
        await using (var server = await EmbeddedPostgres.Start(options))
        {
            sockets = (await Ask(server, "show unix_socket_directories")).ShouldBeOfType<string>();
            await using var attached = await EmbeddedPostgres.Start(options);
            attached.StartedByUs.ShouldBeFalse();
        }

        (sockets == options.DataDirectory || !Directory.Exists(sockets)).ShouldBeTrue("a socket folder elsewhere goes when the server stops");
    }

    [Fact]
    public async Task An_account_that_is_not_root_runs_its_server_itself()
    {
        await using var folder = new SpecFolder();
        var theirs = folder.Options("theirs", "pg").DataDirectory;
        var account = await SomebodyElse();
        var programs = folder.Below("programs");
        Directory.CreateDirectory(programs);
        foreach (var path in Directory.GetFiles(AppContext.BaseDirectory))
            File.Copy(path, Path.Combine(programs, Path.GetFileName(path)));
        Platform.Current.LetThrough(programs);
        Platform.Current.GiveAlone(account, Directory.CreateDirectory(folder.Below("theirs")).FullName);

        using var program = await OtherProcess.RunAs(account.Name, programs, "start", theirs);

        program.Said.ShouldBe($"True {theirs}");
        (await program.End()).ShouldBe(0);
        (await EmbeddedPostgres.StopRunning(new() { DataDirectory = theirs })).ShouldBeTrue();
    }

    // Whom root can become; anybody else stays who they are, and then every other spec here is about them as well.
    private static async Task<ServerAccount> SomebodyElse()
    {
        if (!Environment.IsPrivilegedProcess)
            return ServerAccount.Ourselves;
        return new("nobody", await Number(UnixPlatform.UserId("nobody")), await Number(UnixPlatform.GroupId("nobody")));

        static async Task<uint> Number(CommandLine question) => uint.Parse((await question.Run()).Output, CultureInfo.InvariantCulture);
    }

    // As pg_ctl stops it.
    private static void SendInterrupt(int number)
    {
        using var kill = Process.Start("kill", ["-INT", number.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static void Kill(int number)
    {
        using var process = Process.GetProcessById(number);
        process.Kill();
    }
}
