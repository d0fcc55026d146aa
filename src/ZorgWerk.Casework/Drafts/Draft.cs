using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Drafts;

/// <summary>What somebody typed into a form of a case and did not record yet, as it is listed: without the words.</summary>
/// <param name="Name">The participant's, opened; nothing once erased.</param>
/// <param name="Form">Which form, by its place below the case's own address: <c>record/hold-session</c>.</param>
public sealed record Draft(StreamId Participant, string? Name, string Form, Instant StartedAt, Instant SavedAt);

/// <summary>One draft with what was typed, field by field.</summary>
public sealed record OpenedDraft(IReadOnlyDictionary<string, string[]> Fields, Instant StartedAt, Instant SavedAt);
