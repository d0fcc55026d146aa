namespace ZorgWerk.Web.Tests;

/// <summary>The time by which sessions run out, moved by hand.</summary>
internal sealed class HandTime : TimeProvider
{
    private DateTimeOffset _now = SystemClock.Instance.GetCurrentInstant().ToDateTimeOffset();

    public void Advance(TimeSpan by) => _now += by;

    public override DateTimeOffset GetUtcNow() => _now;
}
