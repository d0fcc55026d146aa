using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ZorgWerk.Casework.Users;

/// <summary>What a session is carried by: a browser's cookie or a program's token.</summary>
public enum SessionKind { Browser, Program }

/// <summary>Where a session or an attempt to sign in comes from, as little of it as still helps its owner to recognise it.</summary>
/// <param name="Network">The address without its last part: <c>203.0.113.x</c>.</param>
/// <param name="Device">Such as <c>computer/firefox</c>; <c>curl</c> for a program.</param>
public sealed record SessionOrigin(string Network, string Device);

/// <summary>A session that still opens something, as its owner is shown it.</summary>
/// <param name="Id">Names it on pages and in forms, and opens nothing.</param>
/// <param name="LastSeenAt">Accurate to <see cref="UserSessions.SeenEvery"/>.</param>
/// <param name="IsCurrent">It is the one in which it is shown.</param>
public sealed record UserSession(Guid Id, SessionKind Kind, bool ByPasskey, SessionOrigin From, Instant CreatedAt, Instant LastSeenAt, bool IsCurrent);

/// <summary>The secret that a cookie or token carries. It is made once, told to the client only, and stored as its hash.</summary>
public readonly record struct SessionSecret
{
    private const int Bytes = 32;

    private SessionSecret(string text) => Text = text;

    public string Text { get; }

    public byte[] Hash => SHA256.HashData(Encoding.ASCII.GetBytes(Text));

    public static SessionSecret Create() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    public static SessionSecret Of(string text) => new(text);

    /// <summary>Says nothing, so that it gets into no log.</summary>
    public override string ToString() => nameof(SessionSecret);
}

/// <summary>How a session stands that a request came with.</summary>
/// <param name="Account">Whose it is; null when the session is not this user's or never was.</param>
public sealed record SessionState(Account? Account, Guid Id, Instant LastSeenAt, Instant Until, Instant? EndedAt)
{
    public static readonly SessionState Unknown = new(null, Guid.Empty, Instant.MinValue, Instant.MinValue, null);

    public bool IsAlive(Instant now) => Account is { DisabledAt: null } && EndedAt is null && now < Until;
}
