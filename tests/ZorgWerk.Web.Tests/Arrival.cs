using System.Diagnostics;
using Microsoft.Playwright;

namespace ZorgWerk.Web.Tests;

/// <summary>Waits for pages by asking again and again: the events of one that loads may all have come before anybody waits for them.</summary>
internal static class Arrival
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Does what leads to another page, and waits until that one is there.</summary>
    public static async Task Leave(IPage page, Func<Task> go)
    {
        await page.EvaluateAsync("() => { window.left = true; }");
        await go();
        await Loaded(page);
    }

    public static async Task Loaded(IPage page)
    {
        PlaywrightException? noAnswer = null;
        for (var clock = Stopwatch.StartNew(); !await IsLoaded(); await Task.Delay(20))
            if (clock.Elapsed > Patience) throw new TimeoutException($"The page after {page.Url} has not come in {Patience.TotalSeconds:0} s.", noAnswer);

        async Task<bool> IsLoaded()
        {
            try
            {
                return await page.EvaluateAsync<bool>("() => !window.left && document.readyState === 'complete'");
            }
            catch (PlaywrightException between)
            {
                // Between two pages there is none to ask.
                noAnswer = between;
                return false;
            }
        }
    }
}
