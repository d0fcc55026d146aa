using System.Diagnostics;

namespace ZorgWerk.Coaching;

/// <summary>
/// A name or free text about a person. It has no property that gives the words away, so it cannot be logged, serialised in the clear,
/// put into a URL or an exception by accident: whoever wants to read it calls <see cref="Open"/> and says how a sealed one is opened.
/// Typed in, it is clear; read from the store, it is sealed, and stays so until a page shows it.
/// </summary>
[DebuggerDisplay("personal")]
public sealed class PersonalText : IEquatable<PersonalText>
{
    /// <summary>In UTF-16 units. A long report is some 4,000; more belongs in an attachment of its own.</summary>
    public const int MaximumLength = 20_000;

    private readonly string? _clear;
    private readonly ISealedText? _sealed;

    private PersonalText(string? clear, ISealedText? @sealed) => (_clear, _sealed) = (clear, @sealed);

    /// <summary>The words as <see cref="TypedText.Clean"/> keeps them.</summary>
    /// <exception cref="ArgumentException">Empty, over <see cref="MaximumLength"/>, or with characters that no store or reader can carry.</exception>
    public static PersonalText Of(string words) =>
        Fault(words) is { } fault ? throw new ArgumentException($"Personal text refused: {fault}.") : new PersonalText(TypedText.Clean(words), null);

    /// <summary>Text as the store gave it back.</summary>
    public static PersonalText Sealed(ISealedText text) => new(null, text);

    /// <summary>Why these words cannot be kept, or nothing.</summary>
    public static PersonalTextFault? Fault(string words)
    {
        var kept = TypedText.Clean(words);
        if (kept.Length == 0) return PersonalTextFault.Empty;
        if (kept.Length > MaximumLength) return PersonalTextFault.TooLong;
        if (words.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))) return PersonalTextFault.ControlCharacter;
        if (!TypedText.IsWellFormed(words)) return PersonalTextFault.LoneSurrogate;
        return null;
    }

    /// <summary>Reads the words: deliberately, and only where a person is to read them or they are about to be sealed.</summary>
    /// <param name="unseal">Opens sealed text; gives nothing when its key was destroyed.</param>
    public string? Open(Func<ISealedText, string?> unseal) => _clear ?? unseal(_sealed!);

    /// <summary>The sealed form, to copy elsewhere as it is; nothing while the words are still clear.</summary>
    public ISealedText? SealedForm => _sealed;

    /// <summary>Clear texts are equal when the words are, sealed ones when they are the same sealing.</summary>
    public bool Equals(PersonalText? other) =>
        other is not null && string.Equals(_clear, other._clear, StringComparison.Ordinal) && Equals(_sealed, other._sealed);

    public override bool Equals(object? obj) => Equals(obj as PersonalText);

    public override int GetHashCode() => _sealed?.GetHashCode() ?? _clear!.GetHashCode(StringComparison.Ordinal);

    /// <summary>Never the words.</summary>
    public override string ToString() => "•••";
}

/// <summary>Personal text under a participant's key; what it looks like is the business of whoever sealed it.</summary>
public interface ISealedText : IEquatable<ISealedText>;

public enum PersonalTextFault { Empty, TooLong, ControlCharacter, LoneSurrogate }
