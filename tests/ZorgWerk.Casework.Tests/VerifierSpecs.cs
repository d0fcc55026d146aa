using ZorgWerk.Casework.Views;
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
}
