using Microsoft.Playwright;

namespace ZorgWerk.Web.Tests;

/// <summary>Works a page as a person does. What is done is written once; how, is the hand's.</summary>
internal abstract class Hand(IPage page)
{
    public IPage Page { get; } = page;

    /// <summary>Follows a link or presses a button, and waits for the page it leads to.</summary>
    public async Task Follow(string what)
    {
        await Reach(what);
        var come = new TaskCompletionSource();
        void Come(object? sender, IPage page) => come.TrySetResult();
        Page.DOMContentLoaded += Come;
        await Press();
        await come.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Page.DOMContentLoaded -= Come;
    }

    /// <summary>Folds something open or shut.</summary>
    public async Task Turn(string summary)
    {
        await Reach(summary);
        await Press();
    }

    public async Task Type(string field, string text)
    {
        await Reach(field);
        await Page.Keyboard.PressAsync("Control+a");
        await Page.Keyboard.TypeAsync(text);
    }

    /// <summary>One answer out of a list.</summary>
    public abstract Task Pick(string list, string value);

    /// <summary>A box, or one of a group of buttons; what is ticked already stays so.</summary>
    public abstract Task Tick(string box);

    protected abstract Task Reach(string what);

    protected abstract Task Press();
}

/// <summary>By mouse on a desk, by finger on a phone.</summary>
internal sealed class PointingHand(IPage page) : Hand(page)
{
    private ILocator? _at;

    public override Task Pick(string list, string value) => Page.Locator(list).SelectOptionAsync(value);

    public override Task Tick(string box) => Page.Locator(box).CheckAsync();

    protected override async Task Reach(string what)
    {
        _at = Page.Locator(what).First;
        // A field is clicked to write in it; a link only once somebody presses it.
        if (await _at.EvaluateAsync<bool>("at => at.matches('input, textarea')")) await _at.ClickAsync();
    }

    protected override Task Press() => _at!.ClickAsync();
}

/// <summary>By the keyboard alone: whatever is reached is reached by Tab, is seen to be, and is not hidden behind something.</summary>
internal sealed class TypingHand(IPage page) : Hand(page)
{
    private const int MostTabs = 400;

    // What the one who tabs must see: a ring of at least 2 px, on something that is in view.
    private const string Here = """
        what => {
          const at = document.activeElement;
          if (at !== what && !(at?.type === 'radio' && what.name === at.name && what.form === at.form)) return 'elsewhere';
          const look = getComputedStyle(at), box = at.getBoundingClientRect();
          const ring = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2 || look.boxShadow !== 'none';
          if (!ring) return 'reached, and nothing shows it';
          if (box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth) return 'reached out of sight';
          const over = document.elementFromPoint(Math.min(innerWidth - 1, Math.max(0, box.left + box.width / 2)), Math.min(innerHeight - 1, Math.max(0, box.top + Math.min(box.height, innerHeight) / 2)));
          return !over || at.contains(over) || over.contains(at) || at.labels && [...at.labels].some(label => label.contains(over)) ? '' : `hidden behind ${over.outerHTML.slice(0, 120)}`;
        }
        """;

    public override async Task Pick(string list, string value)
    {
        await Reach(list);
        var steps = await Page.Locator(list).EvaluateAsync<int>("(at, value) => [...at.options].findIndex(one => one.value === value) - at.selectedIndex", value);
        for (var step = 0; step < Math.Abs(steps); step++) await Page.Keyboard.PressAsync(steps > 0 ? "ArrowDown" : "ArrowUp");
        (await Page.Locator(list).InputValueAsync()).ShouldBe(value);
    }

    public override async Task Tick(string box)
    {
        if (await Page.Locator(box).IsCheckedAsync()) return;
        await Reach(box);
        // Tab comes to a group of buttons once; within it go the arrows.
        for (var step = 0; !await IsAt(box); step++)
        {
            step.ShouldBeLessThan(40, $"no arrow leads to {box}");
            await Page.Keyboard.PressAsync("ArrowDown");
        }
        if (!await Page.Locator(box).IsCheckedAsync()) await Page.Keyboard.PressAsync("Space");
        (await Page.Locator(box).IsCheckedAsync()).ShouldBeTrue(box);
    }

    protected override async Task Reach(string what)
    {
        var at = Page.Locator(what).First;
        for (var tab = 0; tab < MostTabs; tab++)
        {
            var found = await at.EvaluateAsync<string>(Here);
            if (found.Length == 0) return;
            found.ShouldBe("elsewhere", $"{what} on {Page.Url}");
            await Page.Keyboard.PressAsync("Tab");
        }
        throw new ShouldAssertException($"{MostTabs} times Tab do not lead to {what} on {Page.Url}");
    }

    protected override Task Press() => Page.Keyboard.PressAsync("Enter");

    private Task<bool> IsAt(string what) => Page.Locator(what).First.EvaluateAsync<bool>("what => document.activeElement === what");
}
