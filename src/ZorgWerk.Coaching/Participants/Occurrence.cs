namespace ZorgWerk.Coaching;

/// <summary>A step or an event that may say at what time of the day it happened.</summary>
public interface IHasTimeOfDay
{
    LocalDate On { get; }

    /// <summary>In Europe/Brussels, to the minute; null: the time is not known.</summary>
    LocalTime? At { get; }
}

public enum Order { Before, After, NotKnown }

/// <summary>When something happened, as far as is known, and the version of the entry that tells it.</summary>
/// <param name="At">In Europe/Brussels, to the minute; null: the time is not known.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct Occurrence(LocalDate On, LocalTime? At, long Entry)
{
    /// <summary>After everything that happened on a day, whether its time is known or not.</summary>
    public static Occurrence AtTheEndOf(LocalDate day) => new(day, LocalTime.MaxValue, long.MaxValue);

    /// <summary>
    /// Whether this came before the other or after it. On one day that takes the time of both; within one minute they stand in the order
    /// in which they were written down.
    /// </summary>
    public Order ComparedTo(Occurrence other)
    {
        if (On != other.On) return On < other.On ? Order.Before : Order.After;
        if (At == LocalTime.MaxValue) return Order.After;
        if (At is not { } mine || other.At is not { } theirs) return Order.NotKnown;
        if (mine != theirs) return mine < theirs ? Order.Before : Order.After;
        return Entry < other.Entry ? Order.Before : Order.After;
    }

    /// <summary>Whether this tells of something sooner than what was known; on the same day, also that its time is known at all.</summary>
    public bool IsSoonerThan(Occurrence known) => On < known.On || (On == known.On && At is { } at && (known.At is not { } then || at < then));
}
