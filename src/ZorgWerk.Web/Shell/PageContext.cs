using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ZorgWerk.Casework.Events;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Live;

namespace ZorgWerk.Web.Shell;

/// <summary>What every page knows: who reads it, in which language, on which day.</summary>
/// <param name="User">Nothing at the door.</param>
/// <param name="Address">The page's own path and query, for links that come back to it.</param>
public sealed record PageContext(SignedInUser? User, string Language, LocalDate Today, Instant Now, string Address)
{
    /// <summary>Keeps the language a visitor chose, also before signing in.</summary>
    public const string LanguageCookie = "zw-lang";

    /// <inheritdoc cref="LiveEndpoints.ShownUpTo"/>
    public long? ShownUpTo { get; private init; }

    public static PageContext Of(HttpContext http)
    {
        var user = SignedInUser.Of(http.User);
        var now = http.RequestServices.GetRequiredService<IClock>().GetCurrentInstant();
        return new PageContext(user, LanguageOf(http, user), Brussels.DayOf(now), now, http.Request.Path + http.Request.QueryString) { ShownUpTo = LiveEndpoints.ShownUpTo(http) };
    }

    /// <summary>The words of a page or of the field, with what they are about in the place of <c>{0}</c>, <c>{1}</c> …</summary>
    public string Say(string key, params ReadOnlySpan<object?> about)
    {
        var words = PageWords.In(Language, key);
        for (var at = 0; at < about.Length; at++) words = words.Replace($"{{{at}}}", about[at]?.ToString(), StringComparison.Ordinal);
        return words;
    }

    public string Say(Refusal refusal) => Words.In(Language, refusal);

    /// <summary>A day as people write it: <c>di 3 nov 2026</c>.</summary>
    public string Day(LocalDate day) => Dates.Long(day, Language);

    /// <summary>An instant as people here write it: <c>di 3 nov 2026, 09:05</c>.</summary>
    public string Moment(Instant at) => $"{Day(Brussels.DayOf(at))}, {Time(at)}";

    /// <summary>The time of day as it is here: <c>09:05</c>.</summary>
    public static string Time(Instant at) => at.InZone(Brussels.Zone).TimeOfDay.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A day without its year when that is this year's: <c>3 nov</c>.</summary>
    public string Short(LocalDate day) => Dates.Short(day, Today, Language);

    private static string LanguageOf(HttpContext http, SignedInUser? user)
    {
        if (http.Items[LanguageCookie] is string asked) return asked;
        // A program says it with every request, a person chose once.
        if (http.IsApi()) return Accepted(http) ?? user?.Language ?? Words.Languages[0];
        if (http.Request.Cookies[LanguageCookie] is { } chosen && Words.Languages.Contains(chosen)) return chosen;
        if (user is not null) return user.Language;
        return Accepted(http) ?? Words.Languages[0];
    }

    private static string? Accepted(HttpContext http)
    {
        foreach (var accepted in http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1))
            if (accepted.Value.Length >= 2 && Words.Languages.Contains(accepted.Value.Substring(0, 2))) return accepted.Value.Substring(0, 2);
        return null;
    }
}
