using System.Security.Cryptography;
using System.Text;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Users;

/// <summary>What the door needs to know of somebody who wants to come in.</summary>
/// <param name="PasswordToChange">Somebody else made it.</param>
/// <param name="IsDemo">It opens a demo only.</param>
/// <param name="LastChange">Number of the last change to what lets in: it only grows, so that what was taken away and given back is not the same.</param>
public sealed record Account(UserId Id, Role Role, string Language, string Name, string PasswordHash, Instant? DisabledAt, bool PasswordToChange, bool IsDemo, long LastChange)
{
    /// <summary>Another one as soon as password, passkeys, role or standing change: sessions that began under the old one end.</summary>
    public string Stamp => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{PasswordHash}\n{Role}\n{DisabledAt}\n{LastChange}")).AsSpan(0, 12));
}
