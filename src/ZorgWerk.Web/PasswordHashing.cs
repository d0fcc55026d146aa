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

    public static string Hash(string password) => Hasher.HashPassword(null!, password);
}
