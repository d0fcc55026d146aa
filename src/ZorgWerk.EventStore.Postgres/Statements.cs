using ZorgWerk.Postgres;

namespace ZorgWerk.EventStore.Postgres;

internal static class Statements
{
    public static readonly SqlFiles Files = new(typeof(Statements).Assembly);
}
