using ZorgWerk.Casework.Personal;
using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Tests;

/// <summary>Who may sign in: one user to a login, whose names nobody reads without the key.</summary>
public class UserSpecs
{
    private static readonly NewUser Lotte = new("lotte.verbeeck", "Lotte Verbeeck", Role.Coach, "nl", "a-hash");

    [Fact]
    public async Task A_user_is_there_as_added_and_is_the_coach_of_that_login()
    {
        await using var office = await Office.Open();

        (await office.Users.Add(Office.Tenant, Lotte)).ShouldBeNull();

        var user = (await office.Users.All(Office.Tenant)).ShouldHaveSingleItem();
        (user.Login, user.Name, user.Role, user.Language, user.DisabledAt).ShouldBe(("lotte.verbeeck", "Lotte Verbeeck", Role.Coach, "nl", null));
        user.Id.ShouldBe(office.References.User(Office.Tenant, "Lotte.Verbeeck"));
    }

    [Fact]
    public async Task A_login_is_taken_once_whatever_its_case_and_what_stands_there_stays()
    {
        await using var office = await Office.Open();
        await office.Users.Add(Office.Tenant, Lotte);

        (await office.Users.Add(Office.Tenant, Lotte with { Login = "Lotte.Verbeeck", Name = "Somebody else", Role = Role.Administrator })).ShouldBe(UserAccounts.AlreadyThere);

        (await office.Users.All(Office.Tenant)).ShouldHaveSingleItem().Name.ShouldBe("Lotte Verbeeck");
        (await office.Users.Add(new EventStore.TenantId("elsewhere"), Lotte)).ShouldBeNull();
    }

    [Fact]
    public async Task No_table_holds_a_login_or_a_name_in_the_clear()
    {
        await using var office = await Office.Open();
        await office.Users.Add(Office.Tenant, Lotte);

        foreach (var table in new[] { "zw_users", "zw_keys" })
            (await office.Scalar<long>($"select count(*) from {table} t where t::text ilike '%lotte%' or t::text ilike '%verbeeck%'")).ShouldBe(0, table);
    }

    [Theory]
    [InlineData("")]
    [InlineData("lotte verbeeck")]
    [InlineData("lotté")]
    [InlineData("5ea5174c-54fc-8a80-8559-fb7233895791")]
    public async Task A_login_that_could_be_misread_is_refused(string login)
    {
        await using var office = await Office.Open();

        (await office.Users.Add(Office.Tenant, Lotte with { Login = login })).ShouldBe(UserAccounts.LoginNotFit);
        (await office.Users.Add(Office.Tenant, Lotte with { Name = " " }))!.Code.ShouldBe("text/empty");
        (await office.Scalar<long>("select count(*) from zw_keys")).ShouldBe(0);
    }

    [Fact]
    public void Every_refusal_has_words()
    {
        foreach (var refusal in new[] { UserAccounts.AlreadyThere, UserAccounts.LoginNotFit, Password.TooShort, Password.TooLong, AccountDesk.LastAdministrator }) Words.Has(refusal.Code).ShouldBeTrue(refusal.Code);
    }

    [Fact]
    public void A_password_that_is_made_is_long_and_never_the_same() =>
        Enumerable.Range(0, 100).Select(_ => Password.Generate()).Where(password => password.Length >= 2 * Password.MinimumLength).Distinct().Count().ShouldBe(100);

    [Fact]
    public void The_demo_password_is_the_same_at_each_start_and_another_under_another_key()
    {
        var secret = new byte[MasterKey.Length];

        new MasterKey(secret).DemoPassword().ShouldBe(new MasterKey(secret).DemoPassword());
        new MasterKey(secret).DemoPassword().ShouldNotBe(MasterKey.Create().DemoPassword());
        new MasterKey(secret).DemoPassword().Split('-').Select(group => group.Length).ShouldBe([4, 4, 4, 4]);
    }
}
