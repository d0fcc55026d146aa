using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using NodaTime.Text;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Casework.Import;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Record;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Doors;

/// <summary>How a field of a form is shown where its own page cannot be.</summary>
public enum KeptAs
{
    /// <summary>Sent along again and not shown: ids, and what the page put there.</summary>
    Hidden,

    /// <summary>An answer that was chosen: its words are shown, and it is sent along again.</summary>
    Chosen,

    /// <summary>Typed in one line.</summary>
    Line,

    /// <summary>Typed in as many lines as it takes.</summary>
    Text,
}

/// <summary>One value of a form, as it is shown and sent again.</summary>
/// <param name="Label">What the field is called; null when nothing says so.</param>
/// <param name="Words">Of a choice: what was chosen.</param>
public sealed record KeptField(string Name, string Value, KeptAs As, string? Label = null, string? Words = null)
{
    private const int LongestLine = 80;

    /// <summary>Never shown and never sent again: who types these types them anew.</summary>
    private static readonly HashSet<string> Secret = new(StringComparer.OrdinalIgnoreCase) { "password", "old", "new", "credential", "kept" };

    /// <summary>What a page puts into its forms for itself.</summary>
    private static readonly HashSet<string> OfThePage = new(StringComparer.OrdinalIgnoreCase)
    {
        "command", "by", "version", "action", "do", "to", "quiet", "back", "sure", "other", "how", "said", TwiceQuestion.Again, KeptForm.Again, OtherLanguage.Field, Drafts.DraftForms.Field,
    };

    /// <summary>Everything that was sent, in its order, as far as it may be seen again.</summary>
    public static IReadOnlyList<KeptField> Of(PageContext context, IReadOnlyList<StepShape> steps, IReadOnlyDictionary<string, StringValues> fields) =>
        [.. fields.Where(field => !field.Key.StartsWith("__", StringComparison.Ordinal) && !Secret.Contains(field.Key))
            .SelectMany(field => field.Value.Select(value => One(context, steps, Readable.Cleaned(field.Key), Readable.Cleaned(value ?? ""))))];

    /// <summary>The steps whose fields a form has: those its route names, or the one in its address.</summary>
    /// <param name="step">What stands in the route's gap for a step.</param>
    public static IReadOnlyList<StepShape> StepsOf(Endpoint? page, string? step, string path) =>
        [.. (page?.Metadata.GetMetadata<StepsAsked>()?.Names ?? [step ?? path.Split('/')[^1]]).Select(StepCatalogue.Find).OfType<StepShape>()];

    private static KeptField One(PageContext context, IReadOnlyList<StepShape> steps, string name, string value)
    {
        var bare = name.StartsWith(PostedForm.Prefix, StringComparison.Ordinal) ? name[PostedForm.Prefix.Length..] : name;
        var last = bare[(bare.LastIndexOf('.') + 1)..];
        var asked = steps.FirstOrDefault(step => step.Fields.Any(field => field.Name == bare)) is { } own
            ? own.Fields.First(field => field.Name == bare)
            : StepCatalogue.All.SelectMany(step => step.Fields).FirstOrDefault(field => field.Name == last);
        var label = LabelOf(context, steps, bare, last);
        if (asked is { ItemType.IsEnum: true } && $"{JsonNamingPolicy.KebabCaseLower.ConvertName(asked.ItemType.Name)}.{value}" is var word && PageWords.Has(word))
            return new(name, value, KeptAs.Chosen, label, context.Say(word));
        if (OfThePage.Contains(name) || value.Length == 0 || Guid.TryParse(value, out _) || (last is FormReader.On && value is FormReader.ChosenOther)) return new(name, value, KeptAs.Hidden);
        if (LocalDatePattern.Iso.Parse(value) is { Success: true, Value: var day }) return new(name, Dates.ToType(day), KeptAs.Line, label);
        if (value is "true" or "false") return new(name, value, KeptAs.Chosen, label, context.Say(value is "true" ? "record.yes" : "record.no"));
        var isText = value.Length > LongestLine || value.Contains('\n', StringComparison.Ordinal) || (asked?.ItemType == typeof(PersonalText) && asked.Name is not ("name" or "organisation" or "reference"));
        return new(name, value, isText ? KeptAs.Text : KeptAs.Line, label);
    }

    private static string? LabelOf(PageContext context, IReadOnlyList<StepShape> steps, string bare, string last)
    {
        IEnumerable<string> keys = [.. steps.Select(step => $"label.{step.Name}.{bare}"), $"kept.field.{bare}", $"field.{bare}", $"scale.{last}", $"kept.field.{last}", $"field.{last}"];
        return keys.FirstOrDefault(PageWords.Has) is { } key ? context.Say(key) : null;
    }
}
