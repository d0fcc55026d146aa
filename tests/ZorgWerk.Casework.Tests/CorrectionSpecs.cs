using static ZorgWerk.Casework.Tests.Logs;

namespace ZorgWerk.Casework.Tests;

/// <summary>A correction is decided on what is known by now: of the time before the entry, and of what was recorded since (R13).</summary>
public class CorrectionSpecs
{
    [Fact]
    public async Task An_entry_is_corrected_in_the_light_of_what_was_corrected_before_it_since()
    {
        await using var office = await Office.Open();
        var (_, errors) = await office.Import(SetUp + """
            {"participant":"RT-001","on":"2025-05-12","coach":"lotte","step":"register-participant","fields":{"name":"Noor Claesen","language":"dutch"}}
            {"participant":"RT-001","on":"2025-05-12","coach":"lotte","step":"open-trajectory","fields":{"programme":"rentree","reason":"returns-as-soon-as-possible","employment":"employed","ageBand":"from35","schooling":"middle"}}
            {"participant":"RT-001","on":"2025-05-14","coach":"lotte","step":"map-actor","fields":{"actor":"wim","role":"union","name":"Wim Aerts"}}
            {"participant":"RT-001","on":"2025-05-14","coach":"lotte","step":"map-actor","fields":{"actor":"koen","role":"human-resources","name":"Koen Maes"}}
            {"participant":"RT-001","on":"2025-05-20","coach":"lotte","step":"contact-employer","fields":{"employer":"koen","initiative":"employer","engagement":"obtained"}}
            {"participant":"RT-001","on":"2025-05-21","coach":"lotte","step":"correct-entry","fields":{"entry":3,"reason":"Wim is van HR","replacement":{"step":"map-actor","on":"2025-05-14","fields":{"actor":"wim","role":"human-resources","name":"Wim Aerts"}}}}
            {"participant":"RT-001","on":"2025-05-22","coach":"lotte","step":"correct-entry","fields":{"entry":5,"reason":"Het was Wim die belde","replacement":{"step":"contact-employer","on":"2025-05-20","fields":{"employer":"wim","initiative":"employer","engagement":"obtained"}}}}
            """);

        errors.ShouldBeEmpty();
        (await office.Reader.Fold(Office.Tenant, office.Stream("RT-001"), Moment.Now)).Entries[4].CorrectedBy.ShouldBe(7);
    }

    [Fact]
    public async Task A_disclosure_is_not_corrected_to_a_day_after_the_withdrawal()
    {
        await using var office = await Office.Open();
        var (_, errors) = await office.Import(SetUp + Noor + """
            {"participant":"RT-001","on":"2025-06-10","coach":"lotte","step":"withdraw-consent","fields":{"consent":"T1","how":"verbal"}}
            {"participant":"RT-001","on":"2025-06-20","coach":"lotte","step":"correct-entry","fields":{"entry":8,"reason":"Andere dag","replacement":{"step":"disclose-information","on":"2025-06-15","fields":{"giver":"participant","categories":["progress"],"recipient":"hr","purpose":"work-resumption","content":"Na de intrekking"}}}}
            """);
        (await office.Scalar<long>("select count(*) from zw_disclosures d join zw_consents c using (participant_id) where d.outcome = 'disclosed' and not d.struck and d.happened_on >= c.withdrawn_on")).ShouldBe(0);
    }

    [Fact]
    public async Task A_return_to_work_is_not_corrected_to_after_its_end()
    {
        await using var office = await Office.Open();
        var (_, errors) = await office.Import(SetUp + Begun + """
            {"participant":"RT-009","on":"2025-02-01","coach":"lotte","step":"resume-work","fields":{"employer":"same","function":"same","hoursPerWeek":38,"fullTime":true}}
            {"participant":"RT-009","on":"2025-03-01","coach":"lotte","step":"end-work-resumption","fields":{"why":"relapse","prospectOfWork":true}}
            {"participant":"RT-009","on":"2025-06-01","coach":"lotte","step":"correct-entry","fields":{"entry":4,"reason":"x","replacement":{"step":"resume-work","on":"2025-04-01","fields":{"employer":"same","function":"same","hoursPerWeek":38,"fullTime":true}}}}
            """);
        await office.Outcomes.CatchUp();
        errors.Count.ShouldBe(1);
    }
}
