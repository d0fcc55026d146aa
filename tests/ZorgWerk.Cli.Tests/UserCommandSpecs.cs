using Microsoft.AspNetCore.Identity;

namespace ZorgWerk.Cli.Tests;

/// <summary>Users are added with a password that is shown once and kept nowhere.</summary>
[Collection(Pilot.Name)]
public class UserCommandSpecs(Pilot pilot)
{
    [Fact]
    public async Task A_password_that_was_made_is_shown_once_and_lets_in()
    {
        await using var place = await pilot.Place.Copy();

        var added = (await place.Run("user", "add", "Claire.Lejeune", "--name", "Claire Lejeune", "--role", "coach", "--ui-language", "fr", "--json")).Json.ShouldHaveSingleItem();
        var listed = await place.Run("user", "list", "--json");

        var password = added.GetProperty("password").GetString()!;
        password.Length.ShouldBeGreaterThanOrEqualTo(20);
        new PasswordHasher<object>().VerifyHashedPassword(new object(), await place.Ask<string>("select password_hash from zw_users"), password).ShouldBe(PasswordVerificationResult.Success);
        listed.Output.ShouldNotContain(password);
        var user = listed.Json.ShouldHaveSingleItem();
        (user.GetProperty("login").GetString(), user.GetProperty("name").GetString(), user.GetProperty("role").GetString(), user.GetProperty("uiLanguage").GetString())
            .ShouldBe(("claire.lejeune", "Claire Lejeune", "coach", "fr"));
        (await place.Ask<long>($"select count(*) from zw_caseload where coach_id = '{user.GetProperty("user").GetGuid()}'")).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_password_of_ones_own_comes_over_standard_input_and_is_not_said_back()
    {
        await using var place = await pilot.Place.Copy();

        var said = await Zorgwerk.RunWith("correct horse battery\n", ["user", "add", "an", "--name", "An", "--role", "team-lead", "--password-stdin", .. place.Here]);

        (said.ExitCode, said.Errors).ShouldBe((0, ""));
        said.Output.ShouldNotContain("horse");
        new PasswordHasher<object>().VerifyHashedPassword(new object(), await place.Ask<string>("select password_hash from zw_users"), "correct horse battery").ShouldBe(PasswordVerificationResult.Success);
    }

    [Fact]
    public async Task Who_has_to_wait_is_let_try_again_and_who_lost_a_password_gets_one_that_is_shown_once()
    {
        await using var place = await pilot.Place.Copy();
        (await Zorgwerk.RunWith("correct horse battery\n", ["user", "add", "an", "--name", "An", "--role", "administrator", "--password-stdin", .. place.Here])).ExitCode.ShouldBe(0);
        await place.Ask<object?>("with tried as (insert into zw_sign_in_attempts (tenant_id, login_id, address_key, at) select tenant_id, user_id, '\\x00', now() from zw_users returning 1) select count(*) from tried");

        (await place.Run("user", "unlock", "An")).ExitCode.ShouldBe(0);
        (await place.Ask<long>("select count(*) from zw_sign_in_attempts")).ShouldBe(0);
        var reset = (await place.Run("user", "reset-password", "an", "--json")).Json.ShouldHaveSingleItem();

        new PasswordHasher<object>().VerifyHashedPassword(new object(), await place.Ask<string>("select password_hash from zw_users"), reset.GetProperty("password").GetString()!).ShouldBe(PasswordVerificationResult.Success);
        (await place.Ask<bool>("select password_to_change from zw_users")).ShouldBeTrue();
        (await place.Ask<string>("select string_agg(what || ' ' || (by_user is null), ', ' order by change_id) from zw_account_changes")).ShouldBe("added true, unlocked true, password-given true");
        foreach (var verb in (string[])["unlock", "reset-password"])
        {
            var none = await place.Run("user", verb, "niemand");
            (none.ExitCode, none.Output).ShouldBe((1, ""));
            none.Errors.ShouldContain("[user/not-there]");
        }
    }

    [Fact]
    public async Task A_password_that_anybody_would_try_is_refused()
    {
        await using var place = await pilot.Place.Copy();
        var said = await Zorgwerk.RunWith("Password2026\n", ["user", "add", "an", "--name", "An", "--role", "coach", "--password-stdin", .. place.Here]);
        (said.ExitCode, said.Output).ShouldBe((1, ""));
        said.Errors.ShouldContain("[user/password-common]");
    }

    [Fact]
    public async Task A_short_password_and_a_login_that_is_taken_are_refused()
    {
        await using var place = await pilot.Place.Copy();
        await place.Run("user", "add", "an", "--name", "An", "--role", "team-lead");

        var tooShort = await Zorgwerk.RunWith("short\n", ["user", "add", "bo", "--name", "Bo", "--role", "coach", "--password-stdin", "--language", "nl", .. place.Here]);
        var taken = await place.Run("user", "add", "AN", "--name", "Anders", "--role", "auditor");

        (tooShort.ExitCode, tooShort.Output, tooShort.Errors).ShouldBe((1, "", "password: Dit wachtwoord is te kort: minstens 12 tekens. [user/password-too-short]\n"));
        (taken.ExitCode, taken.Output).ShouldBe((1, ""));
        taken.Errors.ShouldContain("[user/already-there]");
        (await place.Ask<long>("select count(*) from zw_users")).ShouldBe(1);
    }
}
