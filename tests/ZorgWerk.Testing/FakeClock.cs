using NodaTime;

namespace ZorgWerk.Testing;

/// <summary>Stands still until told otherwise.</summary>
public sealed class FakeClock(Instant now) : IClock
{
    public Instant Now { get; set; } = now;

    public void Advance(Duration by) => Now += by;

    public Instant GetCurrentInstant() => Now;
}
