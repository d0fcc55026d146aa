using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ZorgWerk.Casework.Personal;

/// <summary>
/// The one secret that is kept outside the database: it wraps every participant's key, names streams after references that nobody can
/// guess back, and fingerprints what commands asked. Without it nothing personal can be read.
/// </summary>
public sealed class MasterKey
{
    public const int Length = 32;

    private readonly byte[] _secret;

    /// <param name="secret"><see cref="Length"/> random bytes.</param>
    public MasterKey(ReadOnlySpan<byte> secret)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(secret.Length, Length);
        _secret = secret.ToArray();
        Id = Convert.ToHexStringLower(Derive("id").AsSpan(0, 8));
    }

    /// <summary>Names the key without telling it, to see that a database and a key belong together.</summary>
    public string Id { get; }

    public static MasterKey Create() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>Reads the key from a file that holds it as hexadecimal text; makes the file, for its owner only, when there is none.</summary>
    /// <exception cref="InvalidDataException">The file does not hold a key.</exception>
    public static MasterKey FromFile(string path)
    {
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var file = new StreamWriter(path, options);
            file.WriteLine(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length)));
        }

        var text = File.ReadAllText(path).Trim();
        return text.Length == Length * 2 && text.All(char.IsAsciiHexDigit)
            ? new MasterKey(Convert.FromHexString(text))
            : throw new InvalidDataException($"{path} does not hold a master key of {Length} bytes in hexadecimal.");
    }

    /// <summary>A participant's key, sealed under this one and bound to whom it is for.</summary>
    public byte[] Wrap(ReadOnlySpan<byte> dataKey, string boundTo) => AesSealing.Seal(Derive("wrap"), dataKey, Encoding.UTF8.GetBytes(boundTo));

    /// <exception cref="CryptographicException">Wrapped by another master key, for another subject, or altered.</exception>
    public byte[] Unwrap(ReadOnlySpan<byte> wrapped, string boundTo) => AesSealing.Open(Derive("wrap"), wrapped, Encoding.UTF8.GetBytes(boundTo));

    /// <summary>An id that follows from a name and cannot be turned back into it without this key. Version 8 of RFC 9562.</summary>
    public Guid IdFor(string kind, string scope, string name) => IdFor(kind, scope, Encoding.UTF8.GetBytes(name));

    /// <inheritdoc cref="IdFor(string, string, string)"/>
    public Guid IdFor(string kind, string scope, ReadOnlySpan<byte> name)
    {
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(Derive("names"), Lengths(Encoding.UTF8.GetBytes(kind), Encoding.UTF8.GetBytes(scope), name), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>Seals one of the web's keys for cookies and forms.</summary>
    public byte[] SealWebKey(string text) => AesSealing.Seal(Derive("web-keys"), Encoding.UTF8.GetBytes(text), "web"u8);

    /// <exception cref="CryptographicException">Sealed under another master key, or altered.</exception>
    public string OpenWebKey(ReadOnlySpan<byte> sealedText) => Encoding.UTF8.GetString(AesSealing.Open(Derive("web-keys"), sealedText, "web"u8));

    /// <summary>The password of the service's own login at the database: whoever has this key and the database needs no other secret.</summary>
    public string DatabasePassword => Convert.ToHexStringLower(Derive("database-login"));

    /// <summary>The same for the login that reads what people are shown.</summary>
    public string ReadersPassword => Convert.ToHexStringLower(Derive("database-readers"));

    /// <summary>A keyed fingerprint: equal for equal bytes, telling nothing about them once this key is gone.</summary>
    public byte[] Fingerprint(ReadOnlySpan<byte> bytes) => HMACSHA256.HashData(Derive("bodies"), bytes);

    /// <summary>What stands for the beginning of a word in a name, in one organisation.</summary>
    public long NameToken(string scope, string beginning)
    {
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(Derive("name-tokens"), Lengths(Encoding.UTF8.GetBytes(scope), Encoding.UTF8.GetBytes(beginning)), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }

    /// <summary>For users of invented cases: the same at each start, told by nothing but this key.</summary>
    public string DemoPassword() => ReadableSecret.Spell(Derive("demo-password").AsSpan(0, 16));

    private byte[] Derive(string purpose) => _derived.GetOrAdd(purpose, static (name, secret) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Length, info: Encoding.UTF8.GetBytes($"zorgwerk/{name}")), _secret);

    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, byte[]> _derived = new(StringComparer.Ordinal);

    /// <summary>Each part with its length before it, so that no two lists of parts look alike.</summary>
    private static byte[] Lengths(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        var bytes = new byte[(3 * sizeof(int)) + first.Length + second.Length + third.Length];
        Put(Put(Put(bytes, first), second), third);
        return bytes;
    }

    private static byte[] Lengths(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var bytes = new byte[(2 * sizeof(int)) + first.Length + second.Length];
        Put(Put(bytes, first), second);
        return bytes;
    }

    private static Span<byte> Put(Span<byte> at, ReadOnlySpan<byte> part)
    {
        BinaryPrimitives.WriteInt32BigEndian(at, part.Length);
        part.CopyTo(at[sizeof(int)..]);
        return at[(sizeof(int) + part.Length)..];
    }
}

/// <summary>AES-256-GCM as nonce, ciphertext, tag in one run of bytes.</summary>
internal static class AesSealing
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> clear, ReadOnlySpan<byte> boundTo)
    {
        var result = new byte[NonceLength + clear.Length + TagLength];
        var nonce = result.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, clear, result.AsSpan(NonceLength, clear.Length), result.AsSpan(NonceLength + clear.Length), boundTo);
        return result;
    }

    /// <exception cref="CryptographicException">Altered, or sealed under another key or for another place.</exception>
    public static byte[] Open(byte[] key, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> boundTo)
    {
        if (sealedBytes.Length < NonceLength + TagLength) throw new CryptographicException("Too short to have been sealed.");
        var clear = new byte[sealedBytes.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(sealedBytes[..NonceLength], sealedBytes.Slice(NonceLength, clear.Length), sealedBytes[^TagLength..], clear, boundTo);
        return clear;
    }
}
