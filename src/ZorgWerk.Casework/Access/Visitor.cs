using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Access;

/// <summary>Who asks to see something.</summary>
public sealed record Visitor(TenantId Tenant, UserId User, Role Role)
{
    /// <summary>
    /// Whether a case may be shown: a coach sees the own cases and those that have no coach yet, a team lead and an auditor all of the
    /// organisation. Row-level security says the same once more, and to a coach shows nothing of a case that was erased.
    /// </summary>
    /// <param name="coach">Whose caseload it stands on; nobody's yet.</param>
    public bool MaySee(CoachId? coach) => Role switch
    {
        Role.Coach => coach is null || coach.Value.Value == User.Value,
        Role.TeamLead or Role.Auditor => true,
        _ => false,
    };

    /// <summary>As it is stored and as the database knows it.</summary>
    internal string RoleName => RoleNames.Of(Role);
}
