using System.Reflection;
using Xunit.Sdk;

namespace ZorgWerk.Coaching.Tests;

/// <summary>Every step is asked, and every no that the rules can say is said, in at least one spec: the specs are told again here, and what they met is compared with what there is.</summary>
public class RefusalSpecs
{
    [Fact]
    public void Every_refusal_is_met_in_a_spec()
    {
        TellAll();

        All().Select(refusal => refusal.Code).Except(Story.Met.Keys, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void Every_step_is_asked_in_a_spec()
    {
        TellAll();

        typeof(CoachingStep).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CoachingStep)) && !type.IsAbstract).Except(Story.Asked.Keys).ShouldBeEmpty();
    }

    private static void TellAll()
    {
        foreach (var (spec, arguments) in Specs()) spec.Invoke(Activator.CreateInstance(spec.DeclaringType!), arguments);
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
