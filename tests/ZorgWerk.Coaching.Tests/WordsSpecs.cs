using System.Reflection;

namespace ZorgWerk.Coaching.Tests;

/// <summary>Whatever the rules can show to a person is said in all three languages, and no row outlives what it was written for.</summary>
public class WordsSpecs
{
    private static readonly Type[] Types = typeof(CoachingEvent).Assembly.GetTypes();

    // An unknown event goes by the name it was stored under, and by no name of its own.
    private static readonly Type[] Events = [.. Concrete(typeof(CoachingEvent)).Where(type => type != typeof(UnknownEvent))];

    private static readonly Type[] Steps = [.. Concrete(typeof(CoachingStep))];

    private static readonly Refusal[] Refusals =
    [
        .. from type in Types
           from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
           where field.FieldType == typeof(Refusal)
           select (Refusal)field.GetValue(null)!,
    ];

    private static readonly Type[] Enums = [.. Reached().Where(type => type.IsEnum)];

    /// <summary>What refusals name bare in <see cref="Refusal.About"/>.</summary>
    private static readonly Type[] NamedInRefusals = [typeof(Category), typeof(Scale), typeof(ActorRole)];

    private static readonly string[] EventKeys = [.. Events.Select(EventName.Of)];
    private static readonly string[] StepKeys = [.. Steps.Select(step => Kebab(step.Name))];
    private static readonly string[] RefusalKeys = [.. Refusals.Select(refusal => refusal.Code)];

    /// <summary>What a step asks, and what a refusal points at besides: the participant a step is for stands in no step.</summary>
    private static readonly string[] FieldKeys =
    [
        .. Steps.SelectMany(Parameters).Select(parameter => Camel(parameter.Name!)).Append(Camel(nameof(ParticipantStep.NotMedical))).Concat(Refusals.Select(refusal => refusal.Field).OfType<string>())
            .Distinct().Select(field => $"field.{field}"),
    ];

    private static readonly string[] MemberKeys = [.. Enums.SelectMany(type => Enum.GetNames(type).Select(name => MemberKey(type, name)))];
    /// <summary>Why a disclosure was refused, as the trail keeps it: the tail of a refusal's code.</summary>
    private static readonly string[] BecauseKeys =
        [.. RefusalKeys.Select(code => code.Split('/')).Where(code => code[0] is "information" or "disclose-information").Select(code => $"because.{code[1]}")];

    private static readonly string[] BareKeys = [.. NamedInRefusals.SelectMany(Enum.GetNames)];

    [Fact]
    public void Every_event_has_words() => Wordless(EventKeys).ShouldBeEmpty();

    [Fact]
    public void Every_step_has_words() => Wordless(StepKeys).ShouldBeEmpty();

    [Fact]
    public void Every_refusal_has_words() => Wordless(RefusalKeys).ShouldBeEmpty();

    [Fact]
    public void Every_field_has_words() => Wordless(FieldKeys).ShouldBeEmpty();

    [Fact]
    public void Every_reason_on_the_trail_has_words()
    {
        BecauseKeys.Length.ShouldBeGreaterThan(5);
        Wordless(BecauseKeys).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(typeof(DisclosureOutcome))]
    [InlineData(typeof(ConsentVerdict))]
    [InlineData(typeof(ReferralState))]
    [InlineData(typeof(ActionState))]
    [InlineData(typeof(Side))]
    public void What_the_record_shows_is_among_the_choices_that_need_words(Type shown) => Enums.ShouldContain(shown);

    [Fact]
    public void Every_choice_in_a_step_an_event_or_the_record_has_words() => Wordless(MemberKeys).ShouldBeEmpty();

    [Fact]
    public void Everything_a_refusal_may_name_has_words() => Wordless(BareKeys).ShouldBeEmpty();

    [Fact]
    public void No_row_is_left_over() =>
        Words.Keys.Where(key => !IsNotOfTheRules(key)).Except([.. EventKeys, .. StepKeys, .. RefusalKeys, .. FieldKeys, .. MemberKeys, .. BecauseKeys, .. BareKeys], StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public void No_two_refusals_share_a_code() => RefusalKeys.ShouldBeUnique();

    [Fact]
    public void What_a_refusal_is_about_is_said_in_every_language_or_in_none() =>
        Words.Keys.Where(key => Words.Languages.Select(language => Words.In(language, key).Contains("{0}", StringComparison.Ordinal)).Distinct().Count() > 1)
            .ShouldBeEmpty();

    [Fact]
    public void A_name_inside_a_sentence_is_the_one_in_the_lists() =>
        (from type in NamedInRefusals
         from name in Enum.GetNames(type)
         from language in Words.Languages
         where !string.Equals(Words.In(language, name), Words.In(language, MemberKey(type, name)), StringComparison.OrdinalIgnoreCase)
         select $"{language} {name}").ShouldBeEmpty();

    [Fact]
    public void Nobody_is_shouted_at() =>
        (from key in Words.Keys from language in Words.Languages where Words.In(language, key).Contains('!', StringComparison.Ordinal) select key).ShouldBeEmpty();

    [Fact]
    public void A_refusal_names_what_it_is_about() =>
        Words.In("nl", DiscloseInformation.ConsentMissing with { About = [nameof(Category.WorkAbility), nameof(Category.Medical)] })
            .ShouldContain("wat op het werk lukt, gezondheid");

    /// <summary>Words about how a step was written down, before any rule sees it, and about users, whom no rule sees; the specs of import and of users hold them to their codes.</summary>
    private static bool IsNotOfTheRules(string key) => key.Split('/')[0] is "line" or "field" or "day" or "text" or "step" or "user";

    private static string[] Wordless(IEnumerable<string> keys) => [.. keys.Where(key => !Words.Has(key))];

    private static IEnumerable<Type> Concrete(Type root) => Types.Where(type => type.IsSubclassOf(root) && !type.IsAbstract);

    private static IEnumerable<ParameterInfo> Parameters(Type type) => type.GetConstructors().SelectMany(constructor => constructor.GetParameters());

    /// <summary>Every type of ours that a step or an event carries or the record remembers, however deep.</summary>
    private static HashSet<Type> Reached()
    {
        var reached = new HashSet<Type>();
        var open = new Stack<Type>([.. Concrete(typeof(CoachingEvent)), .. Steps, typeof(Participant)]);
        while (open.TryPop(out var type))
        {
            foreach (var argument in type.GetGenericArguments()) open.Push(argument);
            if (type.Assembly != typeof(CoachingEvent).Assembly || !reached.Add(type)) continue;
            foreach (var parameter in Parameters(type)) open.Push(parameter.ParameterType);
            if (!type.IsSubclassOf(typeof(CoachingStep))) foreach (var property in type.GetProperties()) open.Push(property.PropertyType);
        }
        return reached;
    }

    private static string MemberKey(Type type, string name) => $"{Kebab(type.Name)}.{Kebab(name)}";

    private static string Kebab(string name) =>
        string.Concat(name.Select((c, at) => char.IsUpper(c) ? $"{(at > 0 ? "-" : "")}{char.ToLowerInvariant(c)}" : $"{c}"));

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
