using ZorgWerk.Casework.Users;

namespace ZorgWerk.Web.Shell;

/// <summary>What stands in the menu of each role: address and word.</summary>
public static class Menu
{
    public static IReadOnlyList<(string Address, string Word)> For(Role role) => role switch
    {
        Role.Coach => [("/today", "nav.today"), ("/cases/new", "nav.new")],
        Role.TeamLead => [("/today", "nav.today"), ("/cases/new", "nav.new"), ("/outcomes", "nav.outcomes")],
        Role.Auditor => [("/audit", "nav.audit"), ("/today", "nav.everyone"), ("/trail", "nav.trail"), ("/outcomes", "nav.outcomes")],
        Role.Evaluator => [("/outcomes", "nav.outcomes")],
        Role.Administrator => [("/users", "nav.users"), ("/coaches", "nav.coaches"), ("/programmes", "nav.programmes")],
        _ => [],
    };
}
