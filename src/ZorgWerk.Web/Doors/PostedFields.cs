using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace ZorgWerk.Web.Doors;

/// <summary>
/// The fields of a form as the browser sent them, read once, in time that grows with their length. The framework's own reader scans a long value again
/// with every piece that arrives (a paste of 20 MB took 22 seconds), gives nothing of a form that is too long, and nothing of one that holds a NUL.
/// </summary>
internal sealed class PostedFields
{
    /// <summary>More bytes than the longest of our forms takes, with every text at its longest. What is beyond is not kept.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    private const string UrlEncoded = "application/x-www-form-urlencoded";

    private PostedFields(IReadOnlyDictionary<string, StringValues> values, bool isCut) => (Values, IsCut) = (values, isCut);

    public IReadOnlyDictionary<string, StringValues> Values { get; }

    /// <summary>More was sent than is kept; the last field may be shorter than it was.</summary>
    public bool IsCut { get; }

    public string? this[string field] => Values.TryGetValue(field, out var values) && values is [{ } first, ..] ? first : null;

    /// <summary>The longest of its values, in characters.</summary>
    public int Longest => Values.Values.SelectMany(values => values).Max(value => value?.Length) ?? 0;

    /// <summary>null when the request is no form, or could not be read.</summary>
    public static async Task<PostedFields?> Read(HttpContext http)
    {
        if (http.Items[typeof(PostedFields)] is PostedFields known) return known;
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.HasFormContentType) return null;
        try
        {
            var read = http.Request.ContentType!.StartsWith(UrlEncoded, StringComparison.OrdinalIgnoreCase)
                ? await ReadBody(http)
                : new PostedFields((await http.Request.ReadFormAsync(http.RequestAborted)).ToDictionary(), isCut: false);
            Put(http, read);
            return read;
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or InvalidOperationException or IOException)
        {
            return null;
        }
    }

    /// <summary>From here on the request is taken to have brought these.</summary>
    public static void Put(HttpContext http, IReadOnlyDictionary<string, StringValues> values) => Put(http, new PostedFields(values, isCut: false));

    private static void Put(HttpContext http, PostedFields read)
    {
        http.Items[typeof(PostedFields)] = read;
        http.Request.Form = new FormCollection(read.Values.ToDictionary());
    }

    private static async Task<PostedFields> ReadBody(HttpContext http)
    {
        using var kept = new MemoryStream();
        var isCut = false;
        var piece = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            // To the end, also past what is kept: a browser that is cut off while it sends shows no answer.
            while (await http.Request.Body.ReadAsync(piece, http.RequestAborted) is > 0 and var read)
            {
                var room = Math.Min(read, MostBytes - (int)kept.Length);
                kept.Write(piece, 0, room);
                isCut |= room < read;
            }
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            isCut = true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece, clearArray: true);
        }
        return new PostedFields(FieldsIn(Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length)), isCut);
    }

    private static Dictionary<string, StringValues> FieldsIn(string body)
    {
        var fields = new Dictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in new QueryStringEnumerable(body))
        {
            var name = field.DecodeName().ToString();
            if (!fields.TryGetValue(name, out var values)) fields[name] = values = [];
            // Browsers end lines their own way; counted and kept is the text.
            values.Add(field.DecodeValue().ToString().Replace("\r\n", "\n", StringComparison.Ordinal));
        }
        return fields.ToDictionary(field => field.Key, field => new StringValues([.. field.Value]), StringComparer.OrdinalIgnoreCase);
    }
}
