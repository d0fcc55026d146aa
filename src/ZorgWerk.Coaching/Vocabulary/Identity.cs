namespace ZorgWerk.Coaching;

/// <summary>An identifier that says whose it is. In step logs it may be written as any short name; see the import's documentation.</summary>
public interface IId<TSelf> where TSelf : struct, IId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);
}

/// <summary>Whoever signs in and records: a coach, a team lead, an administrator.</summary>
public readonly record struct UserId(Guid Value) : IId<UserId>
{
    public static UserId From(Guid value) => new(value);
}

/// <summary>A coach, who is also the user of the same id.</summary>
public readonly record struct CoachId(Guid Value) : IId<CoachId>
{
    public static CoachId From(Guid value) => new(value);
}

/// <summary>A named party around one participant, or the participant.</summary>
public readonly record struct ActorId(Guid Value) : IId<ActorId>
{
    /// <summary>The participant as giver or recipient of information.</summary>
    public static readonly ActorId Participant;

    public static ActorId From(Guid value) => new(value);
}

public readonly record struct ConsentId(Guid Value) : IId<ConsentId>
{
    public static ConsentId From(Guid value) => new(value);
}

public readonly record struct GoalId(Guid Value) : IId<GoalId>
{
    public static GoalId From(Guid value) => new(value);
}

/// <summary>A small step of an action plan (a thing to do, not an entry of the record).</summary>
public readonly record struct ActionId(Guid Value) : IId<ActionId>
{
    public static ActionId From(Guid value) => new(value);
}

public readonly record struct ReferralId(Guid Value) : IId<ReferralId>
{
    public static ReferralId From(Guid value) => new(value);
}

public readonly record struct WorkExperienceId(Guid Value) : IId<WorkExperienceId>
{
    public static WorkExperienceId From(Guid value) => new(value);
}

/// <summary>A company of the shared network.</summary>
public readonly record struct CompanyId(Guid Value) : IId<CompanyId>
{
    public static CompanyId From(Guid value) => new(value);
}

/// <summary>One group session; the same id stands in the stream of each who took part, and no stream names the others.</summary>
public readonly record struct GroupSessionId(Guid Value) : IId<GroupSessionId>
{
    public static GroupSessionId From(Guid value) => new(value);
}
