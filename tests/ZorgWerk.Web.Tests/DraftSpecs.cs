using System.Text.RegularExpressions;
using ZorgWerk.Casework.Drafts;
using ZorgWerk.Web.Drafts;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Tests;

/// <summary>What was typed and not recorded: kept, sealed, its author's alone, and gone in time.</summary>
public sealed class DraftSpecs(BranchSite branch) : IClassFixture<BranchSite>
{
    private const string Report = "Ze sliep slecht en wil toch beginnen";

    private TestSite Site => branch.Site;

    [Fact]
    public async Task A_draft_is_kept_listed_reopened_and_thrown_away()
    {
        var (login, id) = ("lotte", Case("own"));
        (await Keep(login, id)).Location.ShouldBe($"/cases/{id}?done=draft");

        (await branch.As(login).Get("/today")).Body.ShouldContain("/record/hold-session\">" + PageWords.In("nl", "draft.go-on"));
        (await branch.As(login).Get($"/cases/{id}?done=draft")).Body.ShouldContain(PageWords.In("nl", "done.draft"));
        var form = (await branch.As(login).Get($"/cases/{id}/record/hold-session")).Body;
        form.ShouldContain(Report);
        form.ShouldContain("value=\"55\"");

        (await branch.As(login).Post($"/cases/{id}/drafts/discard", ("draft", "record/hold-session"), ("to", "today"))).Location.ShouldBe("/today");
        (await branch.As(login).Get($"/cases/{id}/record/hold-session")).Body.ShouldNotContain(Report);
        (await Count(id, "record/hold-session")).ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_else_sees_it_and_the_database_holds_no_word_of_it()
    {
        var id = Case("without a coach yet");
        await Keep("lotte", id, "write-note", ("f-text", Report));

        foreach (var other in new[] { "yasmina", "els" })
        {
            (await branch.As(other).Get($"/cases/{id}/record/write-note")).Body.ShouldNotContain(Report);
            (await branch.As(other).Get($"/cases/{id}")).Body.ShouldNotContain(PageWords.In("nl", "draft.title"));
        }
        (await branch.As("lotte").Get($"/cases/{id}/record/write-note")).Body.ShouldContain(Report);
        var stored = await Site.Place.Ask<byte[]>($"select sealed from zw_drafts where participant_id = '{id}'");
        System.Text.Encoding.UTF8.GetString(stored).ShouldNotContain("sliep");
        // Put in another's name it opens for nobody: it is sealed for its place.
        await Site.Execute($"update zw_drafts set user_id = '{Id("els")}' where participant_id = '{id}'");
        (await branch.As("els").Get($"/cases/{id}/record/write-note")).Body.ShouldNotContain(Report);
        await Site.Execute($"delete from zw_drafts where participant_id = '{id}'");
    }

    [Fact]
    public async Task What_is_recorded_is_no_draft_any_more_and_the_same_form_sent_twice_is_one_step()
    {
        var id = Case("own");
        await Keep("lotte", id, "write-note", ("f-text", "Belde terug"));
        var command = Regex.Match((await branch.As("lotte").Get($"/cases/{id}/record/write-note")).Body, "name=\"command\" value=\"(?<id>[^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["id"].Value;
        var today = NodaTime.Text.LocalDatePattern.Iso.Format(Casework.Events.Brussels.DayOf(SystemClock.Instance.GetCurrentInstant()));

        (string, string)[] sent = [("command", command), ("f-on", today), ("f-text", "Belde terug")];
        (await branch.As("lotte").Post($"/cases/{id}/record/write-note", sent)).Location.ShouldBe($"/cases/{id}?done=write-note");
        var entries = await Entries(id);
        (await Count(id, "record/write-note")).ShouldBe(0);
        await branch.As("lotte").Post($"/cases/{id}/record/write-note", sent);
        (await Entries(id)).ShouldBe(entries);
        (await branch.As("lotte").Get($"/cases/{id}?done=write-note")).Body.ShouldContain("Vastgelegd: ");
    }

    [Fact]
    public async Task A_draft_of_what_was_refused_goes_on_as_another_command_and_of_what_was_recorded_it_is_gone()
    {
        var id = Case("own");
        var command = Guid.NewGuid().ToString();
        (string, string)[] late = [("command", command), ("f-on", "2099-01-01"), ("f-text", "Belde te vroeg")];
        (await branch.As("lotte").Post($"/cases/{id}/record/write-note", late)).Status.ShouldBe(422);
        await Keep("lotte", id, "write-note", late);
        var again = (await branch.As("lotte").Get($"/cases/{id}/record/write-note")).Body;
        again.ShouldContain("Belde te vroeg");
        again.ShouldNotContain(command);

        (string, string)[] good = [("command", Guid.NewGuid().ToString()), ("f-on", "2025-06-02"), ("f-text", "Belde op tijd")];
        (await branch.As("lotte").Post($"/cases/{id}/record/write-note", good)).Status.ShouldBe(303);
        // What was still on its way when the form was sent comes after it.
        await Keep("lotte", id, "write-note", good);
        (await branch.As("lotte").Get($"/cases/{id}/record/write-note")).Body.ShouldNotContain("Belde op tijd");
        (await Count(id, "record/write-note")).ShouldBe(0);
    }

    [Fact]
    public async Task What_colleagues_did_since_it_was_begun_stands_beside_a_draft()
    {
        var id = Case("without a coach yet");
        var version = await Site.Place.Ask<long>($"select version from mt_streams where id = '{id}'");
        await Keep("lotte", id, "write-note", ("version", version.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("f-text", Report));
        (await branch.As("lotte").Get($"/cases/{id}/record/write-note")).Body.ShouldNotContain(PageWords.In("nl", "record.meanwhile"));
        await Take(branch.As("els"), id, "write-note", ("f-text", "Belde terug"));

        var shown = (await branch.As("lotte").Get($"/cases/{id}/record/write-note")).Body;

        shown.ShouldContain(Report);
        shown.ShouldContain(PageWords.In("nl", "record.meanwhile"));
        shown.ShouldContain("Gebruiker els");
        await Site.Execute($"delete from zw_drafts where participant_id = '{id}'");
    }

    [Fact]
    public async Task A_draft_goes_with_the_coach_who_left_and_with_the_person_who_is_forgotten()
    {
        await using var site = await TestSite.Open(Branch.Name, Branch.Fill);
        using var lotte = await site.SignedIn("lotte", Branch.Password);
        using var els = await site.SignedIn("els", Branch.Password);
        var id = Branch.Cases[0].Id(site.House);
        await lotte.Post($"/cases/{id}/drafts", ("draft", "record/write-note"), ("f-text", Report));
        await els.Post($"/cases/{id}/drafts", ("draft", "record/write-note"), ("f-text", Report));

        await Take(els, id, "hand-over-case", ("f-coach", site.House.References.User(site.House.Tenant, "yasmina").Value.ToString()), ("f-reason", "Verlof"));
        (await Authors(site, id)).ShouldBe([site.House.References.User(site.House.Tenant, "els").Value]);
        (await lotte.Post($"/cases/{id}/drafts", ("draft", "record/write-note"), ("f-text", Report))).Status.ShouldBe(404);

        await Take(els, id, "close-trajectory", ("f-why", "goal-reached"), ("f-canManageAlone", "true"));
        await Take(els, id, "erase-personal-data", ("f-ground", "requested"), ("sure", "yes"));
        (await Authors(site, id)).ShouldBeEmpty();
        // There is no key left to keep anything under.
        (await els.Post($"/cases/{id}/drafts", ("draft", "record/write-note"), ("f-text", Report), ("quiet", "yes"))).Status.ShouldBe(422);
        (await Authors(site, id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_fortnight_it_is_shown_no_more_and_then_taken_away()
    {
        var id = Case("own");
        await Keep("lotte", id, "hold-intake", ("f-question", Report));
        await Site.Execute($"update zw_drafts set saved_at = now() - interval '14 days 1 hour' where form = 'record/hold-intake'");
        (await branch.As("lotte").Get($"/cases/{id}/record/hold-intake")).Body.ShouldNotContain(Report);
        (await branch.As("lotte").Get("/today")).Body.ShouldNotContain("record/hold-intake");

        await DraftDesk.Expire(Site.House.Database, SystemClock.Instance.GetCurrentInstant());
        (await Count(id, "record/hold-intake")).ShouldBe(0);
    }

    [Theory]
    [InlineData("record/hand-in-everything")]
    [InlineData("record/grant-consent")]
    [InlineData("../../today")]
    [InlineData("")]
    public async Task What_is_no_form_of_ours_is_not_kept(string form)
    {
        var id = Case("own");
        var before = await Count(id);
        (await branch.As("lotte").Post($"/cases/{id}/drafts", ("draft", form), ("f-text", Report))).Status.ShouldBe(422);
        (await Count(id)).ShouldBe(before);
    }

    [Fact]
    public async Task Keeping_while_typing_marks_no_look_and_being_turned_away_does()
    {
        var (own, other) = (Case("own"), Case("another coach's"));
        var last = await Site.Place.Ask<long>("select coalesce(max(reading_id), 0) from zw_readings");
        await Keep("lotte", own, "write-note", ("f-text", "x"), ("quiet", "yes"));
        (await Looks(last)).ShouldBeEmpty();
        (await Keep("lotte", other)).Status.ShouldBe(404);
        (await Looks(last)).ShouldBe([false]);
        await Site.Execute("delete from zw_drafts");
    }

    [Theory]
    [InlineData("share", "share", "content")]
    [InlineData("consent/grant", "consent", "until")]
    public async Task Sharing_and_consent_are_kept_and_reopened_too(string form, string page, string field)
    {
        var id = Case("own");
        (await branch.As("lotte").Post($"/cases/{id}/drafts", ("draft", form), (field, "27-11-2099"))).Status.ShouldBe(303);
        var shown = (await branch.As("lotte").Get($"/cases/{id}/{page}")).Body;
        shown.ShouldContain("27-11-2099");
        shown.ShouldContain(PageWords.In("nl", "draft.anew"));
        shown.ShouldNotContain("class=\"errsum\"");
        await branch.As("lotte").Post($"/cases/{id}/drafts/discard", ("draft", form));
        (await branch.As("lotte").Get($"/cases/{id}/{page}")).Body.ShouldNotContain("27-11-2099");
    }

    [Fact]
    public void Every_form_that_can_be_kept_has_an_address_and_a_name()
    {
        var context = new PageContext(null, "nl", new LocalDate(2026, 11, 19), Instant.FromUnixTimeSeconds(0), "/");
        foreach (var form in Casework.Import.StepCatalogue.All.Where(step => step.IsAboutParticipant).Select(step => DraftForms.Record(step.Name, null)).Append(DraftForms.Share).Append(DraftForms.Consent("grant")))
            if (DraftForms.AddressOf(Guid.Empty, form) is not null) DraftForms.NameOf(context, form).ShouldNotBeNullOrWhiteSpace(form);
    }

    private Guid Case(string kind) => Branch.Cases.Single(one => one.Kind == kind).Id(Site.House);

    private Task<Answer> Keep(string login, Guid id) => Keep(login, id, "hold-session", ("f-minutes", "55"), ("f-report", Report));

    private Task<Answer> Keep(string login, Guid id, string step, params (string, string)[] fields) => branch.As(login).Post($"/cases/{id}/drafts", [("draft", $"record/{step}"), .. fields]);

    private static async Task Take(Caller caller, Guid id, string step, params (string, string)[] fields)
    {
        var today = NodaTime.Text.LocalDatePattern.Iso.Format(Casework.Events.Brussels.DayOf(SystemClock.Instance.GetCurrentInstant()));
        var answer = await caller.Post($"/cases/{id}/record/{step}", [("f-on", today), .. fields]);
        answer.Status.ShouldBe(303, $"{step}: {Regex.Match(answer.Body, "<(?:section|div) class=\"(?:errsum|refusal)\".*?</(?:section|div)>", RegexOptions.Singleline, TimeSpan.FromSeconds(1)).Value}");
    }

    private Task<long> Count(Guid id, string form = "%") => Site.Place.Ask<long>($"select count(*) from zw_drafts where participant_id = '{id}' and form like '{form}'");

    private Task<long> Entries(Guid id) => Site.Place.Ask<long>($"select count(*) from zw_timeline where participant_id = '{id}'");

    private static Task<Guid[]> Authors(TestSite site, Guid id) => site.Place.Ask<Guid[]>($"select coalesce(array_agg(user_id), '{{}}') from zw_drafts where participant_id = '{id}'");

    private Task<bool[]> Looks(long after) => Site.Place.Ask<bool[]>($"select coalesce(array_agg(allowed), '{{}}') from zw_readings where reading_id > {after}");

    private Guid Id(string login) => Site.House.References.User(Site.House.Tenant, login).Value;
}
