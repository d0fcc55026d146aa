using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime.Text;
using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;
using ZorgWerk.Web;

namespace ZorgWerk.Cli;

internal static class UserCommand
{
    public static Command Command(GlobalOptions globals) =>
        new("user", "Who may sign in. Example: zorgwerk user list") { Add(globals), List(globals), Unlock(globals), ResetPassword(globals) };

    private static Command Add(GlobalOptions globals)
    {
        var login = new Argument<string>("login") { Description = "Such as lotte.verbeeck; a coach's login is the coach of the step logs." };
        var name = new Option<string>("--name") { Description = "As shown to colleagues; stored encrypted.", Required = true };
        var role = new Option<string>("--role") { Description = "What the user comes to do.", Required = true };
        role.AcceptOnlyFromAmong([.. Enum.GetValues<Role>().Select(NameOf)]);
        var language = new Option<string>("--ui-language") { Description = "In which pages speak to the user.", DefaultValueFactory = _ => "nl" };
        language.AcceptOnlyFromAmong([.. Words.Languages]);
        var fromInput = new Option<bool>("--password-stdin") { Description = "Read the password from the first line of standard input; else a strong one is made and shown once." };
        var add = new Command("add", "Let somebody sign in. Example: zorgwerk user add lotte.verbeeck --name \"Lotte Verbeeck\" --role coach") { login, name, role, language, fromInput };
        add.SetAction((parsed, cancel) => ExitCode.Of(() => Add(
            globals.Where(parsed), globals.Talk(parsed), parsed.GetValue(login)!, parsed.GetValue(name)!, parsed.GetValue(role)!, parsed.GetValue(language)!, parsed.GetValue(fromInput), cancel)));
        return add;
    }

    private static Command List(GlobalOptions globals)
    {
        var list = new Command("list", "Everybody who may sign in. Example: zorgwerk user list --organisation demo");
        list.SetAction((parsed, cancel) => ExitCode.Of(() => List(globals.Where(parsed), globals.Talk(parsed), cancel)));
        return list;
    }

    private static Command Unlock(GlobalOptions globals)
    {
        var login = LoginOf();
        var unlock = new Command("unlock", "Let whoever failed too often with a login try again at once. Example: zorgwerk user unlock lotte.verbeeck") { login };
        unlock.SetAction((parsed, cancel) => ExitCode.Of(() => Unlock(globals.Where(parsed), globals.Talk(parsed), parsed.GetValue(login)!, cancel)));
        return unlock;
    }

    private static Command ResetPassword(GlobalOptions globals)
    {
        var login = LoginOf();
        var reset = new Command(
            "reset-password",
            "Make a new password, shown once and to be changed at the first sign-in; sessions of before end. Example: zorgwerk user reset-password lotte.verbeeck") { login };
        reset.SetAction((parsed, cancel) => ExitCode.Of(() => ResetPassword(globals.Where(parsed), globals.Talk(parsed), parsed.GetValue(login)!, cancel)));
        return reset;
    }

    private static Argument<string> LoginOf() => new("login") { Description = "Of somebody who may sign in." };

    public static string NameOf(Role role) => JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString());

    private static async Task<int> Add(Where where, Talk talk, string login, string name, string role, string language, bool fromInput, CancellationToken cancel)
    {
        var password = fromInput ? await Console.In.ReadLineAsync(cancel) ?? "" : Password.Generate();
        if (Password.Fault(password, new PasswordOwner(login, name, where.Organisation)) is { } weak) return Refused(talk, weak);

        await using var house = await House.Open(where, cancel);
        var duty = Enum.GetValues<Role>().Single(known => NameOf(known) == role);
        if (await house.Users.Add(house.Tenant, new NewUser(login, name, duty, language, PasswordHashing.Hash(password)), cancel) is { } no) return Refused(talk, no);

        var made = fromInput ? null : password;
        talk.Row(
            new JsonObject { ["login"] = login.ToLowerInvariant(), ["user"] = house.References.User(house.Tenant, login).Value, ["role"] = role, ["uiLanguage"] = language, ["password"] = made },
            made is null ? $"{login}  {role}" : $"{login}  {role}  password {made}");
        return ExitCode.Done;
    }

    private static async Task<int> List(Where where, Talk talk, CancellationToken cancel)
    {
        await using var house = await House.Open(where, cancel);
        foreach (var user in await house.Users.All(house.Tenant, cancel))
        {
            var created = InstantPattern.General.Format(user.CreatedAt);
            var disabled = user.DisabledAt is { } at ? InstantPattern.General.Format(at) : null;
            talk.Row(
                new JsonObject
                {
                    ["login"] = user.Login, ["user"] = user.Id.Value, ["name"] = user.Name, ["role"] = NameOf(user.Role), ["uiLanguage"] = user.Language,
                    ["createdAt"] = created, ["disabledAt"] = disabled,
                },
                $"{user.Login,-20}  {NameOf(user.Role),-13}  {user.Language}  {user.Name}" + (disabled is null ? "" : $"  [disabled {disabled}]"));
        }
        return ExitCode.Done;
    }

    private static async Task<int> Unlock(Where where, Talk talk, string login, CancellationToken cancel)
    {
        await using var house = await House.Open(where, cancel);
        if (await house.Users.Find(house.Tenant, login, cancel) is not { } account) return Refused(talk, UserAccounts.NotThere);
        await house.Accounts.Unlock(house.Tenant, account.Id, by: null, cancel);
        talk.Row(new JsonObject { ["login"] = login.ToLowerInvariant(), ["unlocked"] = true }, $"{login}  may try again at once");
        return ExitCode.Done;
    }

    private static async Task<int> ResetPassword(Where where, Talk talk, string login, CancellationToken cancel)
    {
        await using var house = await House.Open(where, cancel);
        if (await house.Users.Find(house.Tenant, login, cancel) is not { } account) return Refused(talk, UserAccounts.NotThere);
        var password = Password.Generate();
        await house.Accounts.SetPassword(house.Tenant, account.Id, PasswordHashing.Hash(password), by: null, cancel: cancel);
        talk.Row(
            new JsonObject { ["login"] = login.ToLowerInvariant(), ["password"] = password, ["disabled"] = account.DisabledAt is not null },
            $"{login}  password {password}" + (account.DisabledAt is null ? "" : "  [disabled: an administrator gives the access back]"));
        return ExitCode.Done;
    }

    private static int Refused(Talk talk, Refusal because)
    {
        Console.Error.WriteLine($"{because.Field}: {Words.In(talk.Language, because)} [{because.Code}]");
        return ExitCode.Refused;
    }
}
