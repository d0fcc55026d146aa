using ZorgWerk.Postgres.Embedded;

namespace ZorgWerk.Postgres.Tests.Embedded;

/// <summary>What a person is told when it cannot work.</summary>
public class RefusalSpecs
{
    [Fact]
    public async Task A_folder_below_a_file_is_named_as_unusable()
    {
        await using var folder = new SpecFolder();
        await File.WriteAllTextAsync(folder.Below("letter"), "Dear Sir");

        (await Refused(folder.Options("letter", "pg"))).ShouldContain(folder.Below("letter", "pg"));
    }

    [Fact]
    public async Task A_folder_with_something_else_in_it_is_left_as_it_is()
    {
        await using var folder = new SpecFolder();
        Directory.CreateDirectory(folder.Below("photos"));
        await File.WriteAllTextAsync(folder.Below("photos", "summer.jpg"), "");

        (await Refused(folder.Options("photos"))).ShouldContain("is not empty");
        File.Exists(folder.Below("photos", "summer.jpg")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_path_that_a_shell_would_read_as_a_command_is_refused()
    {
        await using var folder = new SpecFolder();

        (await Refused(folder.Options("$(reboot)", "pg"))).ShouldContain("$(reboot)");
    }

    [Fact]
    public async Task A_server_that_does_not_start_is_quoted()
    {
        await using var folder = new SpecFolder();
        var options = folder.Options("pg");
        await using (await EmbeddedPostgres.Start(options))
        {
        }

        await File.AppendAllTextAsync(folder.Below("pg", "postgresql.conf"), "work_mem = plenty\n");

        (await Refused(options)).ShouldContain("\"plenty\"");
    }

    [Fact]
    public async Task A_cluster_without_its_password_file_is_refused_by_the_name_of_that_file()
    {
        await using var folder = new SpecFolder();
        var options = folder.Options("pg");
        await using (await EmbeddedPostgres.Start(options))
        {
        }

        File.Delete(folder.Below("pg.password"));

        (await Refused(options)).ShouldContain(folder.Below("pg.password"));
    }

    [Fact]
    public async Task Without_any_PostgreSQL_one_line_says_what_to_type()
    {
        await using var folder = new SpecFolder();

        var missing = await Should.ThrowAsync<PostgresNotFoundException>(
            () => EmbeddedPostgres.Start(folder.Options("pg"), new BareLinux(), CancellationToken.None));

        missing.Message.ShouldBe($"PostgreSQL 15 to 18 is not on this machine; install it with: {new LinuxPlatform().HowToInstall(null)}");
        missing.Message.ShouldNotContain('\n');
    }

    [Fact]
    public async Task A_folder_of_programs_that_was_asked_for_is_the_only_one_looked_at()
    {
        await using var folder = new SpecFolder();

        var missing = await Should.ThrowAsync<PostgresNotFoundException>(
            () => EmbeddedPostgres.Start(folder.Options("pg") with { BinDirectory = folder.Below("bin"), MayInstall = true }));

        missing.Message.ShouldContain(folder.Below("bin"));
    }

    private static async Task<string> Refused(EmbeddedPostgresOptions options) =>
        (await Should.ThrowAsync<PostgresStartException>(() => EmbeddedPostgres.Start(options))).Message;
}
