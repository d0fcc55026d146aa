using System.Text;

namespace ZorgWerk.Samples;

/// <summary>Ids as the short names that a step log shows: up to sixteen ASCII letters packed into the id, so that none has to be remembered.</summary>
public static class ShortName
{
    private const string TheParticipant = "participant";

    public static TId Id<TId>(string name) where TId : struct, IId<TId>
    {
        if (typeof(TId) == typeof(ActorId) && name == TheParticipant) return default;
        Span<byte> packed = stackalloc byte[16];
        packed.Clear();
        if (!Ascii.IsValid(name) || name.Length is 0 or > 16) throw new FormatException($"'{name}' is no short name.");
        Encoding.ASCII.GetBytes(name, packed);
        return TId.From(new Guid(packed));
    }

    public static string Of<TId>(TId id) where TId : struct, IId<TId> =>
        id.Value == Guid.Empty ? TheParticipant : Encoding.ASCII.GetString(id.Value.ToByteArray()).TrimEnd('\0');
}
