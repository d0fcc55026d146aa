using System.Text.Json.Nodes;
using ZorgWerk.Casework.Users;
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
            await house.Users.Add(house.Tenant, new NewUser(login, name, role, language, PasswordHashing.Hash(house.DemoPassword)), cancel);
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
