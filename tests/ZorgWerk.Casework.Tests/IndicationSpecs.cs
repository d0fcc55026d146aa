using static ZorgWerk.Casework.Tests.Logs;

namespace ZorgWerk.Casework.Tests;

/// <summary>A need is answered by what was done on its day or later, in whatever order it was written down (R5).</summary>
public class IndicationSpecs
{
    [Fact]
    public async Task A_later_need_outlives_a_referral_of_before_it()
    {
        await using var office = await Office.Open();
        (await office.Import(SetUp + Begun + """
            {"participant":"RT-009","on":"2025-01-20","coach":"lotte","step":"record-first-line-assessment","fields":{"findings":"moe","need":"physical-support"}}
            {"participant":"RT-009","on":"2025-03-20","coach":"lotte","step":"record-first-line-assessment","fields":{"findings":"weer moe","need":"physical-support"}}
            {"participant":"RT-009","on":"2025-02-01","coach":"lotte","step":"make-referral","fields":{"referral":"R1","referred":"specialised-care"}}
            """)).Errors.ShouldBeEmpty();
        (await office.Scalar<string>("select coalesce(specialised_care_since::text, 'nothing indicated') from zw_caseload")).ShouldBe("2025-03-20");
    }

    [Fact]
    public async Task A_need_written_down_late_was_answered_by_the_referral_after_it()
    {
        await using var office = await Office.Open();
        (await office.Import(SetUp + Begun + """
            {"participant":"RT-009","on":"2025-02-01","coach":"lotte","step":"make-referral","fields":{"referral":"R1","referred":"specialised-care"}}
            {"participant":"RT-009","on":"2025-01-20","coach":"lotte","step":"record-first-line-assessment","fields":{"findings":"moe","need":"physical-support"}}
            """)).Errors.ShouldBeEmpty();
        (await office.Scalar<string>("select coalesce(specialised_care_since::text, 'nothing indicated') from zw_caseload")).ShouldBe("nothing indicated");
    }
}
