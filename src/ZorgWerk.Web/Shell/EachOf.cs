namespace ZorgWerk.Web.Shell;

/// <summary>A form that asks the same of several things: for each an id of its own that follows from the form's, so that sending it twice asks nothing twice.</summary>
internal static class EachOf
{
    public static Guid Command(Guid form, Guid about)
    {
        Span<byte> mixed = stackalloc byte[16], with = stackalloc byte[16];
        form.TryWriteBytes(mixed);
        about.TryWriteBytes(with);
        for (var at = 0; at < mixed.Length; at++) mixed[at] ^= with[at];
        return new Guid(mixed);
    }
}
