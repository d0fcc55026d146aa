using Microsoft.AspNetCore.Http;

namespace ZorgWerk.Web.Api;

/// <summary>What was sent, no more of it than a step can be.</summary>
internal static class Bodies
{
    /// <returns>The bytes, or the problem with them.</returns>
    public static async Task<(ReadOnlyMemory<byte> Bytes, IResult? Problem)> Read(HttpContext http, int longest, CancellationToken cancel)
    {
        if (!http.Request.HasJsonContentType()) return (default, Problems.Of(http, StatusCodes.Status415UnsupportedMediaType, "api.not-json-type"));
        var (read, bytes) = (0, new byte[longest + 1]);
        while (read < bytes.Length && await http.Request.Body.ReadAsync(bytes.AsMemory(read), cancel) is > 0 and var more) read += more;
        if (read > longest) return (default, Problems.Of(http, StatusCodes.Status413PayloadTooLarge, "api.too-large", longest / 1024));
        return (bytes.AsMemory(0, read), null);
    }
}
