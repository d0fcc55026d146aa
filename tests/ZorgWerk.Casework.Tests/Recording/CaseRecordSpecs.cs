using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Import;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;
using static ZorgWerk.Casework.Tests.Logs;

namespace ZorgWerk.Casework.Tests.Recording;

/// <summary>What a form is made from, read as its reader may see it.</summary>
public class CaseRecordSpecs
{
    [Fact]
    public async Task An_entry_that_was_mended_is_offered_as_it_stands_now()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Logs.Noor);
        await using var reading = await Enter(office, "lotte");
        var one = await CaseRecord.Read(reading, office.Stream("RT-001"));

        var shape = StepCatalogue.Find("resume-work")!;
        EntryAnswers.Of(one.AsItStands(9)!, shape, reading.Words.Open)["hoursPerWeek"].ShouldBe("20");
        one.LastOf(shape).ShouldBe(one.AsItStands(9));
        EntryAnswers.Of(one.AsItStands(4)!, StepCatalogue.Find("hold-intake")!, reading.Words.Open)["question"].ShouldBe("Hoe leg ik mijn borstkanker uit?");
        one.AsItStands(99).ShouldBeNull();
    }

    [Fact]
    public async Task Who_may_not_see_the_case_makes_no_form_from_it()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Logs.Noor);
        await using var reading = await Enter(office, "yasmina");

        (await CaseRecord.Read(reading, office.Stream("RT-001"))).Happened.ShouldBeEmpty();
    }

    [Fact]
    public async Task Programmes_and_colleagues_come_by_name_and_only_coaches_who_work_here()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp);
        foreach (var (login, name, role) in new[] { ("lotte", "Lotte Verbeeck", Role.Coach), ("an", "An Goossens", Role.TeamLead) })
            (await office.Users.Add(Office.Tenant, new NewUser(login, name, role, "nl", "hash"))).ShouldBeNull();
        await using var reading = await Enter(office, "lotte");

        (await HouseLists.Programmes(reading)).Select(programme => programme.Title).ShouldBe(["Rentree"]);
        (await HouseLists.Colleagues(reading, office.References)).ShouldBe([new Colleague(new CoachId(office.References.User(Office.Tenant, "lotte").Value), "Lotte Verbeeck")]);
        (await HouseLists.Names(reading)).Values.ShouldBe(["Lotte Verbeeck", "An Goossens"], ignoreOrder: true);
    }

    private static Task<Reading> Enter(Office office, string login) => office.Room.Enter(new Visitor(Office.Tenant, office.References.User(Office.Tenant, login), Role.Coach));
}
