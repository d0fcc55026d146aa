using System.Text.Json;

namespace ZorgWerk.Casework;

/// <summary>Choices as they are stored, spoken of and written in addresses: <c>work-ability</c>.</summary>
public static class Kebab
{
    public static string Of<T>(T choice) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(choice.ToString());

    /// <summary>The choice of that name; nothing when there is none.</summary>
    public static T? Parse<T>(string? name) where T : struct, Enum
    {
        foreach (var choice in Enum.GetValues<T>())
            if (Of(choice) == name) return choice;
        return null;
    }
}
