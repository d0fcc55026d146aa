using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ZorgWerk.Coaching;

/// <summary>An immutable list that is equal to another when its items are, so that records holding lists compare as their readers expect.</summary>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
[SuppressMessage("Naming", "CA1710", Justification = "It is a list by value, and says so.")]
public readonly struct ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly ImmutableArray<T> _items;

    internal ValueList(ImmutableArray<T> items) => _items = items;

    private ImmutableArray<T> Items => _items.IsDefault ? [] : _items;

    public int Count => _items.IsDefault ? 0 : _items.Length;

    public T this[int index] => Items[index];

    public ReadOnlySpan<T> Span => Items.AsSpan();

    public ValueList<T> Add(T item) => new(Items.Add(item));

    public ValueList<T> Put(int index, T item) => new(Items.SetItem(index, item));

    /// <summary>With every item that answers to <paramref name="which"/> changed; the same list when none does.</summary>
    public ValueList<T> Change(Predicate<T> which, Func<T, T> change)
    {
        var changed = this;
        for (var at = 0; at < Count; at++)
            if (which(this[at])) changed = changed.Put(at, change(this[at]));
        return changed;
    }

    public ImmutableArray<T>.Enumerator GetEnumerator() => Items.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)Items).GetEnumerator();

    /// <summary>Whether it is the very same list, not only an equal one: nothing was changed in between.</summary>
    public bool IsSameAs(ValueList<T> other) => Items == other.Items;

    public bool Equals(ValueList<T> other) => Items.SequenceEqual(other.Items);

    public override bool Equals(object? obj) => obj is ValueList<T> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items) hash.Add(item);
        return hash.ToHashCode();
    }

    public static bool operator ==(ValueList<T> left, ValueList<T> right) => left.Equals(right);

    public static bool operator !=(ValueList<T> left, ValueList<T> right) => !left.Equals(right);

    public override string ToString() => $"[{string.Join(", ", Items)}]";
}

/// <summary>Makes a <see cref="ValueList{T}"/>.</summary>
public static class ValueList
{
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => new([.. items]);

    public static ValueList<T> ToValueList<T>(this IEnumerable<T> items) => new([.. items]);
}
