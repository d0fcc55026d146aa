using System.Runtime.Versioning;
using ZorgWerk.Postgres.Embedded;

namespace ZorgWerk.Postgres.Tests.Embedded;

public class DownloadSpecs
{
    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_download_gets_the_links_and_rights_that_its_package_leaves_out()
    {
        await using var folder = new SpecFolder();
        var native = folder.Below("native");
        foreach (var file in new[] { "bin/postgres", "lib/libpq.so.5.18", "lib/postgresql/plpgsql.so" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.Below("native", file))!);
            await File.WriteAllTextAsync(folder.Below("native", file), file);
            File.SetUnixFileMode(folder.Below("native", file), UnixFileMode.UserRead);
        }

        await File.WriteAllTextAsync(folder.Below("native", "pg-symlinks.json"), """[{"source":"native/lib/libpq.so.5.18","target":"native/lib/libpq.so.5"}]""");

        PostgresInstaller.Complete(native);
        PostgresInstaller.Complete(native);

        new FileInfo(folder.Below("native", "lib", "libpq.so.5")).LinkTarget.ShouldBe("libpq.so.5.18");
        File.GetUnixFileMode(folder.Below("native", "bin", "postgres")).ShouldBe((UnixFileMode)0b111_101_101);
        File.GetUnixFileMode(folder.Below("native", "lib", "libpq.so.5.18")).ShouldBe((UnixFileMode)0b110_100_100);
        File.GetUnixFileMode(folder.Below("native", "lib", "postgresql")).ShouldBe((UnixFileMode)0b111_101_101);
    }

    // Fetches ten megabytes, so it is not for every run.
    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_machine_with_npm_and_no_PostgreSQL_downloads_one_once_and_runs_it()
    {
        await using var folder = new SpecFolder();
        var said = new List<string>();
        var options = folder.Options("pg") with { MayInstall = true, Say = said.Add };
        Directory.CreateDirectory(folder.Below("path"));
        File.CreateSymbolicLink(folder.Below("path", "npm"), Platform.Current.Npm().ShouldNotBeNull("this spec needs npm").File);
        var machine = new BareLinux(folder.Below("path"));

        await using (var first = await EmbeddedPostgres.Start(options, machine, CancellationToken.None))
        {
            first.MajorVersion.ShouldBe(18);
            (await SpecFolder.Ask(first, "select datlocprovider from pg_database where datname = 'postgres'")).ShouldBe('b');
        }

        await using var second = await EmbeddedPostgres.Start(options with { MayInstall = false }, machine, CancellationToken.None);
        second.MajorVersion.ShouldBe(18);
        said.Count(line => line.Contains("npm", StringComparison.Ordinal)).ShouldBe(1);
    }
}
