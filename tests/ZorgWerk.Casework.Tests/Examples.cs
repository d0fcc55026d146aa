using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Tests;

/// <summary>
/// Events with something in every place, made from the shape of their type alone: the same on every machine, and at hand for an event that
/// is yet to be written. No value is the default of its type, so that a property that gets lost cannot look as if it were still there.
/// </summary>
internal static class Examples
{
    /// <summary>Everything filled.</summary>
    public static CoachingEvent Full(Type type) => (CoachingEvent)Record(type, EventName.Of(type), full: true);

    /// <summary>Nothing but what must be there: no optional property, empty lists.</summary>
    public static CoachingEvent Sparse(Type type) => (CoachingEvent)Record(type, EventName.Of(type), full: false);

    private static object Record(Type type, string path, bool full)
    {
        var make = type.GetConstructors().Single();
        var parts = make.GetParameters();
        var record = make.Invoke([.. parts.Select(part => full || !IsOptional(part) ? Value(part.ParameterType, In(path, part.Name!), full) : null)]);
        if (!full) return record;
        // What any entry may carry has golden files of its own.
        foreach (var more in type.GetProperties().Where(property => property.CanWrite && property.DeclaringType == type && parts.All(part => part.Name != property.Name)))
            more.SetValue(record, Value(more.PropertyType, In(path, more.Name), full));
        return record;
    }

    private static bool IsOptional(ParameterInfo part) => new NullabilityInfoContext().Create(part).WriteState is NullabilityState.Nullable;

    private static string In(string path, string name) => $"{path}.{JsonNamingPolicy.CamelCase.ConvertName(name)}";

    private static object Value(Type type, string path, bool full, int item = 0)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Value(inner, path, full, item);
        if (type == typeof(PersonalText)) return PersonalText.Of($"Één woord over {path}.");
        if (type == typeof(string)) return $"Één woord over {path}.";
        if (type == typeof(Code)) return Code.Parse(path[(path.LastIndexOf('.') + 1)..]);
        if (type == typeof(LocalDate)) return new LocalDate(2024, 1, 1).PlusDays(Number(path) * 7);
        if (type == typeof(bool)) return true;
        if (type == typeof(int)) return Number(path);
        if (type == typeof(long)) return (long)Number(path);
        if (type == typeof(decimal)) return Number(path) + 0.5m;
        // Members that are added stand behind, and leave the choice where it is.
        if (type.IsEnum) return Enum.GetValues(type) is var choices ? choices.GetValue(Math.Min(1 + item, choices.Length - 1))! : null!;
        if (type.GetMethod("From", [typeof(Guid)]) is { } named) return named.Invoke(null, [new Guid(Hash(path).AsSpan(0, 16))])!;
        if (type == typeof(ParticipantEvent)) return Record(typeof(SessionHeld), path, full);
        if (type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(ValueList<>)) return List(type.GetGenericArguments()[0], path, full);
        return type.Namespace == typeof(CoachingEvent).Namespace ? Record(type, path, full) : throw new NotSupportedException($"{path}: no example of a {type} is known. Add it here.");
    }

    private static object List(Type of, string path, bool full)
    {
        var items = Array.CreateInstance(of, full ? 2 : 0);
        for (var item = 0; item < items.Length; item++) items.SetValue(Value(of, $"{path}-{item + 1}", full, item), item);
        return typeof(ValueList).GetMethod(nameof(ValueList.ToValueList))!.MakeGenericMethod(of).Invoke(null, [items])!;
    }

    private static int Number(string path) => 2 + Hash(path)[0] % 98;

    private static byte[] Hash(string path) => SHA256.HashData(Encoding.UTF8.GetBytes(path));
}
