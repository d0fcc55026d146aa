using System.Collections.Frozen;
using System.Reflection;

namespace ZorgWerk.Coaching;

/// <summary>The refusals that any step may meet. Those of one step stand in its own file.</summary>
public static class Refusals
{
    public static readonly Refusal InTheFuture = new("on/in-the-future", "on") { IsOfTyping = true };
    public static readonly Refusal LaterToday = new("at/later-today", "at") { IsOfTyping = true };
    public static readonly Refusal TooLongAgo = new("on/too-long-ago", "on") { IsOfTyping = true };
    public static readonly Refusal TooFarAhead = new("on/too-far-ahead") { IsOfTyping = true };
    public static readonly Refusal BeforeTheTrajectory = new("on/before-the-trajectory", "on") { IsOfTyping = true };
    public static readonly Refusal NotRegistered = new("participant/not-registered", "participant");
    public static readonly Refusal Erased = new("participant/erased", "participant", "R14");
    public static readonly Refusal NoTrajectory = new("trajectory/none");
    public static readonly Refusal TrajectoryNotOpen = new("trajectory/not-open");
    public static readonly Refusal EndsBeforeItStarts = new("period/ends-before-it-starts", "until") { IsOfTyping = true };
    public static readonly Refusal OutOfBounds = new("number/out-of-bounds") { IsOfTyping = true };
    public static readonly Refusal MedicalForWorkSide = new("medical/for-the-work-side", Rule: "R2");
    public static readonly Refusal MedicalUnderAnotherCategory = new("medical/under-another-category", Rule: "R2");
    public static readonly Refusal IdInUse = new("id/in-use");

    /// <summary>Whether it is about medical words in a text: the words can be named to whoever typed them.</summary>
    public static bool IsAboutMedicalWords(Refusal because) => MayBeConfirmed(because) || because == RecordFirstLineAssessment.Diagnosis;

    /// <summary>Whether it is taken back where somebody says that the words are no diagnosis and no treatment.</summary>
    public static bool MayBeConfirmed(Refusal because) =>
        because == MedicalForWorkSide || because == MedicalUnderAnotherCategory || because == RecordFirstLineAssessment.MedicalFindings || because == PlanStep.TreatmentByCoach;

    /// <summary>Whether the refusal of this code is about what was typed: of an answer that was stored, the code is all there is.</summary>
    public static bool IsOfTyping(string code) => CodesOfTyping.Value.Contains(code);

    private static readonly Lazy<FrozenSet<string>> CodesOfTyping = new(() => typeof(Refusals).Assembly.GetTypes()
        .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static)).Where(field => field.FieldType == typeof(Refusal))
        .Select(field => (Refusal)field.GetValue(null)!).Where(refusal => refusal.IsOfTyping).Select(refusal => refusal.Code).ToFrozenSet(StringComparer.Ordinal));
}
