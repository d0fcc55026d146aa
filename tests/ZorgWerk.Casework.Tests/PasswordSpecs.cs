using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Tests;

/// <summary>What anybody would try first is no password, however long; a sentence of a few words is one.</summary>
public class PasswordSpecs
{
    private static readonly PasswordOwner Lotte = new("lotte.verbeeck", "Lotte Verbeeck-D'hont", "jobcentrum");

    [Theory]
    [InlineData("password1234", "user/password-common")]
    [InlineData("P@ssw0rd2026!", "user/password-common")]
    [InlineData("Wachtwoord2026", "user/password-common")]
    [InlineData("motdepasse1234!", "user/password-common")]
    [InlineData("!!Welkom2026!!", "user/password-common")]
    [InlineData("zomer2026zomer", "user/password-common")]
    [InlineData("correcthorsebatterystaple", "user/password-common")]
    [InlineData("aaaaaaaaaaaa", "user/password-repeats")]
    [InlineData("abababababab", "user/password-repeats")]
    [InlineData("kwartelkwartel", "user/password-repeats")]
    [InlineData("112211221122", "user/password-repeats")]
    [InlineData("123456789012", "user/password-sequence")]
    [InlineData("abcdefghijkl", "user/password-sequence")]
    [InlineData("lkjhgfdsapoi", "user/password-sequence")]
    [InlineData("azertyuiop123", "user/password-sequence")]
    [InlineData("qwertyuiopas", "user/password-sequence")]
    [InlineData("1qaz2wsx3edc", "user/password-sequence")]
    [InlineData("lotte.verbeeck", "user/password-personal")]
    [InlineData("LotteVerbeeck2026", "user/password-personal")]
    [InlineData("Verbeeck-1987-", "user/password-personal")]
    [InlineData("jobcentrum2026!", "user/password-personal")]
    [InlineData("ZorgWerk-2026-11", "user/password-personal")]
    [InlineData("zorg en werk 26", "user/password-personal")]
    [InlineData("kort", "user/password-too-short")]
    public void What_anybody_would_try_is_refused(string password, string code) => Password.Fault(password, Lotte).ShouldNotBeNull().Code.ShouldBe(code);

    [Theory]
    [InlineData("een lang wachtwoord")]
    [InlineData("correct horse battery")]
    [InlineData("lotte houdt van kwartels")]
    [InlineData("trois cailloux bleus")]
    [InlineData("werk maar rustig verder")]
    [InlineData("x7Kp2mQ9vL4t")]
    [InlineData("李 slaapt om 9 uur al")]
    public void A_sentence_and_a_random_one_are_taken(string password) => Password.Fault(password, Lotte).ShouldBeNull();

    [Fact]
    public void Passwords_that_are_made_are_taken() => Enumerable.Range(0, 200).Select(_ => Password.Fault(Password.Generate(), Lotte)).ShouldAllBe(fault => fault == null);

    [Fact]
    public void Every_reason_has_words()
    {
        foreach (var refusal in (IEnumerable<Refusal>)[.. Password.Weak, UserAccounts.NotThere]) Words.Has(refusal.Code).ShouldBeTrue(refusal.Code);
    }
}
