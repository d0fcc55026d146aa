using System.Collections.Concurrent;
using System.Text;

namespace ZorgWerk.Coaching;

/// <summary>Names of events as Marten stores them: <c>ConsentGranted</c> is <c>consent_granted</c>, its second shape <c>consent_granted_v2</c>.</summary>
public static class EventName
{
    private static readonly ConcurrentDictionary<Type, string> Known = new();

    public static string Of(Type type) => Known.GetOrAdd(type, static t => SnakeCase(t.Name));

    private static string SnakeCase(string name)
    {
        var snake = new StringBuilder(name.Length + 8);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && snake.Length > 0) snake.Append('_');
            snake.Append(char.ToLowerInvariant(c));
        }
        return snake.ToString();
    }
}
