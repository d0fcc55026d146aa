using Microsoft.AspNetCore.Http;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;

namespace ZorgWerk.Web.Record;

/// <summary>What a form answers where it was asked about medical words: share them as health, or that they are no diagnosis and no treatment.</summary>
internal static class MedicalAnswer
{
    public const string Field = "medical";

    public const string Move = "move";

    public const string Confirm = "confirm";

    /// <summary>The fields of a step that say what kind of information it passes on.</summary>
    private const string Categories = "categories";

    /// <summary>Brings along the words that stood there when it was asked: whoever types others afterwards is asked again.</summary>
    public static string Asked(string field) => $"asked-{field}";

    /// <summary>The confirmation in a form that was sent, with the words it is about; nothing where there is none.</summary>
    public static IReadOnlyList<(string Name, string Value)> Kept(IFormCollection form) => form[Field] != Confirm ? []
        : [(Field, Confirm), .. form.Where(one => one.Key.StartsWith(Asked(""), StringComparison.Ordinal)).SelectMany(one => one.Value.OfType<string>().Select(word => (one.Key, word)))];

    /// <summary>What the answer adds to the categories; the same where it says nothing of the kind.</summary>
    public static IReadOnlyList<string> Categorised(string? answer, IReadOnlyList<string> categories)
    {
        var medical = Kebab.Of(Category.Medical);
        return answer is not Move || categories.Contains(medical) ? categories : [.. categories, medical];
    }

    /// <summary>Whether words of a step can be shared as health at all.</summary>
    public static bool HasCategories(Casework.Import.StepShape shape) => shape.Fields.Any(field => field.Name is Categories);

    public static TypedForm Categorised(string? answer, TypedForm typed, string prefix) =>
        answer is Move ? typed.With(prefix + Categories, Categorised(answer, typed.All(prefix + Categories))) : typed;

    /// <summary>The texts of which it is said that they hold no diagnosis and no treatment; only those in which no other word stands by now.</summary>
    /// <param name="asked">The words that were asked about, by <see cref="Asked"/>.</param>
    public static IReadOnlyList<string> Confirmed(string? answer, CoachingStep? step, Func<string, IEnumerable<string?>> asked)
    {
        if (answer is not Confirm || (step is CorrectEntry { Replacement: { } replacement } ? replacement : step as ParticipantStep) is not { } words) return [];
        return [.. words.Medical().Where(one => one.Text.Open(_ => null) is { } text
            && one.Found.Select(word => word.In(text)).All(word => asked(Asked(one.Field)).Contains(word, StringComparer.OrdinalIgnoreCase))).Select(one => one.Field)];
    }
}
