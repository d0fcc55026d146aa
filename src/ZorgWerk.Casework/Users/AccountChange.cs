using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Users;

/// <summary>What can be done to an account that leaves a trace.</summary>
public enum AccountChangeKind { Added, Disabled, Enabled, PasswordGiven, PasswordChanged, Unlocked, RoleChanged, PasskeyAdded, PasskeyRemoved, SessionsEnded }

/// <summary>One line of an account's history.</summary>
/// <param name="What">As it is stored, in kebab case.</param>
/// <param name="Role">The role it was given, where one was.</param>
/// <param name="By">Nobody when it was done on the server.</param>
public sealed record AccountChange(string What, Role? Role, UserId? By, Instant At);
