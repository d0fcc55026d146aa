using ZorgWerk.Casework.Views;
using ZorgWerk.EventStore;
using static ZorgWerk.Casework.Tests.Logs;

namespace ZorgWerk.Casework.Tests;

/// <summary>Verifying finds every way in which a view may differ from the streams; that it finds nothing is worth something then.</summary>
public class VerifierSpecs
{
    [Theory]
    [InlineData("update zw_caseload set at_work = false, hours_per_week = null", "caseload", "differs in at_work, hours_per_week")]
    [InlineData("delete from zw_timeline where version > 8", "timeline", "2 rows missing")]
    [InlineData("insert into zw_consents select tenant_id, participant_id, gen_random_uuid(), recipient, category, giver, purpose, version, signed_on, valid_from, valid_until, withdrawn_on from zw_consents", "consents", "a row too many")]
    [InlineData("insert into zw_caseload (tenant_id, participant_id, version, trajectory, phase, at_work) values ('elsewhere', gen_random_uuid(), 1, 0, 'open', false)", "caseload", "1 rows of no stream")]
    [InlineData("update zw_disclosures set consent_id = null where outcome = 'disclosed'", "disclosures", "differs in consent_id")]
    [InlineData("update zw_outcomes set work_day = 3", "outcomes", "differs in work_day")]
    public async Task A_planted_difference_is_found_and_named(string planted, string view, string what)
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        await office.Outcomes.CatchUp();
        await office.Execute(planted);

        var found = (await office.Differences()).ShouldHaveSingleItem();

        (found.View, found.What).ShouldBe((view, what));
        await office.Execute("delete from zw_caseload where tenant_id = 'elsewhere'");
        await office.Rebuild.Run(ParticipantView.Find(view)!);
    }

    [Fact]
    public async Task Verifying_during_a_swap_finds_no_difference_that_is_none()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp);
        Task<List<ViewDifference>> verifying = null!;
        var meddling = new Meddling(office.Store, async read =>
        {
            if (read == 1) await office.Import(Noor);
            if (read != 2) return;
            verifying = Task.Run(office.Differences);
            await Task.Delay(1000);
        });
        await new ViewRebuild(office.Owner, meddling, office.Reader, office.Keys).Run(new TimelineView());
        (await verifying).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_coach_event_that_a_newer_service_wrote_makes_no_participant_of_the_coach()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        var coach = await office.Scalar<Guid>("select id from mt_streams where type = 'coach'");
        await office.Put(new StreamId(coach), 2, "coach_retired", """{"on":"2025-05-01"}""");

        (await office.Differences()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_row_planted_under_another_stream_is_found()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        await office.Outcomes.CatchUp();
        await office.Execute("insert into zw_timeline (tenant_id, participant_id, version, kind, happened_on, recorded_by, trajectory, concerns, struck) select tenant_id, id, 1, 'note_written', '2025-01-01', gen_random_uuid(), 0, '{}', false from mt_streams where type = 'coach'");

        (await office.Differences()).ShouldHaveSingleItem().What.ShouldBe("1 rows of no stream");
        await office.Rebuild.Run(ParticipantView.Find("timeline")!);
    }
}
