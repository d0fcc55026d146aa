using System.Globalization;
using Microsoft.AspNetCore.Http;
using ZorgWerk.Casework.Recording;

namespace ZorgWerk.Web.Record;

/// <summary>What a browser sends of a form. Fields of the step begin with <c>f-</c>; what the form is about stands beside them.</summary>
internal static class PostedForm
{
    public const string Prefix = "f-";

    public static TypedForm Typed(IFormCollection form) =>
        new(form.Keys.Where(key => key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(key => key[Prefix.Length..], key => (IReadOnlyList<string>)[.. form[key].OfType<string>()], StringComparer.Ordinal));

    /// <summary>The id the form was made with; sent twice, it is one command. A participant's id is nobody's.</summary>
    public static Guid Command(IFormCollection form) => Guid.TryParse(form["command"], out var id) && id != Guid.Empty ? id : Guid.CreateVersion7();

    /// <summary>The version of the record that the form was made on; nothing when it does not say.</summary>
    public static long? Version(IFormCollection form) => long.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
}
