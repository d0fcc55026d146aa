using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Audit;
using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;
using static ZorgWerk.Casework.Tests.Logs;

namespace ZorgWerk.Casework.Tests;

/// <summary>A case at any moment of either clock, and what one step changed (R15).</summary>
public class ReplaySpecs
{
    private static readonly LocalDate Today = new(2025, 7, 1);

    [Fact]
    public async Task A_step_is_shown_with_what_it_changed_and_nothing_else()
    {
        await using var office = await Noors();
        var replay = await Replay(office, new ReplayQuestion(Version: 7));

        replay.At!.Kind.ShouldBe("consent_granted");
        replay.Changes.Where(change => change.Kind is not ChangeKind.Same).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            change => change.Aspect.ShouldBe(Aspect.Consents), change => change.Kind.ShouldBe(ChangeKind.Added), change => change.Come.Cast<Consent>().Single().Version.ShouldBe(7));
        replay.Previous.ShouldBe(new ReplayQuestion(6));
        replay.Next.ShouldBe(new ReplayQuestion(8));
    }

    [Fact]
    public async Task What_was_told_shows_who_knows_what_and_on_which_consent()
    {
        await using var office = await Noors();
        var replay = await Replay(office, new ReplayQuestion(Version: 8));

        var known = replay.State.Things[Aspect.Knows].Cast<Knowledge>().ShouldHaveSingleItem();
        (known.What, replay.Then.ConsentOf(known.On!.Value)!.Version).ShouldBe((Category.Progress, 7));
        replay.Decision!.Trace!.Weighed.Select(weighed => weighed.Verdict).ShouldBe([ConsentVerdict.Covers]);
        replay.DecisionNow!.CoveredBy.ShouldBe(known.On);
    }

    [Fact]
    public async Task A_refusal_is_shown_with_what_was_weighed_then_and_what_is_known_now()
    {
        await using var office = await Noors();
        var replay = await Replay(office, new ReplayQuestion(Version: 6));

        replay.Decision!.Because.ShouldBe(Code.Parse("consent-missing"));
        replay.Decision.Trace!.Weighed.ShouldBeEmpty();
        replay.DecisionNow!.Weighed.Select(weighed => weighed.Verdict).ShouldBe([ConsentVerdict.NotYetValid]);
        replay.Changes.ShouldAllBe(change => change.Kind == ChangeKind.Same);
    }

    [Fact]
    public async Task Before_a_correction_the_record_says_what_it_said_then()
    {
        await using var office = await Noors();
        (await Replay(office, new ReplayQuestion(Version: 9))).State.Things[Aspect.Work].Cast<WorkSpell>().Single().From.ShouldBe(new LocalDate(2025, 6, 2));

        var mended = await Replay(office, new ReplayQuestion(Version: 10));
        mended.State.Things[Aspect.Work].Cast<WorkSpell>().Single().From.ShouldBe(new LocalDate(2025, 6, 1));
        mended.Changes.Single(change => change.Aspect is Aspect.Work).Kind.ShouldBe(ChangeKind.Changed);
    }

    [Fact]
    public async Task What_had_happened_by_a_day_goes_by_the_day_it_happened_as_known_now()
    {
        await using var office = await Noors();
        var replay = await Replay(office, new ReplayQuestion(Happened: new LocalDate(2025, 6, 1)));

        replay.At!.Version.ShouldBe(9);
        replay.State.Things[Aspect.Work].Count.ShouldBe(1);
        replay.Previous.ShouldBe(new ReplayQuestion(Happened: new LocalDate(2025, 5, 20)));
        replay.Next.ShouldBeNull();
    }

    [Fact]
    public async Task What_was_known_then_stands_beside_what_was_learned_since()
    {
        await using var office = await Noors();
        var beforeTheCorrection = (await Replay(office, new ReplayQuestion())).All[8].RecordedAt;
        var replay = await Replay(office, new ReplayQuestion(Known: beforeTheCorrection, Happened: new LocalDate(2025, 6, 2)));

        replay.Shown.Count.ShouldBe(9);
        replay.LearnedSince.Select(entry => (entry.Version, entry.On)).ShouldBe([(9, new LocalDate(2025, 6, 1))]);
    }

    [Fact]
    public async Task Before_anything_was_known_there_is_nothing_and_no_such_case_is_none()
    {
        await using var office = await Noors();
        var replay = await Replay(office, new ReplayQuestion(Known: Instant.FromUtc(2020, 1, 1, 0, 0)));
        replay.At.ShouldBeNull();
        replay.State.Things[Aspect.Phase].ShouldBe([new Standing(CasePhase.Unknown, null)]);
        replay.Next.ShouldBe(new ReplayQuestion(1));

        await using var reading = await Auditor(office);
        (await CaseReplay.Read(reading, office.Stream("RT-999"), new ReplayQuestion(), Today)).ShouldBeNull();
    }

    private static async Task<Office> Noors()
    {
        var office = await Office.Open();
        await office.Import(SetUp + Noor);
        return office;
    }

    private static async Task<CaseReplay> Replay(Office office, ReplayQuestion question)
    {
        await using var reading = await Auditor(office);
        return (await CaseReplay.Read(reading, office.Stream("RT-001"), question, Today))!;
    }

    private static Task<Reading> Auditor(Office office) => office.Room.Enter(new Visitor(Office.Tenant, office.References.User(Office.Tenant, "didier"), Role.Auditor));
}
