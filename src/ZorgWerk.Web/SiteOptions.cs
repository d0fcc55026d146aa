using System.Net;

namespace ZorgWerk.Web;

/// <summary>What the service is told about where it stands.</summary>
/// <param name="Organisation">Proposed at the door.</param>
public sealed record SiteOptions(string Organisation)
{
    /// <summary>Where people find it, such as <c>https://zorgwerk.example</c>; empty where it is reached on this machine only.</summary>
    public IReadOnlyList<Uri> Addresses { get; init; } = [];

    /// <summary>Whose <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c> are believed; nobody else's are.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>Accounts of the demo may sign in.</summary>
    public bool IsDemo { get; init; }

    /// <summary>The names that it answers to.</summary>
    public IReadOnlyList<string> Hosts => ["localhost", "127.0.0.1", "[::1]", .. Addresses.Select(address => address.Host)];
}
