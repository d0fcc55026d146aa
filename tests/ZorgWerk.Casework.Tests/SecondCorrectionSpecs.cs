using static ZorgWerk.Casework.Tests.Logs;

namespace ZorgWerk.Casework.Tests;

/// <summary>A correction is decided on what is known by now of the time before the entry, not on the mistakes that stood there then (R13).</summary>
public class SecondCorrectionSpecs
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
}
