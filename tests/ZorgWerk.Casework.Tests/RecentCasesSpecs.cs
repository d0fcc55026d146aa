using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Tests;

/// <summary>A desk holds the records it took steps on; what others do to them meanwhile still decides.</summary>
public class RecentCasesSpecs
{
    private static readonly LocalDate Day = new(2025, 5, 20);

    [Fact]
    public async Task What_another_node_withdrew_is_not_shared_from_memory()
    {
        await using var office = await Noor();
        var (here, there) = (office.OtherDesk(), office.OtherDesk());
        (await Take(office, here, Told("Noor begint halftijds.", Day.PlusDays(1)))).Outcome.ShouldBe(Outcome.Recorded);
        (await Take(office, there, new WithdrawConsent(Day.PlusDays(2), Consent(office), HowGiven.Verbal))).Outcome.ShouldBe(Outcome.Recorded);

        var refused = await Take(office, here, Told("Toch pas in juli.", Day.PlusDays(3)));

        (refused.Outcome, refused.Because?.Code).ShouldBe((Outcome.Refused, DiscloseInformation.ConsentMissing.Code));
        refused.Version.ShouldBe((await office.Events("RT-001")).Count);
    }

    [Fact]
    public async Task A_step_on_a_version_that_is_held_no_more_is_judged_by_what_stands_in_the_store()
    {
        await using var office = await Noor();
        var (here, there) = (office.OtherDesk(), office.OtherDesk());
        var held = (await Take(office, here, new WriteNote(Day, PersonalText.Of("een")))).Version;
        var after = (await Take(office, there, new WriteNote(Day, PersonalText.Of("twee")))).Version;

        (await Take(office, here, new WriteNote(Day, PersonalText.Of("drie")), asOf: held)).ShouldSatisfyAllConditions(moved => moved.Outcome.ShouldBe(Outcome.Moved), moved => moved.Version.ShouldBe(after));
        (await Take(office, here, new WriteNote(Day, PersonalText.Of("drie")), asOf: after)).Outcome.ShouldBe(Outcome.Recorded);
    }

    [Fact]
    public void Held_are_the_last_and_no_more_than_twice_the_bound()
    {
        var recent = new RecentCases(held: 3);
        var streams = Enumerable.Range(0, 20).Select(_ => new StreamId(Guid.NewGuid())).ToList();

        foreach (var stream in streams) recent.Hold(Office.Tenant, stream, Participant.Unknown);

        streams.Count(stream => recent.Find(Office.Tenant, stream) is not null).ShouldBeInRange(3, 6);
        recent.Find(Office.Tenant, streams[^1]).ShouldNotBeNull();
        recent.Forget(Office.Tenant, streams[^1]);
        recent.Find(Office.Tenant, streams[^1]).ShouldBeNull();
    }

    private static async Task<Office> Noor()
    {
        var office = await Office.Open();
        await office.Import(Logs.SetUp + Logs.Noor);
        return office;
    }

    private static ConsentId Consent(Office office) => new(Named(office, "consent", "T1"));

    private static Guid Named(Office office, string kind, string name) => office.References.NamesIn(Office.Tenant, office.Stream("RT-001"))(kind, name);

    private static DiscloseInformation Told(string what, LocalDate on) => new(on, ActorId.Participant, [Category.Progress], default, Purpose.WorkResumption, PersonalText.Of(what));

    private static Task<Answer> Take(Office office, CaseDesk desk, ParticipantStep step, long? asOf = null)
    {
        var id = Guid.CreateVersion7();
        if (step is DiscloseInformation told) step = told with { Recipient = new(Named(office, "actor", "hr")) };
        return desk.Take(new StepCommand(Office.Tenant, new CommandId(id), office.References.User(Office.Tenant, "lotte"), office.Stream("RT-001"), step, id.ToByteArray()) { AsOf = asOf });
    }
}
