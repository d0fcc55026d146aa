namespace ZorgWerk.Web.Tests;

/// <summary>Whatever somebody sends who is not signed in is answered cleanly.</summary>
public sealed class StrangerSpecs(BranchSite branch) : IClassFixture<BranchSite>
{
    [Fact]
    public async Task An_organisation_with_a_nul_is_told_as_any_other_that_is_not_there()
    {
        using var program = new ApiCaller(branch.Site.Address, from: Caller.NextAddress());
        var answer = await program.Post("/api/v1/session", """{"organisation":"demo\u0000","login":"beheer","password":"een lang wachtwoord"}""");
        (answer.Status, answer.Problem).ShouldBe((401, "wrong"));
    }
}
