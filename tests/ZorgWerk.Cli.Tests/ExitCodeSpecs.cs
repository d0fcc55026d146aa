namespace ZorgWerk.Cli.Tests;

/// <summary>What the shell is told when a command cannot do its work, and that the reason is on standard error alone.</summary>
[Collection(Pilot.Name)]
public class ExitCodeSpecs(Pilot pilot)
{
    [Theory]
    [InlineData("--port", "up", "--port", "many")]
    [InlineData("--language", "steps", "--language", "de")]
    [InlineData("--colour", "verify", "--colour")]
    [InlineData("--format", "import", "x", "--format", "xml")]
    [InlineData("file", "import")]
    [InlineData("--known-at", "replay", "RT-001", "--known-at", "yesterday")]
    [InlineData("--happened-by", "replay", "RT-001", "--happened-by", "2025-02-30")]
    [InlineData("--known-at", "replay", "RT-001", "--known-at", "-9998-01-01T00:00:00Z")]
    [InlineData("--known-at", "replay", "RT-001", "--known-at", "9999-12-31T23:59:59.999999999Z")]
    [InlineData("--happened-by", "replay", "RT-001", "--happened-by", "9999-12-31")]
    [InlineData("--happened-by", "replay", "RT-001", "--happened-by", "0000-01-01")]
    [InlineData("--version", "replay", "RT-001", "--version", "last")]
    [InlineData("--version", "replay", "RT-001", "--version", "0")]
    [InlineData("--version", "replay", "RT-001", "--version", "-1")]
    [InlineData("--version", "replay", "RT-001", "--version", "9223372036854775808")]
    [InlineData("--at", "restore", "--from", "x", "--at", "-9998-01-01T00:00:00Z")]
    [InlineData("--at", "restore", "--from", "x", "--at", "9999-12-31T23:59:59Z")]
    [InlineData("--port", "up", "--port", "65536")]
    [InlineData("--port", "up", "--port", "-1")]
    [InlineData("--steps", "bench", "--steps", "0")]
    [InlineData("--steps", "bench", "--steps", "9999999999999")]
    [InlineData("--name", "user", "add", "an", "--role", "coach")]
    [InlineData("--role", "user", "add", "an", "--name", "An", "--role", "boss")]
    [InlineData("--programme", "outcomes", "--out", "x")]
    public async Task Wrong_usage_names_what_is_wrong(string named, params string[] command)
    {
        var said = await Zorgwerk.Run(command);

        (said.ExitCode, said.Output).ShouldBe((2, ""));
        said.Errors.ShouldContain(named);
    }

    [Fact]
    public async Task A_version_that_a_record_has_not_is_refused_and_not_taken_for_the_newest()
    {
        var said = await pilot.Place.Run("replay", "RT-001", "--version", "9223372036854775807");

        (said.ExitCode, said.Output).ShouldBe((1, ""));
        said.Errors.ShouldContain("--version: this record has entries 1 to ");
    }

    [Fact]
    public async Task No_database_is_the_environments_fault()
    {
        var said = await Zorgwerk.Run("verify", "--data", pilot.Place.Folder, "--connection", "Host=127.0.0.1;Port=1;Username=nobody;Database=none");

        (said.ExitCode, said.Output).ShouldBe((3, ""));
        said.Errors.ShouldContain("127.0.0.1:1");
    }

    [Theory]
    [InlineData("/nowhere/log.jsonl", "There is no file /nowhere/log.jsonl.")]
    [InlineData("/tmp", "/tmp is a folder; name a file.")]
    [InlineData("/proc/self/mem", "/proc/self/mem cannot be read")]
    public async Task A_file_that_cannot_be_read_is_the_environments_fault(string file, string why)
    {
        var said = await pilot.Place.Run("import", file);

        (said.ExitCode, said.Output).ShouldBe((3, ""));
        said.Errors.ShouldContain(why);
    }

    [Fact]
    public async Task Another_master_key_is_not_taken()
    {
        await using var other = await Workplace.OnTestServer();

        var said = await Zorgwerk.Run("verify", "--data", other.Folder, "--connection", pilot.Place.Connection);

        (said.ExitCode, said.Output).ShouldBe((3, ""));
        said.Errors.ShouldContain("ZORGWERK_MASTER_KEY_FILE");
    }
}
