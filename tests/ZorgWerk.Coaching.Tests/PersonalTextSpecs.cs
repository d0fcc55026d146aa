namespace ZorgWerk.Coaching.Tests;

public class PersonalTextSpecs
{
    [Fact]
    public void It_never_says_its_words_by_accident()
    {
        var text = Text("Noor heeft borstkanker");

        $"{text} {new NoteWritten(Monday, text)}".ShouldNotContain("borstkanker");
        System.Text.Json.JsonSerializer.Serialize(text).ShouldNotContain("borstkanker");
    }

    [Theory]
    [InlineData("", PersonalTextFault.Empty)]
    [InlineData("a\0b", PersonalTextFault.ControlCharacter)]
    public void What_no_store_can_carry_is_refused(string words, PersonalTextFault fault) => PersonalText.Fault(words).ShouldBe(fault);

    [Fact]
    public void Half_a_character_is_refused() => PersonalText.Fault("a" + (char)0xD800 + "b").ShouldBe(PersonalTextFault.LoneSurrogate);

    [Fact]
    public void Over_long_text_is_refused() => PersonalText.Fault(new string('a', PersonalText.MaximumLength + 1)).ShouldBe(PersonalTextFault.TooLong);
}
