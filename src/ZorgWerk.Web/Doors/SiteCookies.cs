using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ZorgWerk.Web.Doors;

/// <summary>
/// The one way in which the service sets a cookie, the framework's among them: no script reads it, and over TLS it goes nowhere but to this host over TLS.
/// There its name begins with <c>__Host-</c>, which browsers hold it to, and one without is not taken: nobody plants one from a neighbouring host or by plain http.
/// </summary>
internal static class SiteCookies
{
    /// <summary>Browsers take a cookie of such a name only with Secure, for the whole host and from no other.</summary>
    public const string Prefix = "__Host-";

    public static void UseSiteCookies(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Features.Set<IResponseCookiesFeature>(new Written(http.Response.Cookies, http.Request.IsHttps));
        if (http.Request.IsHttps) http.Features.Set<IRequestCookiesFeature>(new RequestCookiesFeature(new Read(http.Request.Cookies)));
        return next(http);
    });

    private sealed class Written(IResponseCookies inner, bool isHttps) : IResponseCookiesFeature, IResponseCookies
    {
        public IResponseCookies Cookies => this;

        public void Append(string key, string value) => Append(key, value, new CookieOptions());

        public void Append(string key, string value, CookieOptions options) => inner.Append(Named(key), value, Held(options));

        public void Delete(string key) => Delete(key, new CookieOptions());

        public void Delete(string key, CookieOptions options) => inner.Delete(Named(key), Held(options));

        private string Named(string key) => isHttps ? Prefix + key : key;

        private CookieOptions Held(CookieOptions options) => new(options) { Secure = isHttps, HttpOnly = true, Path = "/", Domain = null };
    }

    private sealed class Read(IRequestCookieCollection sent) : IRequestCookieCollection
    {
        private readonly Dictionary<string, string> _cookies = sent.Where(cookie => cookie.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(cookie => cookie.Key[Prefix.Length..], cookie => cookie.Value, StringComparer.OrdinalIgnoreCase);

        public int Count => _cookies.Count;

        public ICollection<string> Keys => _cookies.Keys;

        public string? this[string key] => _cookies.GetValueOrDefault(key);

        public bool ContainsKey(string key) => _cookies.ContainsKey(key);

        public bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => _cookies.TryGetValue(key, out value);

        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _cookies.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
