namespace ZorgWerk.Cli.Tests;

/// <summary>The pilot of the samples, imported once, undisturbed; specs only look at it, or work on a copy.</summary>
public sealed class Pilot : IAsyncLifetime
{
    public const string Name = "pilot";

    private Workplace? _place;
    private Said? _import;

    public static string File { get; } = Path.Combine(AppContext.BaseDirectory, "pilot.jsonl");

    internal Workplace Place => _place ?? throw new InvalidOperationException("It is not imported yet.");

    internal Said Import => _import ?? throw new InvalidOperationException("It is not imported yet.");

    public async Task InitializeAsync()
    {
        _place = await Workplace.OnTestServer();
        _import = await _place.Run("import", File, "--json");
    }

    public async Task DisposeAsync() => await Place.DisposeAsync();
}

[CollectionDefinition(Pilot.Name)]
public sealed class PilotCollection : ICollectionFixture<Pilot>;
