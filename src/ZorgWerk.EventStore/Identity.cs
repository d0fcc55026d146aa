namespace ZorgWerk.EventStore;

/// <summary>The organisation that owns a stream; the wall between organisations. At most 64 characters, Marten's <c>tenant_id</c>.</summary>
public readonly record struct TenantId
{
    public TenantId(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Length, 64);
        Value = value;
    }

    public string Value { get; }

    public override string ToString() => Value;
}

/// <summary>One stream within a tenant.</summary>
public readonly record struct StreamId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>Names one command for ever: the same id with the same body gets the first answer again, however much later.</summary>
public readonly record struct CommandId(Guid Value)
{
    public override string ToString() => Value.ToString();
}
