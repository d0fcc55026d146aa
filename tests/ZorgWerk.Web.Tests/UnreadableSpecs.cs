namespace ZorgWerk.Web.Tests;

/// <summary>What was pasted may hold a character that no page and no database can carry; a person is told so in words, wherever it stands.</summary>
public sealed class UnreadableSpecs(BranchSite branch) : IClassFixture<BranchSite>
{
    [Theory]
    [InlineData("lotte", "/today?list=No%00or")]
    [InlineData("lotte", "/today?programme=ren%01tree")]
    [InlineData("lotte", "/today?page=%00")]
    [InlineData("lotte", "/cases/{id}?kind=%00")]
    [InlineData("lotte", "/cases/{id}/record?step=%1b")]
    [InlineData("audit", "/trail?to=%00")]
    [InlineData("audit", "/cases/{id}/replay?known=%02")]
    [InlineData("audit", "/cases/{id}/looked?before=%00")]
    [InlineData("allezi", "/outcomes/rentree?by=%00")]
    public async Task In_an_address_it_is_refused_in_words(string login, string address) => Told(await branch.As(login).Get(address.Replace("{id}", Id)), login);

    [Fact]
    public async Task In_a_form_it_is_refused_in_words()
    {
        Told(await branch.As("lotte").Post("/cases/new", ("f-name", "No\0or")), "lotte");
        Told(await branch.As("lotte").Post("/today", ("q", "No\0or")), "lotte");
        Told(await branch.As("lotte").Post($"/cases/{Id}/record/write-note", ("f-text", "Goed\0 nieuws")), "lotte");
        Told(await branch.As("lotte").Post($"/cases/{Id}/record/write-note", ("f-te\u0001xt", "Goed nieuws")), "lotte");
        Told(await branch.As("lotte").Post("/account/language", ("language", "n\u0002l")), "lotte");
        using var stranger = branch.Site.Visitor();
        Told(await stranger.Post("/sign-in", ("login", "lot\0te"), ("password", "x"), ("organisation", Branch.Name)), null);
    }

    [Fact]
    public async Task In_a_text_of_a_step_its_field_says_so_and_what_was_typed_stands_there_still()
    {
        var answer = await branch.As("lotte").Post($"/cases/{Id}/record/write-note", ("f-on", "2025-06-01"), ("f-text", "Goed\u0001 nieuws"));
        answer.Status.ShouldBe(422);
        answer.Body.ShouldContain("onzichtbaar stuurteken");
        answer.Body.ShouldContain(" nieuws</textarea>");
    }

    [Fact]
    public async Task New_lines_and_tabs_are_no_such_characters() =>
        (await branch.As("lotte").Post($"/cases/{Id}/record/write-note", ("f-on", "2025-06-01"), ("f-text", "Goed\r\n\tnieuws"), ("command", Guid.NewGuid().ToString()))).Status.ShouldBe(303);

    private string Id => Branch.Cases[0].Id(branch.Site.House).ToString();

    private static void Told(Answer answer, string? login)
    {
        answer.Status.ShouldBe(422, login);
        answer.Body.ShouldContain("onzichtbaar teken");
        answer.Type.ShouldBe("text/html");
    }
}
