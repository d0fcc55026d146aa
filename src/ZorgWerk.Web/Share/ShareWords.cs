using System.Text.Json;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Record;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Share;

/// <summary>Choices and faults in words.</summary>
internal static class ShareWords
{
    /// <summary>As it is stored and sent by a form: <c>work-ability</c>.</summary>
    public static string Code(this Enum choice) => JsonNamingPolicy.KebabCaseLower.ConvertName(choice.ToString());

    /// <summary>The words of a choice where it stands alone: <c>Wat op het werk lukt</c>.</summary>
    public static string Word(this PageContext context, Enum choice) => context.Say($"{JsonNamingPolicy.KebabCaseLower.ConvertName(choice.GetType().Name)}.{choice.Code()}");

    /// <summary>The same within a sentence, several joined: <c>verloop van het traject, wat op het werk lukt</c>.</summary>
    public static string Words(this PageContext context, IEnumerable<Category> categories) => string.Join(", ", categories.Select(category => context.Say(category.ToString())));

    public static string Sentence(string words) => words.Length == 0 ? words : char.ToUpper(words[0], System.Globalization.CultureInfo.CurrentCulture) + words[1..];

    /// <summary>A fault says what to write.</summary>
    public static string Word(this PageContext context, ShownFault fault) =>
        fault.Code is "field/missing" or "field/not-a-choice" or "field/not-readable" && PageWords.Has($"share.missing.{fault.Field}") ? context.Say($"share.missing.{fault.Field}") : context.Fault(fault);
}
