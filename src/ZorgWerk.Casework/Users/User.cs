using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Users;

/// <summary>What a user may come to do; one each.</summary>
public enum Role { Coach, TeamLead, Auditor, Evaluator, Administrator }

/// <summary>Somebody of an organisation who may sign in, with the names opened for showing.</summary>
/// <param name="Language">In which pages speak: nl, fr or en.</param>
public sealed record User(UserId Id, string Login, string Name, Role Role, string Language, Instant CreatedAt, Instant? DisabledAt);

/// <summary>A user to be.</summary>
/// <param name="PasswordHash">As the web's hasher made it; this side of the house never sees a password and never compares one.</param>
public sealed record NewUser(string Login, string Name, Role Role, string Language, string PasswordHash)
{
    /// <summary>Who adds; nobody when it is done on the server.</summary>
    public UserId? By { get; init; }

    /// <summary>The password is to be changed at the first sign-in.</summary>
    public bool MustChangePassword { get; init; }

    /// <summary>One of the demo's, as is whoever is added by one of these.</summary>
    public bool IsDemo { get; init; }
}
