namespace ZorgWerk.Coaching;

/// <summary>What a step is asked about for its medical words, in the words themselves: to be shown to whoever typed them, and kept nowhere.</summary>
/// <param name="Path">The field; of a correction, of the step in its place: <c>replacement.fields.content</c>.</param>
/// <param name="Field">The field in its own step.</param>
public sealed record FoundWords(string Path, string Field, IReadOnlyList<string> Words)
{
    public const string Replacement = "replacement.fields.";

    /// <summary>The words behind a refusal that is about such words; none behind any other.</summary>
    public static IReadOnlyList<FoundWords> Behind(Refusal because, CoachingStep? step)
    {
        if (!Refusals.IsAboutMedicalWords(because)) return [];
        return step is CorrectEntry { Replacement: { } replacement } ? In(replacement, because, Replacement) : step is ParticipantStep asked ? In(asked, because, "") : [];
    }

    private static List<FoundWords> In(ParticipantStep step, Refusal because, string before) =>
        [.. step.Medical().Where(one => one.Field == because.Field || because.About.Contains(one.Field)).Select(one => Of(one, before))];

    private static FoundWords Of(MedicalField one, string before)
    {
        var text = one.Text.Open(_ => null)!;
        return new FoundWords(before + one.Field, one.Field, [.. one.Found.Select(word => word.In(text)).Distinct(StringComparer.OrdinalIgnoreCase)]);
    }
}
