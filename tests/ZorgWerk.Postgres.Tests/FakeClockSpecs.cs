using NodaTime;
using ZorgWerk.Testing;

namespace ZorgWerk.Postgres.Tests;

public class FakeClockSpecs
{
    [Fact]
    public void It_stands_still_until_it_is_told_otherwise()
    {
        var noon = Instant.FromUtc(2026, 3, 2, 12, 0);
        var clock = new FakeClock(noon);

        clock.GetCurrentInstant().ShouldBe(noon);
        clock.Advance(Duration.FromHours(1));
        clock.GetCurrentInstant().ShouldBe(Instant.FromUtc(2026, 3, 2, 13, 0));
        clock.Now = noon;
        clock.GetCurrentInstant().ShouldBe(noon);
    }
}
