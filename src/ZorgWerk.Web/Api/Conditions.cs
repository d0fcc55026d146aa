using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace ZorgWerk.Web.Api;

/// <summary>The version of a record as a tag of its representation, and conditions on it (RFC 9110, 13).</summary>
internal static partial class Conditions
{
    public static string TagOf(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public static void Tag(this HttpContext http, long version) => http.Response.Headers.ETag = TagOf(version);

    /// <summary>Whether the caller has this version already.</summary>
    public static bool Has(this HttpContext http, long version) =>
        http.Request.Headers.IfNoneMatch.SelectMany(header => header?.Split(',', StringSplitOptions.TrimEntries) ?? []).Any(tag => tag == "*" || tag.Replace("W/", "", StringComparison.Ordinal) == TagOf(version));

    /// <summary>The version that a step is asked on: 0 for a tag that is none of ours, which no record has.</summary>
    public static long VersionIn(string ifMatch) =>
        OneTag().Match(ifMatch.Trim()) is { Success: true } tag && long.TryParse(tag.Groups["version"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;

    [GeneratedRegex("^\"(?<version>[0-9]{1,18})\"$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OneTag();
}
