using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using ZorgWerk.Casework.Users;

namespace ZorgWerk.Web;

/// <summary>Passwords as the framework hashes them: PBKDF2 with a salt each. The hash tells its own cost, so the cost can be raised later.</summary>
public static class PasswordHashing
{
    // What OWASP asks of PBKDF2 with SHA-512; the framework's own default is half of it.
    private const int Iterations = 210_000;

    private static readonly PasswordHasher<User> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));

    // Somebody who is not there takes as long to turn away as somebody whose password is wrong.
    private static readonly string Nobodys = Hash("nobody has this password");

    public static string Hash(string password) => Hasher.HashPassword(null!, password);

    /// <param name="hash">Nothing when there is no such user.</param>
    public static bool Fits(string password, string? hash) =>
        Hasher.VerifyHashedPassword(null!, hash ?? Nobodys, password) is not PasswordVerificationResult.Failed && hash is not null;
}
