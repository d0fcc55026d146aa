using System.Text.Json.Nodes;
using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;
using ZorgWerk.Web;

namespace ZorgWerk.Cli;

/// <summary>One invented user for each thing there is to do, two of them coaches of the pilot.</summary>
internal static class DemoUsers
{
    public static readonly (string Login, string Name, Role Role, string Language)[] All =
    [
        ("lotte.verbeeck", "Lotte Verbeeck", Role.Coach, "nl"),
        ("claire.lejeune", "Claire Lejeune", Role.Coach, "fr"),
        ("an.goossens", "An Goossens", Role.TeamLead, "nl"),
        ("didier.lambert", "Didier Lambert", Role.Auditor, "fr"),
        ("eva.nys", "Eva Nys", Role.Evaluator, "en"),
        ("beheer", "Beheer", Role.Administrator, "nl"),
    ];

    /// <summary>Adds those who are not there yet. The password follows from the master key: the same at each start, and nobody's guess.</summary>
    public static async Task Make(House house, CancellationToken cancel)
    {
        var there = (await house.Users.All(house.Tenant, cancel)).Select(user => user.Login).ToHashSet(StringComparer.Ordinal);
        foreach (var (login, name, role, language) in All.Where(user => !there.Contains(user.Login)))
            await house.Users.Add(house.Tenant, new NewUser(login, name, role, language, PasswordHashing.Hash(house.DemoPassword)) { IsDemo = true }, cancel);
    }

    /// <summary>Marks those that a version made which did not: they have the demo's login and the demo's password.</summary>
    public static async Task Recognise(House house, CancellationToken cancel)
    {
        foreach (var tenant in await house.DemoAccounts.Organisations(cancel))
        {
            var found = new List<UserId>();
            foreach (var (login, _, _, _) in All)
                if (await house.Users.Find(tenant, login, cancel) is { IsDemo: false } account && PasswordHashing.Fits(house.DemoPassword, account.PasswordHash)) found.Add(account.Id);
            if (found.Count > 0) await house.DemoAccounts.Mark(tenant, found, cancel);
        }
    }

    /// <summary>Why the demo's invented cases are not put into this database; null where it is empty or the demo's own.</summary>
    public static async Task<string?> Obstacle(House house, CancellationToken cancel)
    {
        var works = (await house.DemoAccounts.Work(cancel)).FirstOrDefault(one => one.Organisation != house.Tenant || !one.IsDemo);
        return works.Organisation.Value is null ? null
            : $"This database holds the work of organisation {works.Organisation.Value}, so the demo's invented cases are not put into it, and nothing was written. "
                + "Give the demo a database of its own (--data with a new folder), or start without --demo.";
    }

    /// <summary>What to say of accounts of the demo at the start of a service that is none; null where there are none.</summary>
    public static async Task<string?> Warning(House house, CancellationToken cancel)
    {
        var accounts = new List<string>();
        foreach (var (tenant, user) in await house.DemoAccounts.All(cancel)) accounts.Add($"{await house.Users.LoginOf(tenant, user, cancel)} of {tenant.Value}");
        return accounts.Count == 0 ? null
            : $"This database holds accounts of the demo ({string.Join(", ", accounts)}). They cannot sign in, because the service was started without --demo. "
                + "Who is to work here gets a password of their own: zorgwerk user reset-password LOGIN. To look at the demo, start with --demo.";
    }

    public static void Show(House house, Talk talk)
    {
        foreach (var (login, _, role, language) in All)
        {
            talk.Row(
                new JsonObject { ["login"] = login, ["role"] = UserCommand.NameOf(role), ["uiLanguage"] = language, ["password"] = house.DemoPassword },
                $"{login,-16}  {UserCommand.NameOf(role),-13}  {language}  {house.DemoPassword}");
        }
    }
}
