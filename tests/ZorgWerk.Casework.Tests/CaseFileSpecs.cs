using ZorgWerk.Casework.CaseFile;
using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;
using static ZorgWerk.Casework.Tests.Logs;

namespace ZorgWerk.Casework.Tests;

/// <summary>A participant's file as it is shown.</summary>
public class CaseFileSpecs
{
    private static readonly LocalDate Today = new(2025, 6, 10);

    /// <summary>Fields that pages put into sentences of their own, or leave to auditors.</summary>
    private static readonly string[] WithoutAWord = ["because", "certificateValidUntil"];

    public static TheoryData<Type> Events => [.. typeof(ParticipantEvent).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(ParticipantEvent)) && !type.IsAbstract && type != typeof(UnknownEvent) && type != typeof(EntryCorrected))];

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_event_can_be_told_in_words(Type type)
    {
        foreach (var fact in Facts.Of((ParticipantEvent)Examples.Full(type)))
        {
            if (!WithoutAWord.Contains(fact.Field)) Words.Has($"field.{fact.Field}").ShouldBeTrue(fact.Field);
            foreach (var choice in fact.Values.OfType<FactValue.Choice>()) Words.Has(choice.Key).ShouldBeTrue(choice.Key);
        }
    }

    [Fact]
    public Task The_newest_comes_first_by_the_day_it_happened_with_its_correction_beside_it() => Showing(new TimelineFilter(), file =>
    {
        file.Timeline.Found.ShouldBe(9);
        file.Timeline.Entries[0].Happened.ShouldBeOfType<WorkResumed>().HoursPerWeek.ShouldBe(20);
        var correction = file.Timeline.Entries[0].Corrections.ShouldHaveSingleItem();
        correction.Reason.ShouldBe("Het was zondag");
        correction.Changes.Select(change => change.Field).ShouldBe(["on", "hoursPerWeek"]);
        correction.Changes[1].Was.ShouldBe([new FactValue.Number(19)]);
        file.Timeline.Entries[1].By.ShouldBe("Lotte Verbeeck");
    });

    [Fact]
    public Task By_the_order_of_writing_a_correction_has_a_place_of_its_own() => Showing(new TimelineFilter(ByEntered: true), file =>
        file.Timeline.Entries[0].Happened.ShouldBeOfType<EntryCorrected>().Entry.ShouldBe(9));

    [Fact]
    public Task A_page_holds_no_more_than_it_may_and_a_page_too_far_is_the_last() => Showing(new TimelineFilter(Page: 99, PerPage: 4), file =>
    {
        file.Timeline.Filter.Page.ShouldBe(3);
        file.Timeline.Entries.ShouldHaveSingleItem().Happened.ShouldBeOfType<ParticipantRegistered>();
    });

    [Fact]
    public Task Only_one_kind_can_be_asked_for() => Showing(new TimelineFilter("sharing"), file =>
        file.Timeline.Entries.Select(entry => entry.Happened.Kind).ShouldBe(["information_disclosed", "consent_granted", "disclosure_refused"]));

    [Fact]
    public Task Texts_are_opened_under_the_reading() => Showing(new TimelineFilter("talks"), file =>
        file.Timeline.Open(file.Timeline.Entries[0].Happened.ShouldBeOfType<IntakeHeld>().Question).ShouldBe("Hoe leg ik mijn borstkanker uit?"));

    [Fact]
    public Task The_header_says_who_it_is_and_what_comes_next() => Showing(new TimelineFilter(), file =>
    {
        file.Header.Name.ShouldBe("Noor Claesen");
        file.Header.Programme.ShouldBe("Rentree");
        file.Header.Coach.ShouldBe("Lotte Verbeeck");
        file.Header.Next.ShouldBe(new NextMoment(MomentKind.FollowUp, new LocalDate(2025, 9, 1), 3, null));
        file.Header.Consent.ShouldBe(new ConsentStanding(true, 1, new LocalDate(2025, 12, 31)));
        file.Moments.Select(moment => moment.Month).ShouldBe([3, 6, 12]);
    });

    [Fact]
    public async Task A_case_of_another_coach_is_not_there()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        (await Read(office, "yasmina", new TimelineFilter())).ShouldBeNull();
        (await office.Scalar<bool>("select allowed from zw_readings")).ShouldBeFalse();
    }

    [Fact]
    public async Task An_erased_file_opens_without_its_words()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor + """
            {"participant":"RT-001","on":"2025-06-04","coach":"lotte","step":"close-trajectory","fields":{"why":"goal-reached","canManageAlone":true}}
            {"participant":"RT-001","on":"2025-06-05","coach":"lotte","step":"erase-personal-data","fields":{"ground":"requested"}}

            """);
        (await Read(office, "lotte", new TimelineFilter())).ShouldBeNull();
        var file = (await Read(office, "els", new TimelineFilter(), Role.TeamLead)).ShouldNotBeNull();
        file.Header.IsErased.ShouldBeTrue();
        file.Header.Name.ShouldBeNull();
        file.Names.Parties.ShouldHaveSingleItem().Name.ShouldBeNull();
        file.Timeline.Texts.Values.ShouldAllBe(words => words == null);
        file.Timeline.Found.ShouldBe(11);
        file.Timeline.Entries.Single(entry => entry.Version == 9).Corrections.ShouldHaveSingleItem().Reason.ShouldBeNull();
    }

    [Fact]
    public void What_was_sealed_twice_and_says_the_same_was_not_changed()
    {
        var was = new NoteWritten(Today, PersonalText.Of("Eén"));
        Facts.Changes(was, was with { Text = PersonalText.Of("Twee") }, _ => "hetzelfde").ShouldBeEmpty();
        Facts.Changes(was, was with { Text = PersonalText.Of("Twee") }, text => text.Open(_ => null)).ShouldHaveSingleItem().Field.ShouldBe("text");
    }

    private static async Task Showing(TimelineFilter filter, Action<CaseFileShown> spec)
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        spec((await Read(office, "lotte", filter)).ShouldNotBeNull());
    }

    private static async Task<CaseFileShown?> Read(Office office, string login, TimelineFilter filter, Role role = Role.Coach)
    {
        var stream = office.Stream("RT-001");
        await using var reading = await office.Room.Enter(new(Office.Tenant, office.References.User(Office.Tenant, login), role));
        var file = await CaseFileReader.Read(reading, office.References, stream, "overview", Today, Today, filter);
        await reading.Close();
        return file;
    }
}
