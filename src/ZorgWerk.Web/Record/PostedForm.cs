using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ZorgWerk.Casework.Recording;

namespace ZorgWerk.Web.Record;

/// <summary>What a browser sends of a form. Fields of the step begin with <c>f-</c>; what the form is about stands beside them.</summary>
internal static class PostedForm
{
    public const string Prefix = "f-";

    private const int LongestChoice = 40;

    public static TypedForm Typed(IFormCollection form) =>
        new(form.Keys.Where(key => key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(key => key[Prefix.Length..], key => (IReadOnlyList<string>)[.. form[key].OfType<string>()], StringComparer.Ordinal));

    /// <summary>Everything, on pages whose fields are called as the step's are.</summary>
    public static TypedForm All(IEnumerable<KeyValuePair<string, StringValues>> form) =>
        new(form.ToDictionary(field => field.Key, field => (IReadOnlyList<string>)[.. field.Value.OfType<string>()], StringComparer.Ordinal));

    /// <summary>Of an address only what may stand in one: choices and ids, never words.</summary>
    public static TypedForm Brought(IQueryCollection query, params string[] names) =>
        All(query.Where(field => names.Contains(field.Key) && field.Value.All(value => value is { Length: <= LongestChoice })));

    /// <summary>The id the form was made with; sent twice, it is one command. A participant's id is nobody's.</summary>
    public static Guid Command(IFormCollection form) => Guid.TryParse(form["command"], out var id) && id != Guid.Empty ? id : Guid.CreateVersion7();

    /// <summary>The version of the record that the form was made on; nothing when it does not say.</summary>
    public static long? Version(IFormCollection form) => long.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
}
