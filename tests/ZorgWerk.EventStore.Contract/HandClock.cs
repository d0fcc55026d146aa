using NodaTime;

namespace ZorgWerk.EventStore.Contract;

/// <summary>A clock that stands still until a test moves it.</summary>
public sealed class HandClock : IClock
{
    public Instant Now { get; set; } = Instant.FromUtc(2026, 3, 2, 9, 0);

    public Instant GetCurrentInstant() => Now;
}
