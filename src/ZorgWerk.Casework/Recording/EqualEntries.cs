using System.Collections.Frozen;
using System.Reflection;
using ZorgWerk.Casework.Events;
using ZorgWerk.Casework.Import;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Recording;

/// <summary>An entry that stands on the record and says in every field what somebody is about to record.</summary>
/// <param name="Version">The entry.</param>
/// <param name="EnteredAt">When it was written down; of an imported entry, as the system it comes from told.</param>
public sealed record EqualEntry(long Version, UserId By, Instant EnteredAt);

/// <summary>
/// Finds the entry that a step would repeat word for word. Only what was answered is compared: the ids that entries get, and what the rules
/// added to them, make no difference. Texts are opened only of entries of the same kind and day.
/// </summary>
internal sealed class EqualEntries(CaseReader reader, KeyRing keys)
{
    private static readonly FrozenDictionary<Type, AnsweredFields> Answered = StepCatalogue.All
        .Where(shape => shape.IsAboutParticipant).ToFrozenDictionary(shape => shape.Type, AnsweredFields.Of);

    /// <summary>The latest entry equal to the step; null when there is none, or what it said cannot be read any more.</summary>
    /// <param name="record">The record as it is folded now.</param>
    public async Task<EqualEntry?> Find(TenantId tenant, StreamId stream, ParticipantStep step, Participant record, CancellationToken cancel)
    {
        var kind = Answered[step.GetType()].Kind;
        var alike = record.Entries.Where(entry => entry.Kind == kind && entry.On == step.On && !entry.IsStruck).Reverse().ToList();
        if (alike.Count == 0) return null;

        var stored = new Dictionary<long, (StoredEvent Stored, ParticipantEvent Happened)>();
        var versions = alike.SelectMany(entry => new[] { entry.Version, entry.CorrectedBy ?? entry.Version }).ToHashSet();
        await foreach (var one in reader.Entries(tenant, stream, versions, cancel)) stored[one.Stored.Version] = one;
        var key = await keys.Find(tenant, stream, cancel);
        foreach (var entry in alike)
        {
            if (!stored.TryGetValue(entry.Version, out var first)) continue;
            var said = entry.CorrectedBy is { } by && stored.GetValueOrDefault(by).Happened is EntryCorrected { Replacement: { } mended } ? mended : first.Happened;
            if (SaysTheSame(step, said, text => text.Open(one => key?.Open((SealedText)one))))
                return new EqualEntry(entry.Version, entry.By, EventCodec.EnteredElsewhere(first.Stored) ?? first.Stored.RecordedAt);
        }
        return null;
    }

    /// <summary>Whether an entry holds, in every field, what a step asks to record.</summary>
    /// <param name="open">Opens a text; null when its key was destroyed.</param>
    private static bool SaysTheSame(ParticipantStep step, ParticipantEvent said, Func<PersonalText, string?> open) =>
        Answered[step.GetType()] is var (kind, fields) && kind == said.Kind && fields.All(field => Same(field.Asked.GetValue(step), field.Said.GetValue(said), open));

    private static bool Same(object? asked, object? said, Func<PersonalText, string?> open) => (asked, said) switch
    {
        (PersonalText one, PersonalText other) => open(one) is { } words && open(other) is { } before && Plain(words) == Plain(before),
        (ParticipantStep replacement, ParticipantEvent replaced) => SaysTheSame(replacement, replaced, open),
        // Where the time or the language of a letter is left out, the entry may have been given what suited.
        (null, LocalTime or Language) => true,
        _ => Equals(asked, said),
    };

    /// <summary>However the lines were ended and whatever blank stands around it.</summary>
    private static string Plain(string words) => words.ReplaceLineEndings("\n").Trim();

    /// <summary>The fields of a step beside those of the entry it becomes.</summary>
    /// <param name="Kind">The stored name of the entry.</param>
    private sealed record AnsweredFields(string Kind, IReadOnlyList<(PropertyInfo Asked, PropertyInfo Said)> Fields)
    {
        public static AnsweredFields Of(StepShape shape)
        {
            var happened = StepBehind.EventBehind(shape);
            var names = shape.Fields.Where(field => !StepBehind.Introduces(shape, field)).Select(field => char.ToUpperInvariant(field.Name[0]) + field.Name[1..]);
            return new AnsweredFields(EventName.Of(happened),
            [
                .. from asked in names.Prepend(nameof(CoachingStep.On)).Select(name => shape.Type.GetProperty(name)!)
                   let said = NameInEntry(asked)
                   where said is not null
                   select (asked, happened.GetProperty(said) ?? throw new InvalidOperationException($"{happened.Name} does not keep the {asked.Name} of {shape.Name}.")),
            ]);
        }

        private static string? NameInEntry(PropertyInfo asked) => (asked.DeclaringType!.Name, asked.Name) switch
        {
            (nameof(HandOverCase), nameof(HandOverCase.Coach)) => nameof(CaseHandedOver.To),
            // Without it there would be no entry.
            (nameof(GrantConsent), nameof(GrantConsent.Informed)) => null,
            // What was answered about words of the texts, which are compared themselves.
            (_, nameof(ParticipantStep.NotMedical)) => null,
            _ => asked.Name,
        };
    }
}
