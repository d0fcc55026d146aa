using System.Globalization;
using System.Runtime.Versioning;
using ZorgWerk.Postgres.Embedded;

namespace ZorgWerk.Postgres.Tests.Embedded;

/// <summary>Which PostgreSQL is taken, where programs that only say their version stand for it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FindingSpecs : IDisposable
{
    private readonly SpecFolder _folder = new();

    [Theory]
    [InlineData("postgres (PostgreSQL) 18.4", 18)]
    [InlineData("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", 15)]
    [InlineData("postgres (PostgreSQL) 19beta1", 19)]
    [InlineData("bash: postgres: command not found", null)]
    public void The_version_is_read_from_what_the_server_says_of_itself(string said, int? major) =>
        PostgresBinaries.MajorIn(said).ShouldBe(major);

    [Fact]
    public async Task The_newest_that_we_know_is_taken() =>
        (await Found(path: [Programs("a", 14), Programs("b", 16), Programs("c", 17), Programs("d", 19)])).ShouldBe("c");

    [Fact]
    public async Task A_cluster_is_served_by_its_own_version() =>
        (await Found(path: [Programs("a", 17), Programs("b", 15)], clusterOf: 15)).ShouldBe("b");

    [Fact]
    public async Task A_cluster_whose_version_is_missing_is_served_by_none() =>
        (await Found(path: [Programs("a", 17)], clusterOf: 16)).ShouldBeNull();

    [Fact]
    public async Task The_machines_own_goes_before_a_newer_download()
    {
        var package = new LinuxPlatform().NpmPackage!;
        Programs(Path.GetRelativePath(_folder.Path, PostgresInstaller.BinFolder(_folder.Below("postgres-binaries"), package)), 18);

        (await Found(path: [Programs("a", 15)])).ShouldBe("a");
        (await Found(path: [])).ShouldBe("bin");
    }

    [Fact]
    public async Task A_link_on_the_path_leads_to_the_folder_with_all_programs()
    {
        var programs = Programs("real", 16);
        Directory.CreateDirectory(_folder.Below("links"));
        File.CreateSymbolicLink(_folder.Below("links", "postgres"), Path.Combine(programs, "postgres"));

        (await Found(path: [_folder.Below("links")])).ShouldBe("real");
    }

    [Fact]
    public async Task A_folder_with_a_server_and_no_initdb_is_passed_over()
    {
        File.Delete(Path.Combine(Programs("a", 17), "initdb"));

        (await Found(path: [_folder.Below("a"), Programs("b", 16)])).ShouldBe("b");
    }

    public void Dispose() => _folder.Dispose();

    private string Programs(string name, int major)
    {
        var folder = Directory.CreateDirectory(_folder.Below(name)).FullName;
        foreach (var program in new[] { "initdb", "pg_ctl", "postgres" })
        {
            var file = Path.Combine(folder, program);
            File.WriteAllText(file, string.Create(CultureInfo.InvariantCulture, $"#!/bin/sh\necho 'postgres (PostgreSQL) {major}.1'\n"));
            File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
        }

        return folder;
    }

    private async Task<string?> Found(string[] path, int? clusterOf = null)
    {
        var options = new EmbeddedPostgresOptions { DataDirectory = _folder.Below("pg") };
        if (clusterOf is { } major)
        {
            Directory.CreateDirectory(options.DataDirectory);
            await File.WriteAllTextAsync(Path.Combine(options.DataDirectory, "PG_VERSION"), string.Create(CultureInfo.InvariantCulture, $"{major}\n"));
        }

        var cluster = new Cluster(options.DataDirectory, ServerAccount.Ourselves);
        var found = await PostgresBinaries.Find(options, cluster, new BareLinux(path), CancellationToken.None);
        return found is null ? null : Path.GetFileName(found.Folder);
    }
}
