using System.Text.RegularExpressions;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Tests;

/// <summary>A second entry is recorded; one that stands there word for word is asked about first, and nothing typed is lost meanwhile.</summary>
public sealed class TwiceSpecs(BranchSite branch) : IClassFixture<BranchSite>
{
    private const string Words = "Niet bereikt, voicemail ingesproken";
    private const string Question = "aria-labelledby=\"twice\"";

    private Caller Lotte => branch.As("lotte");

    [Fact]
    public async Task A_second_session_of_the_day_with_another_report_is_recorded_without_a_question()
    {
        var id = await Somebody();
        foreach (var report in new[] { Words, "Gesproken, het gaat beter" })
            (await Record(id, "hold-session", ("f-form", "individual"), ("f-minutes", "60"), ("f-report", report))).Location.ShouldBe($"/cases/{id}?done=hold-session");

        (await Entries(id, "session_held")).ShouldBe(2);
        var page = (await Lotte.Get($"/cases/{id}")).Body;
        page.ShouldContain(Words);
        page.ShouldContain("Gesproken, het gaat beter");
    }

    [Fact]
    public async Task A_step_that_stands_there_word_for_word_is_asked_about_and_yes_records_it()
    {
        var id = await Somebody();
        (string, string)[] sent = [("f-form", "individual"), ("f-minutes", "60"), ("f-report", $"{Words}\r\n")];
        (await Record(id, "hold-session", sent)).Status.ShouldBe(303);

        var asked = await Record(id, "hold-session", sent);
        asked.Status.ShouldBe(422);
        asked.Body.ShouldContain(Question);
        asked.Body.ShouldContain("Dit staat er al, om ");
        asked.Body.ShouldContain("Gebruiker lotte");
        asked.Body.ShouldContain($">{Words}");
        asked.Body.ShouldContain(PageWords.In("nl", "twice.yes"));
        (await Entries(id, "session_held")).ShouldBe(1);

        // The question was no answer: the very same command goes on.
        (string, string)[] again = [("command", In(asked, "command")), .. sent, ("again", "yes")];
        (await Record(id, "hold-session", again)).Location.ShouldBe($"/cases/{id}?done=hold-session");
        (await Record(id, "hold-session", again)).Location.ShouldBe($"/cases/{id}?done=hold-session");
        (await Entries(id, "session_held")).ShouldBe(2);
    }

    [Fact]
    public async Task No_leaves_it_at_one_and_keeps_nothing_for_later()
    {
        var id = await Somebody();
        (string, string)[] sent = [("f-text", Words)];
        await Record(id, "write-note", sent);
        await Lotte.Post($"/cases/{id}/drafts", [("draft", "record/write-note"), .. sent]);

        (await Record(id, "write-note", [.. sent, ("again", "no")])).Location.ShouldBe($"/cases/{id}");
        (await Entries(id, "note_written")).ShouldBe(1);
        (await branch.Site.Place.Ask<long>($"select count(*) from zw_drafts where participant_id = '{id}'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_second_message_to_the_same_person_is_shared_and_one_that_is_equal_is_asked_about()
    {
        var id = await Somebody();
        var hr = await Ask<Guid>($"select (data->>'actor')::uuid from mt_events where stream_id = '{id}' and type = 'actor_mapped'");
        Task<Answer> Share(string content, params (string, string)[] more) => Lotte.Post($"/cases/{id}/share",
        [
            ("giver", Guid.Empty.ToString()), ("recipient", hr.ToString()), ("categories", "progress"), ("purpose", "work-resumption"), ("on", "02-06-2025"), ("content", content),
            ("command", Guid.NewGuid().ToString()), .. more,
        ]);

        foreach (var content in new[] { "Begint in juni.", "Begint toch in juli." }) (await Share(content, ("action", "share"))).Location.ShouldStartWith($"/cases/{id}/share/");
        var asked = await Share("Begint in juni.", ("action", "share"));
        asked.Status.ShouldBe(422);
        asked.Body.ShouldContain(Question);
        asked.Body.ShouldContain("form=\"share-do\"");
        asked.Body.Split("Begint in juni.").Length.ShouldBeGreaterThan(2, "in the form and in the letter");

        (await Share("Begint in juni.", ("again", "no"))).Location.ShouldBe($"/cases/{id}");
        (await Share("Begint in juni.", ("again", "yes"))).Location.ShouldStartWith($"/cases/{id}/share/");
        (await Entries(id, "information_disclosed")).ShouldBe(4);
    }

    [Fact]
    public async Task A_report_of_what_was_said_and_a_word_of_a_care_partner_are_asked_about_likewise()
    {
        var id = await Somebody();
        await Record(id, "map-actor", ("f-role", "general-practitioner"), ("f-name", "Dr. Haddad"));
        var hr = await Ask<Guid>($"select (data->>'actor')::uuid from mt_events where stream_id = '{id}' and type = 'actor_mapped' and data->>'role' = 'human-resources'");
        var gp = await Ask<Guid>($"select (data->>'actor')::uuid from mt_events where stream_id = '{id}' and type = 'actor_mapped' and data->>'role' = 'general-practitioner'");
        Task<Answer> Report(string done, params (string, string)[] more) => Lotte.Post($"/cases/{id}/share/report",
        [
            ("giver", Guid.Empty.ToString()), ("recipient", hr.ToString()), ("categories", "personal-situation"), ("said", "personal-situation"), ("purpose", "work-resumption"), ("on", "02-06-2025"),
            ("content", "x"), ("whatHappened", "Wim vroeg het."), ("whatIsDone", done), ("command", Guid.NewGuid().ToString()), .. more,
        ]);
        Task<Answer> Consult(string agrees, params (string, string)[] more) => Lotte.Post($"/cases/{id}/consent/consult",
            [("carePartner", gp.ToString()), ("recipient", hr.ToString()), ("categories", "care-advice"), ("agrees", agrees), ("on", "02-06-2025"), ("command", Guid.NewGuid().ToString()), .. more]);

        foreach (var (ask, one, other) in new[] { (Report, "Noor weet het.", "Wim ook."), ((Func<string, (string, string)[], Task<Answer>>)Consult, "true", "false") })
        {
            (await ask(one, [])).Status.ShouldBe(303);
            (await ask(other, [])).Status.ShouldBe(303);
            (await ask(one, [])).ShouldSatisfyAllConditions(asked => asked.Status.ShouldBe(422), asked => asked.Body.ShouldContain(Question));
            (await ask(one, [("again", "yes")])).Status.ShouldBe(303);
        }
        (await Entries(id, "disclosure_reported")).ShouldBe(3);
        (await Entries(id, "care_partner_consulted")).ShouldBe(3);
    }

    private Task<Answer> Record(Guid id, string step, params (string, string)[] fields)
    {
        var today = NodaTime.Text.LocalDatePattern.Iso.Format(Casework.Events.Brussels.DayOf(SystemClock.Instance.GetCurrentInstant()));
        return Lotte.Post($"/cases/{id}/record/{step}", [("f-on", today), .. fields]);
    }

    private static string In(Answer answer, string field) =>
        Regex.Match(answer.Body, $"name=\"{field}\" value=\"(?<value>[^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["value"].Value;

    private Task<long> Entries(Guid id, string kind) => Ask<long>($"select count(*) from mt_events where stream_id = '{id}' and type = '{kind}'");

    private Task<T> Ask<T>(string question) => branch.Site.Place.Ask<T>(question);

    private async Task<Guid> Somebody()
    {
        var id = Guid.NewGuid();
        await Branch.AddCase(branch.Site.House, id, "Iemand Anders");
        return id;
    }
}
