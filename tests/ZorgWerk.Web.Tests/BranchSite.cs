namespace ZorgWerk.Web.Tests;

/// <summary>The site on a <see cref="Branch"/>, with everybody signed in.</summary>
public sealed class BranchSite : IAsyncLifetime
{
    private readonly Dictionary<string, Caller> _callers = [];
    private readonly Dictionary<Guid, Things> _things = [];
    private TestSite? _site;

    internal TestSite Site => _site ?? throw new InvalidOperationException("It is not open yet.");

    /// <summary>What each case has, asked once: no walk adds to it.</summary>
    internal async Task<Things> ThingsOf(Guid participant) => _things.TryGetValue(participant, out var known) ? known : _things[participant] = await Things.Of(Site, participant);

    internal Caller As(string login) => _callers[login];

    public async Task InitializeAsync()
    {
        _site = await TestSite.Open(Branch.Name, Branch.Fill, routes: Walk.MapProbe);
        foreach (var (login, _) in Branch.Users) _callers[login] = await Site.SignedIn(login, Branch.Password);
    }

    public async Task DisposeAsync()
    {
        foreach (var caller in _callers.Values) caller.Dispose();
        await Site.DisposeAsync();
    }
}
