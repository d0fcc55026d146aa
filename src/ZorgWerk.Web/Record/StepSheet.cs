using System.Globalization;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.CaseFile;
using ZorgWerk.Casework.Import;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Web.Record;

/// <summary>A step's form with the case it is for, read as one moment has it.</summary>
/// <param name="Mends">Of a correction: the version of the entry; nothing when there is no such entry.</param>
/// <param name="Says">Of a correction: what the entry says, as answers.</param>
/// <param name="Names">Colleagues by id, to say who recorded what.</param>
public sealed record StepSheet(CaseRecord Case, CaseHeader Header, StepForm Form, Unsealing Words, long? Mends, TypedForm Says, IReadOnlyDictionary<UserId, string> Names)
{
    public const string Replacement = "replacement.";

    public static async Task<StepSheet> Read(
        Reading reading, References references, StreamId stream, StepShape shape, long? entry, bool strike, LocalDate today, CancellationToken cancel)
    {
        var one = await CaseRecord.Read(reading, stream, cancel);
        var isCorrection = shape.Type == typeof(CorrectEntry);
        var happened = isCorrection && entry is { } version ? one.AsItStands(version) : null;
        var inner = happened is null ? null : StepBehind.Of(happened);
        var setting = new FormSetting(one.Participant, today)
        {
            Corrected = strike ? null : inner,
            AlsoWhatIsOver = isCorrection,
            Colleagues = Asks(shape, inner, field => field.ItemType == typeof(CoachId)) ? await HouseLists.Colleagues(reading, references, cancel) : [],
            Programmes = Asks(shape, inner, field => field.Name is "programme") ? await HouseLists.Programmes(reading, cancel) : [],
        };
        return new StepSheet(
            one, await CaseHeader.Read(reading, references, stream, today, one.Participant, cancel), StepForm.Of(shape, setting), reading.Words, inner is null ? null : entry,
            inner is null ? TypedForm.Empty : EntryAnswers.Of(happened!, inner, reading.Words.Open).Inside(Replacement), await HouseLists.Names(reading, cancel));
    }

    /// <summary>What the form holds before anything is typed.</summary>
    public TypedForm Proposed(CoachId me, LocalDate today) =>
        Mends is null ? UsualAnswers.For(Form, Case.Participant, me, today, Case.LastOf(Form.Shape) is { } last ? EntryAnswers.Of(last, Form.Shape, Words.Open) : null) : Says;

    /// <summary>What was typed, with what is never typed: ids are the server's, whatever a form brings.</summary>
    public TypedForm Whole(TypedForm typed, LocalDate today)
    {
        foreach (var field in Form.Fields)
        {
            if (field.Kind is FieldKind.New or FieldKind.Said) typed = typed.With(field.Name);
            if (field.Kind is FieldKind.Named) typed = typed.With($"{field.Name}.kept");
            foreach (var inner in field.Inner?.Fields ?? [])
            {
                var name = Replacement + inner.Name;
                if (inner.Kind is FieldKind.Said) typed = typed.With(name);
                if (inner.Kind is FieldKind.New) typed = typed.With(name, Says.All(name));
                if (inner.Kind is FieldKind.Named) typed = typed.With($"{name}.kept", Says.All($"{name}.kept"));
            }
        }
        if (Mends is not { } entry) return typed;
        return typed.With("entry", entry.ToString(CultureInfo.InvariantCulture)).With(FormReader.On, NodaTime.Text.LocalDatePattern.Iso.Format(today)).With(FormReader.OtherDay);
    }

    private static bool Asks(StepShape shape, StepShape? inner, Func<StepField, bool> which) => shape.Fields.Any(which) || inner?.Fields.Any(which) is true;
}
