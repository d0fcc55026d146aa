using ZorgWerk.Casework.Recording;

namespace ZorgWerk.Casework.Tests.Recording;

/// <summary>One person twice in the books is found before it happens, and two persons are not made one.</summary>
public class SimilarNameSpecs
{
    [Theory]
    [InlineData("Noor Claesen", "noor claesen")]
    [InlineData("Noor Claesen", "CLAESEN, Noor")]
    [InlineData("Amélie Dupont", "Amelie  Dupont")]
    [InlineData("Noor Claesen", "Noor Claessen")]
    [InlineData("Noor Claesen", "Noor Claeser")]
    [InlineData("Noor Claesen", "Noor Claesne")]
    [InlineData("Koen Van Acker", "Vanacker Koen")]
    [InlineData("Van Acker, Koen", "koen vanacker")]
    [InlineData("Anna Maria Peeters", "Peeters Maria Anna")]
    [InlineData("O’Neill", "ONEILL")]
    [InlineData("İlker Işık", "ISIK ILKER")]
    [InlineData("Søren Strauß", "Soren Strauss")]
    [InlineData("X", "x")]
    public void May_be_one_person(string one, string other) => SimilarName.Is(one, other).ShouldBeTrue();

    [Theory]
    [InlineData("Noor Claesen", "Noor Claes")]
    [InlineData("Noor Claesen", "Lien Claesen")]
    [InlineData("An Maes", "Jan Maes")]
    [InlineData("X", "Y")]
    [InlineData("...", "Noor")]
    public void Are_two(string one, string other) => SimilarName.Is(one, other).ShouldBeFalse();
}
