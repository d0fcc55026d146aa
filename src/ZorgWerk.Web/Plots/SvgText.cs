using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Components;

namespace ZorgWerk.Web.Plots;

/// <summary>A label in a drawing. Razor takes an element called text for its own, so it is written out here, with its words encoded.</summary>
internal static class SvgText
{
    /// <param name="style">A class of the style sheet: <c>tx</c> or <c>tb</c>.</param>
    public static MarkupString At(string style, double x, double y, string words, string? anchor = null) => new(string.Create(
        CultureInfo.InvariantCulture, $"<text class=\"{style}\" x=\"{x:0.#}\" y=\"{y:0.#}\"{(anchor is null ? "" : $" text-anchor=\"{anchor}\"")}>{WebUtility.HtmlEncode(words)}</text>"));
}
