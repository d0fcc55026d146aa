using System.Runtime.InteropServices;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace ZorgWerk.EventStore.Postgres;

/// <summary>Values on their way to and from PostgreSQL.</summary>
internal static class Wire
{
    private const int TicksPerMicrosecond = 10;

    /// <summary>What a timestamptz can hold, so that an event read back has the very moment that was answered.</summary>
    public static Instant ToMicroseconds(this Instant instant)
    {
        var ticks = instant.ToUnixTimeTicks();
        return Instant.FromUnixTimeTicks(ticks - (((ticks % TicksPerMicrosecond) + TicksPerMicrosecond) % TicksPerMicrosecond));
    }

    /// <summary>Reads a timestamptz; infinities become the first and the last moment of .NET's calendar.</summary>
    public static Instant ToInstant(this DateTime timestamp) => Instant.FromDateTimeUtc(DateTime.SpecifyKind(timestamp, DateTimeKind.Utc));

    /// <summary>The bytes without copying when they are a whole array already; nothing for no bytes.</summary>
    public static byte[]? ToArrayOrNull(this ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty) return null;
        return MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Array is { } array && array.Length == segment.Count ? array : bytes.ToArray();
    }

    public static NpgsqlParameter One<T>(NpgsqlDbType type, T value) => new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type };

    public static NpgsqlParameter Many<T>(NpgsqlDbType type, T[] values) => new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
}
