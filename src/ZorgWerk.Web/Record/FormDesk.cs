using ZorgWerk.Casework;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Doors;

namespace ZorgWerk.Web.Record;

/// <summary>What a page does with what became of its form. There is no third: whoever asks the desk shows the one or the other.</summary>
public abstract record FormAnswer
{
    private FormAnswer() { }

    /// <summary>It is on the record.</summary>
    /// <param name="Version">The record's version afterwards.</param>
    /// <param name="IsNew">false when it stood there already, and nothing was added.</param>
    public sealed record Done(long Version, bool IsNew) : FormAnswer;

    /// <summary>It is not, or nobody knows yet: the form is shown again, with everything that was typed.</summary>
    public sealed record NotDone(FormTrouble Trouble) : FormAnswer;
}

/// <summary>Why a form is shown again.</summary>
/// <param name="Command">The id it goes on under: another one after an answer, which is remembered for ever, and the same one where no answer came.</param>
public sealed record FormTrouble(Guid Command)
{
    /// <summary>What is to be typed otherwise, by field.</summary>
    public IReadOnlyList<ShownFault> Faults { get; init; } = [];

    /// <summary>What a rule said, whether typing mends it or not; null where none did.</summary>
    public Refusal? Because => Refusal ?? Faults.Select(fault => fault.Refused).FirstOrDefault();

    /// <summary>What a rule refused, and typing does not mend.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The entry that says the same in every field, of which is asked whether it happened twice.</summary>
    public EqualEntry? Equal { get; init; }

    /// <summary>Key of something to say above the form.</summary>
    public string? Notice { get; init; }
}

/// <summary>The one way from a form to the desk: every answer of the desk, and none at all, becomes something that a page shows.</summary>
internal static class FormDesk
{
    /// <summary>Nobody knows whether it was recorded; sent again under the same id, it is not recorded twice.</summary>
    public const string Unknown = "record.unknown";

    public static async Task<FormAnswer> Take(CaseDesk desk, StepCommand command, CancellationToken cancel)
    {
        try
        {
            return Of(await desk.Take(command, cancel), command);
        }
        catch (Exception away) when (Mishaps.IsAway(away))
        {
            return NoAnswer(command);
        }
    }

    /// <summary>What was answered to this command before; null when it never came.</summary>
    public static async Task<FormAnswer?> Remembered(CaseDesk desk, StepCommand command, CancellationToken cancel)
    {
        try
        {
            return await desk.Remembered(command, cancel) is { } before ? Of(before, command) : null;
        }
        catch (Exception away) when (Mishaps.IsAway(away))
        {
            return NoAnswer(command);
        }
    }

    /// <summary>What was put on the record since a form was made, where somebody else was among it.</summary>
    /// <param name="version">The version the form was made on; null when it does not say.</param>
    public static IReadOnlyList<Entry> ByOthersSince(Participant participant, long? version, SignedInUser user) =>
        version is { } made && participant.Entries.Where(entry => entry.Version > made).ToList() is var since && since.Any(entry => entry.By != user.Id) ? since : [];

    private static FormAnswer Of(Answer answer, StepCommand command) => answer switch
    {
        // Nothing was remembered of it: it goes on under the same id.
        { Equal: { } equal } => new FormAnswer.NotDone(new FormTrouble(command.Id.Value) { Equal = equal }),
        { Outcome: Outcome.Recorded } => new FormAnswer.Done(answer.Version, IsNew: true),
        { Outcome: Outcome.NothingNew } => new FormAnswer.Done(answer.Version, IsNew: false),
        { Because: { IsOfTyping: true, Field: { } field } because } => Again(new FormTrouble(Guid.CreateVersion7()) { Faults = [new ShownFault(field, because.Code, because)] }),
        { Because: { } because } => Again(new FormTrouble(Guid.CreateVersion7()) { Refusal = because }),
        { Outcome: Outcome.Moved } => Again(new FormTrouble(Guid.CreateVersion7()) { Notice = "record.moved" }),
        _ => Again(new FormTrouble(Guid.CreateVersion7()) { Notice = "record.other-body" }),
    };

    private static FormAnswer.NotDone Again(FormTrouble trouble) => new(trouble);

    private static FormAnswer.NotDone NoAnswer(StepCommand command) => new(new FormTrouble(command.Id.Value) { Notice = Unknown });
}
