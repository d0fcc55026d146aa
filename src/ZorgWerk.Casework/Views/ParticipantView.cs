using System.Collections.Frozen;
using System.Text.Json;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Views;

/// <summary>A view of one participant at a time: a pure function from the folded record to rows.</summary>
public abstract class ParticipantView(Table table)
{
    public Table Table { get; } = table;

    /// <summary>The name people call it by.</summary>
    public string Name => Table.Name["zw_".Length..];

    /// <summary>Goes up when the rows come to hold or mean something else. A database whose rows stand in an older form has the view built anew.</summary>
    public virtual int Form => 1;

    /// <summary>Every row this participant has in the view, each with its values in the table's column order.</summary>
    public abstract IEnumerable<object?[]> Rows(TenantId tenant, StreamId stream, Participant participant);

    /// <summary>The same of a view that is made from words too, which the participant's key opens.</summary>
    public virtual ValueTask<IEnumerable<object?[]>> Rows(TenantId tenant, StreamId stream, Participant participant, KeyRing keys, CancellationToken cancel) => new(Rows(tenant, stream, participant));

    /// <summary>The views that a coach must see at once what they saved in: written in the transaction that appends.</summary>
    public static readonly IReadOnlyList<ParticipantView> Inline = [new CaseloadView(), new TimelineView(), new DisclosuresView(), new ConsentsView(), new NamesView()];

    /// <summary>The views that follow by position, in the background.</summary>
    public static readonly IReadOnlyList<ParticipantView> Background = [new OutcomesView()];

    public static readonly IReadOnlyList<ParticipantView> All = [.. Inline, .. Background];

    public static ParticipantView? Find(string name) => All.FirstOrDefault(view => view.Name == name);

    /// <summary>Written by whoever appends; otherwise it follows by position.</summary>
    public virtual bool IsInline => true;

    /// <summary>What has to be written to bring the inline views from one record to the next, as far as it follows from facts; <see cref="NamesView.Changes(TenantId, StreamId, Participant, Participant, DataKey?, KeyRing)"/> tells the rest.</summary>
    public static IEnumerable<RowChange> Changes(TenantId tenant, StreamId stream, Participant before, Participant after)
    {
        foreach (var view in Inline)
        {
            var (rowsBefore, rowsAfter) = view.Compared(tenant, stream, before, after);
            var old = rowsBefore.ToDictionary(row => view.Key(row), RowKey.Comparer);
            foreach (var row in rowsAfter)
            {
                if (!old.Remove(view.Key(row), out var was) || !RowKey.Same(was, row)) yield return new RowChange(view.Table, row);
            }
            foreach (var gone in old.Values) yield return new RowChange(view.Table, gone[..view.Table.KeyColumns], Remove: true);
        }
    }

    /// <summary>The rows of both records. A view that knows some of them to be the same may leave those out.</summary>
    protected virtual (IEnumerable<object?[]> Before, IEnumerable<object?[]> After) Compared(TenantId tenant, StreamId stream, Participant before, Participant after) =>
        (Rows(tenant, stream, before), Rows(tenant, stream, after));

    public object?[] Key(object?[] row) => row[..Table.KeyColumns];

    /// <summary>Enum members as they are stored and written everywhere: <c>work-ability</c>.</summary>
    protected static string Kebab<T>(T value) where T : struct, Enum => KebabOf<T>.Names[value];

    private static class KebabOf<T> where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Names =
            Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));
    }

    protected static string? Token(PersonalText? text) => (text?.SealedForm as SealedText)?.ToToken();
}

/// <summary>Rows and keys compared by their values.</summary>
public static class RowKey
{
    public static readonly IEqualityComparer<object?[]> Comparer = new ByValues();

    public static bool Same(IReadOnlyList<object?> one, IReadOnlyList<object?> other)
    {
        if (one.Count != other.Count) return false;
        for (var at = 0; at < one.Count; at++)
        {
            var same = (one[at], other[at]) switch
            {
                (IReadOnlyList<string> left, IReadOnlyList<string> right) => left.SequenceEqual(right),
                var (left, right) => Equals(left, right),
            };
            if (!same) return false;
        }
        return true;
    }

    private sealed class ByValues : IEqualityComparer<object?[]>
    {
        public bool Equals(object?[]? one, object?[]? other) => one is not null && other is not null && Same(one, other);

        public int GetHashCode(object?[] row)
        {
            var hash = new HashCode();
            foreach (var value in row) hash.Add(value);
            return hash.ToHashCode();
        }
    }
}
