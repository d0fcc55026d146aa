using ZorgWerk.Casework.Users;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Tests;

/// <summary>What everybody settles about their own account.</summary>
public sealed class OwnAccountSpecs(BranchSite branch) : IClassFixture<BranchSite>
{
    private const string Another = "nog een lang wachtwoord";

    private static readonly string Hash = PasswordHashing.Hash(Branch.Password);

    private TestSite Site => branch.Site;

    [Fact]
    public async Task A_changed_password_ends_the_other_sessions_and_this_one_goes_on()
    {
        var login = await NewUser();
        using var here = await Site.SignedIn(login, Branch.Password);
        using var elsewhere = await Site.SignedIn(login, Branch.Password);

        (await Change(here, Branch.Password, Another)).Location.ShouldBe("/account?done=password");

        (await here.Get("/account?done=password")).Body.ShouldContain(PageWords.In("nl", "account.done.password"));
        (await elsewhere.Get("/account")).IsDoor.ShouldBeTrue();
        (await elsewhere.SignIn(login, Branch.Password, Branch.Name)).Status.ShouldBe(422);
        (await elsewhere.SignIn(login, Another, Branch.Name)).Status.ShouldBe(302);
    }

    [Theory]
    [InlineData("fout", Another, Another, "account.password-old-wrong")]
    [InlineData(Branch.Password, "kort", "kort", "user/password-too-short")]
    [InlineData(Branch.Password, "password1234", "password1234", "user/password-common")]
    [InlineData(Branch.Password, "aaaaaaaaaaaa", "aaaaaaaaaaaa", "user/password-repeats")]
    [InlineData(Branch.Password, "azertyuiop123", "azertyuiop123", "user/password-sequence")]
    [InlineData(Branch.Password, "Iemand.Nieuw!", "Iemand.Nieuw!", "user/password-personal")]
    [InlineData(Branch.Password, Another, "anders dan het vorige", "account.password-differs")]
    [InlineData(Branch.Password, Branch.Password, Branch.Password, "account.password-same")]
    public async Task A_password_that_does_not_fit_is_refused_beside_its_field_and_nothing_changes(string old, string next, string again, string word)
    {
        var login = await NewUser();
        using var caller = await Site.SignedIn(login, Branch.Password);
        var refused = await Change(caller, old, next, again);

        refused.Status.ShouldBe(422);
        refused.Body.ShouldContain(PageWords.In("nl", word).Replace("{0}", "12", StringComparison.Ordinal));
        refused.Body.ShouldNotContain(Another);
        HtmlCheck.Faults(refused.Body, "nl").ShouldBeEmpty();
        (await Site.SignedIn(login, Branch.Password)).Dispose();
    }

    [Fact]
    public async Task Who_guesses_the_old_password_is_held_to_what_holds_at_the_door()
    {
        var login = await NewUser();
        using var caller = await Site.SignedIn(login, Branch.Password);
        for (var attempt = 1; attempt <= 5; attempt++) await Change(caller, "fout", Another);

        var refused = await Change(caller, Branch.Password, Another);

        refused.Status.ShouldBe(422);
        refused.Body.ShouldContain(PageWords.In("nl", "door.slow").Replace("{0}", "15", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_language_of_the_account_holds_at_the_next_sign_in_too()
    {
        var login = await NewUser();
        using (var caller = await Site.SignedIn(login, Branch.Password))
        {
            (await caller.Post("/account/language", ("language", "de"))).Status.ShouldBe(422);
            (await caller.Post("/account/language", ("language", "fr"))).Location.ShouldBe("/account?done=language");
            (await caller.Get("/account")).Body.ShouldContain("<html lang=\"fr\"");
        }
        using var later = await Site.SignedIn(login, Branch.Password);
        (await later.Get("/account")).Body.ShouldContain("<html lang=\"fr\"");
    }

    private static Task<Answer> Change(Caller caller, string old, string next, string? again = null) =>
        caller.Post("/account/password", ("old", old), ("new", next), ("again", again ?? next));

    private async Task<string> NewUser()
    {
        var login = $"nieuw.{Guid.NewGuid():n}"[..20];
        (await Site.House.Users.Add(Site.House.Tenant, new NewUser(login, "Iemand Nieuw", Role.Evaluator, "nl", Hash))).ShouldBeNull();
        return login;
    }
}
