using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ZorgWerk.Web.Doors;

namespace ZorgWerk.Web.Shell;

/// <summary>Style sheet, icons and script, each under an address that changes with its content, so that a browser may keep it for good.</summary>
public static class SiteFiles
{
    private static readonly FrozenDictionary<string, (byte[] Bytes, string Type, string Hash)> Files = new[]
    {
        ("zorgwerk.css", "text/css; charset=utf-8"), ("icons.svg", "image/svg+xml"), ("mark.svg", "image/svg+xml"), ("passkeys.js", "text/javascript; charset=utf-8"),
        ("typed.js", "text/javascript; charset=utf-8"), ("days.js", "text/javascript; charset=utf-8"), ("live.js", "text/javascript; charset=utf-8"),
    }.ToFrozenDictionary(file => file.Item1, file =>
    {
        using var stream = typeof(SiteFiles).Assembly.GetManifestResourceStream(file.Item1)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return (bytes, file.Item2, Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6)));
    });

    public static string Url(string name) => $"/assets/{Files[name].Hash}/{name}";

    public static void MapSiteFiles(this IEndpointRouteBuilder app) => app.MapGet("/assets/{hash}/{name}", (string hash, string name, HttpContext http) =>
    {
        if (!Files.TryGetValue(name, out var file) || file.Hash != hash) return Results.NotFound();
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(file.Bytes, file.Type);
    }).ExcludeFromDescription().Needs(Right.Anyone);
}
