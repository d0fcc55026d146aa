using ZorgWerk.Postgres.Embedded;

namespace ZorgWerk.Postgres.Tests.Embedded;

/// <summary>A Linux without PostgreSQL of its own, without apt-get and, unless folders are given, with nothing on the PATH.</summary>
internal sealed class BareLinux(params string[] path) : LinuxPlatform
{
    public override bool HasApt => false;

    public override IEnumerable<string> SearchPath() => path;

    public override IEnumerable<string> KnownFolders() => [];
}
