using System.Globalization;
using System.Security.Cryptography;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Users;

/// <summary>What a password must be, and how one is made that is.</summary>
public static class Password
{
    public const int MinimumLength = 12;

    public static readonly Refusal TooShort = new("user/password-too-short", "password") { About = [MinimumLength.ToString(CultureInfo.InvariantCulture)] };

    /// <summary>More than this is nobody's password, and costs to hash.</summary>
    public const int MaximumLength = 1000;

    public static readonly Refusal TooLong = new("user/password-too-long", "password") { About = [MaximumLength.ToString(CultureInfo.InvariantCulture)] };

    /// <inheritdoc cref="WeakPasswords.Common"/>
    public static IReadOnlyList<Refusal> Weak => [WeakPasswords.Common, WeakPasswords.Repeats, WeakPasswords.Sequence, WeakPasswords.Personal];

    /// <summary>Why this cannot be somebody's password; null when it can.</summary>
    public static Refusal? Fault(string password, PasswordOwner owner) => password.Length switch
    {
        < MinimumLength => TooShort,
        > MaximumLength => TooLong,
        _ => WeakPasswords.Fault(password, owner),
    };

    /// <summary>A new one of 96 random bits.</summary>
    public static string Generate() => ReadableSecret.Spell(RandomNumberGenerator.GetBytes(24));
}
