using System.Diagnostics.CodeAnalysis;

namespace ZorgWerk.Coaching;

/// <summary>
/// A short name chosen by an organisation and safe to show, store and count in the open: a programme, a training cohort, a region, a stratum.
/// 1 to 40 of a–z, 0–9, '.', '_' and '-', starting with a letter or digit; upper case is folded to lower.
/// </summary>
public readonly record struct Code
{
    public const int MaximumLength = 40;

    private readonly string? _value;

    private Code(string value) => _value = value;

    public string Value => _value ?? "";

    public static bool TryParse([NotNullWhen(true)] string? text, out Code code)
    {
        code = default;
        if (string.IsNullOrEmpty(text) || text.Length > MaximumLength || !char.IsAsciiLetterOrDigit(text[0])) return false;
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-')) return false;
        code = new Code(text.ToLowerInvariant());
        return true;
    }

    /// <exception cref="FormatException">Not a code.</exception>
    public static Code Parse(string text) => TryParse(text, out var code) ? code : throw new FormatException("Not a code.");

    public override string ToString() => Value;
}
