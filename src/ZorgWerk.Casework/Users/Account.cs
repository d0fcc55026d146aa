using System.Security.Cryptography;
using System.Text;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Users;

/// <summary>What the door needs to know of somebody who wants to come in.</summary>
/// <param name="FailedSignIns">In a row, up to now.</param>
/// <param name="PasswordToChange">Somebody else made it.</param>
public sealed record Account(UserId Id, Role Role, string Language, string Name, string PasswordHash, Instant? LockedUntil, Instant? DisabledAt, int FailedSignIns, bool PasswordToChange)
{
    /// <summary>Another one as soon as password, role or standing change: sessions that began under the old one end.</summary>
    public string Stamp => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{PasswordHash}\n{Role}\n{DisabledAt}")).AsSpan(0, 12));
}
