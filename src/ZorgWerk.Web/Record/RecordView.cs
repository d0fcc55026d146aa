using ZorgWerk.Casework.Drafts;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Drafts;

namespace ZorgWerk.Web.Record;

/// <summary>A fault beside the field it is about.</summary>
/// <param name="Refused">A rule said it, with what it is about; else only the code.</param>
public sealed record ShownFault(string Field, string Code, Refusal? Refused = null)
{
    public static ShownFault Of(Refusal because) => new(because.Field ?? "", because.Code, because);
}

/// <summary>A form as a page shows it: what was typed, and what became of it so far.</summary>
/// <param name="Command">The id that makes sending it twice harmless.</param>
public sealed record RecordView(StepSheet Sheet, TypedForm Typed, Guid Command)
{
    /// <summary>Take an entry off the record, instead of mending it.</summary>
    public bool Strike { get; init; }

    public IReadOnlyList<ShownFault> Faults { get; init; } = [];

    public Refusal? Refusal { get; init; }

    public IReadOnlyList<Way> Ways { get; init; } = [];

    /// <summary>Medical words that the refusal is about.</summary>
    public IReadOnlyList<FoundWords> Medical { get; init; } = [];

    /// <summary>Fields of the form by which such words were confirmed to be none, and which words; they go along while something else is asked.</summary>
    public IReadOnlyList<(string Name, string Value)> Confirmed { get; init; } = [];

    /// <summary>What others recorded since the form was made.</summary>
    public IReadOnlyList<Entry> Meanwhile { get; init; } = [];

    /// <summary>The entry that says the same in every field, of which is asked whether it happened twice.</summary>
    public EqualEntry? Equal { get; init; }

    /// <summary>Key of something to say above the form.</summary>
    public string? Notice { get; init; }

    /// <summary>What was begun before, and stands in the form now.</summary>
    public OpenedDraft? Kept { get; init; }

    /// <summary>Steps that were recorded just before, by their names.</summary>
    public IReadOnlyList<string> Done { get; init; } = [];

    public Guid Id => Sheet.Case.Stream.Value;

    /// <summary>How its draft is called.</summary>
    public string Draft => DraftForms.Record(Sheet.Form.Shape.Name, Sheet.Mends);

    public string Action => $"/cases/{Id}/record/{Sheet.Form.Shape.Name}" + (Sheet.Mends is { } entry ? $"?entry={entry}" : "");
}
