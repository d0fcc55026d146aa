namespace ZorgWerk.Coaching.Tests;

/// <summary>Two texts that look the same are kept as the same, whatever they were copied from; nothing that can be seen is lost.</summary>
public class TypedTextSpecs
{
    [Theory]
    [InlineData("Zoe\u0308", "Zoë")]
    [InlineData("Noor\u00A0Claesen", "Noor Claesen")]
    [InlineData("Noor\u202F\u2009Claesen", "Noor  Claesen")]
    [InlineData("\uFEFFNo\u200Bo\u2060r\u00AD ", "Noor")]
    [InlineData("No\u200Dor \u200Cx", "Noor x")]
    [InlineData("\u202Ereoon\u202C", "reoon")]
    [InlineData("\u2066Noor\u2069\u200E\u200F", "Noor")]
    [InlineData("een\r\ntwee\rdrie\u2028vier", "een\ntwee\ndrie\nvier")]
    [InlineData("\uFFFEx\uFFFF\u3164", "x")]
    [InlineData("  recht \t", "recht")]
    public void What_cannot_be_seen_is_left_out(string typed, string kept) => TypedText.Clean(typed).ShouldBe(kept);

    [Theory]
    [InlineData("O’Neill – d'Hondt “ja”")]
    [InlineData("محمد \u200Eعلي\u200F")]
    [InlineData("می\u200Cخواهم")]
    [InlineData("👩\u200D⚕️ belt")]
    [InlineData("李小龍")]
    [InlineData("regel\n\n\tingesprongen")]
    [InlineData("50 €, ½ dag, m²")]
    public void What_can_be_seen_or_is_needed_stays(string typed)
    {
        TypedText.Clean(typed).ShouldBe(typed);
        PersonalText.Of(typed).Open(_ => null).ShouldBe(typed);
    }

    [Fact]
    public void Personal_text_is_kept_clean_and_is_empty_where_nothing_can_be_seen()
    {
        PersonalText.Of("Zoe\u0308\u200B\u00A0").ShouldBe(PersonalText.Of("Zoë"));
        PersonalText.Fault("\u200B\u00A0\u3164").ShouldBe(PersonalTextFault.Empty);
        PersonalText.Fault("a\uD800b").ShouldBe(PersonalTextFault.LoneSurrogate);
    }

    [Fact]
    public void Clean_text_is_clean_already()
    {
        for (var c = '\0'; c < '\uFFFF'; c++)
        {
            var once = TypedText.Clean($"a{c}b");
            TypedText.Clean(once).ShouldBe(once, $"U+{(int)c:X4}");
        }
    }
}
