using System.Reflection;
using Xunit.Sdk;

namespace ZorgWerk.Coaching.Tests;

/// <summary>Every no that the rules can say is said in at least one spec: the specs are told again here, and what they met is compared with what there is.</summary>
public class RefusalSpecs
{
    [Fact]
    public void Every_refusal_is_met_in_a_spec()
    {
        foreach (var (spec, arguments) in Specs()) spec.Invoke(Activator.CreateInstance(spec.DeclaringType!), arguments);

        All().Select(refusal => refusal.Code).Except(Story.Met.Keys, StringComparer.Ordinal).ShouldBeEmpty();
    }

    private static IEnumerable<(MethodInfo Spec, object?[] Arguments)> Specs() =>
        from type in typeof(RefusalSpecs).Assembly.GetTypes()
        where type.Namespace == typeof(Steps.ConsentSpecs).Namespace
        from spec in type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
        where spec.IsDefined(typeof(FactAttribute))
        from arguments in spec.GetParameters() is [] ? NoArguments : spec.GetCustomAttributes<DataAttribute>().SelectMany(data => data.GetData(spec))
        select (spec, arguments);

    private static readonly IEnumerable<object?[]> NoArguments = [[]];

    private static IEnumerable<Refusal> All() =>
        from type in typeof(Refusal).Assembly.GetTypes()
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where field.FieldType == typeof(Refusal)
        select (Refusal)field.GetValue(null)!;
}
