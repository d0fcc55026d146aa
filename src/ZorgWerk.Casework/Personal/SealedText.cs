using System.Text;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Personal;

/// <summary>The place a text was sealed for; opened as if it stood elsewhere, it does not open.</summary>
/// <param name="Type">Stored name of the event.</param>
/// <param name="Field">Name of the property that holds the text.</param>
public sealed record SealedFor(TenantId Tenant, StreamId Stream, long Version, string Type, string Field)
{
    internal byte[] Bytes => Encoding.UTF8.GetBytes($"{Tenant.Value}\n{Stream.Value:N}\n{Version}\n{Type}\n{Field}");
}

/// <summary>Personal text under a subject's key, with the place it belongs to.</summary>
public sealed class SealedText(ReadOnlyMemory<byte> bytes, SealedFor place) : ISealedText
{
    public SealedFor Place { get; } = place;

    internal ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <summary>A view's copy: the place and the ciphertext, readable by nobody without the key.</summary>
    public string ToToken() => $"{Place.Version}.{Place.Type}.{Place.Field}.{Convert.ToBase64String(Bytes.Span)}";

    /// <exception cref="FormatException">Not a token.</exception>
    public static SealedText FromToken(string token, TenantId tenant, StreamId stream)
    {
        var parts = token.Split('.', 4);
        if (parts.Length != 4) throw new FormatException("Not a sealed text.");
        return new SealedText(Convert.FromBase64String(parts[3]), new SealedFor(tenant, stream, long.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), parts[1], parts[2]));
    }

    public bool Equals(ISealedText? other) => other is SealedText text && Place == text.Place && Bytes.Span.SequenceEqual(text.Bytes.Span);

    public override bool Equals(object? obj) => Equals(obj as ISealedText);

    public override int GetHashCode() => HashCode.Combine(Place, Bytes.Length);
}

/// <summary>The key of one subject: a participant or a coach.</summary>
public sealed class DataKey(byte[] key)
{
    public static DataKey Create() => new(System.Security.Cryptography.RandomNumberGenerator.GetBytes(MasterKey.Length));

    internal ReadOnlySpan<byte> Secret => key;

    public byte[] Seal(string words, SealedFor place) => AesSealing.Seal(key, Encoding.UTF8.GetBytes(words), place.Bytes);

    /// <exception cref="System.Security.Cryptography.CryptographicException">Altered, or moved from another place.</exception>
    public string Open(SealedText text) => Encoding.UTF8.GetString(AesSealing.Open(key, text.Bytes.Span, text.Place.Bytes));
}
