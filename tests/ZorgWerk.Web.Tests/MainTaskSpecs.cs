using System.Reflection;
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

    // Every two of language, script, width and hand meet; all four in the deep run.
    [Theory]
    [InlineData("nl", true, 1280, Pointing)]
    [InlineData("nl", false, 320, Typing)]
    [InlineData("fr", true, 320, Typing)]
    [InlineData("fr", false, 1280, Pointing)]
    [InlineData("en", true, 1280, Typing)]
    [InlineData("en", false, 320, Pointing)]
    public Task Everybody_does_their_work(string language, bool script, int width, string hand) => Work(language, script, width, hand);

    [Theory]
    [Trait("Kind", "Deep")]
    [MemberData(nameof(Others))]
    public Task Everybody_does_their_work_in_any_other_surroundings(string language, bool script, int width, string hand) => Work(language, script, width, hand);

    public static TheoryData<string, bool, int, string> Others()
    {
        var others = new TheoryData<string, bool, int, string>();
        foreach (var language in Coaching.Words.Languages)
        foreach (var script in (bool[])[true, false])
        foreach (var width in (int[])[1280, 320])
        foreach (var hand in (string[])[Pointing, Typing])
            if (!typeof(MainTaskSpecs).GetMethod(nameof(Everybody_does_their_work))!.GetCustomAttributes<InlineDataAttribute>().Any(one => one.GetData(null!).Single().SequenceEqual([language, script, width, hand])))
                others.Add(language, script, width, hand);
        return others;
    }

    private async Task Work(string language, bool script, int width, string hand)
    {
        var who = $"Proef {Interlocked.Increment(ref _people):d3} Werkman";
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

        var login = $"collega.{who[6..9]}";
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
