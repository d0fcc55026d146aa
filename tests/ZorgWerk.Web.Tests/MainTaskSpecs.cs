using Microsoft.Playwright;

namespace ZorgWerk.Web.Tests;

/// <summary>Everybody's main tasks, in every language, on a desk and on a phone, with script and without, by pointing and by keyboard alone.</summary>
[Collection(Demo.Name)]
public sealed class MainTaskSpecs(Demo demo)
{
    private const string Pointing = "pointing";

    /// <summary>By keyboard alone.</summary>
    private const string Typing = "typing";

    private static int _people;

    private static readonly string[] First = ["Abelone", "Baltasar", "Cosima", "Dorothea", "Evander", "Feliciaan", "Gwendolien", "Hyronimus"];
    private static readonly string[] Last = ["Quaghebeur", "Vroonhoven", "Zwaenepoel", "Ickx"];

    /// <summary>Every two of language, script, width and hand meet in one of these.</summary>
    private static readonly (string Language, bool Script, int Width, string Hand)[] Chosen =
    [
        ("nl", true, 1280, Pointing), ("nl", false, 320, Typing),
        ("fr", true, 320, Typing), ("fr", false, 1280, Pointing),
        ("en", true, 1280, Typing), ("en", false, 320, Pointing),
    ];

    private static IEnumerable<(string Language, bool Script, int Width, string Hand)> All =>
        from language in Coaching.Words.Languages
        from script in (bool[])[true, false]
        from width in (int[])[1280, 320]
        from hand in (string[])[Pointing, Typing]
        select (language, script, width, hand);

    public static TheoryData<string, bool, int, string> These() => Data(Chosen);

    public static TheoryData<string, bool, int, string> Others() => Data(All.Except(Chosen));

    [Theory]
    [MemberData(nameof(These))]
    public Task Everybody_does_their_work(string language, bool script, int width, string hand) => Work(language, script, width, hand);

    [Theory]
    [Trait("Kind", "Deep")]
    [MemberData(nameof(Others))]
    public Task Everybody_does_their_work_in_any_other_surroundings(string language, bool script, int width, string hand) => Work(language, script, width, hand);

    [Fact]
    public void Every_two_surroundings_meet() => All.SelectMany(Pairs).Except(Chosen.SelectMany(Pairs)).ShouldBeEmpty();

    private static IEnumerable<(object, object)> Pairs((string Language, bool Script, int Width, string Hand) one)
    {
        object[] each = [one.Language, one.Script, one.Width, one.Hand];
        return each.SelectMany((first, at) => each.Skip(at + 1).Select(second => (first, second)));
    }

    private static TheoryData<string, bool, int, string> Data(IEnumerable<(string Language, bool Script, int Width, string Hand)> surroundings)
    {
        var data = new TheoryData<string, bool, int, string>();
        foreach (var (language, script, width, hand) in surroundings) data.Add(language, script, width, hand);
        return data;
    }

    private async Task Work(string language, bool script, int width, string hand)
    {
        // Each of a name of their own, so that nobody is asked whether they are the one before.
        var number = Interlocked.Increment(ref _people);
        var who = $"{First[number % First.Length]} {Last[number / First.Length % Last.Length]}";
        await using var coach = await Someone();
        await coach.Tasks.Sign_in("lotte.verbeeck", demo.Site.House.DemoPassword);
        await coach.Tasks.Take_up_somebody_new();
        await coach.Tasks.Find_somebody_by_name();
        await coach.Tasks.Put_an_employer_in_the_network();
        await coach.Tasks.Record_a_conversation();
        await coach.Tasks.Mend_an_entry();
        await coach.Tasks.Put_a_consent_on_record();
        await coach.Tasks.Share_what_is_consented();
        await coach.Tasks.Withdraw_it_and_tell_who_knows();
        await coach.Tasks.Hand_the_case_over();

        await using var auditor = await Someone("didier.lambert");
        await auditor.Tasks.Go_from_the_trail_to_the_moment_of_a_disclosure();

        await using var evaluator = await Someone("eva.nys");
        await evaluator.Tasks.Compare_groups_of_a_programme();

        var login = $"collega.{number:d3}";
        await using var administrator = await Someone("beheer");
        var given = await administrator.Tasks.Let_a_colleague_in(login);
        await using var colleague = await Someone();
        await colleague.Tasks.Sign_in(login, given);
        await colleague.Tasks.Choose_a_password_of_ones_own(given);
        await administrator.Tasks.Suspend_a_colleague(login);
        (await colleague.Tasks.Page.GotoAsync("/outcomes"))!.Url.ShouldContain("/sign-in");

        async Task<Somebody> Someone(string? login = null)
        {
            var window = await demo.Window(login, language, script);
            var page = await window.NewPageAsync();
            await page.SetViewportSizeAsync(width, 900);
            return new Somebody(window, new MainTasks(hand == Typing ? new TypingHand(page) : new PointingHand(page), language, who));
        }
    }

    private sealed record Somebody(IBrowserContext Window, MainTasks Tasks) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Window.DisposeAsync();
    }
}
