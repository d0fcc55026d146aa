namespace ZorgWerk.Web;

/// <param name="Organisation">Proposed at the door.</param>
public sealed record SiteOptions(string Organisation);
