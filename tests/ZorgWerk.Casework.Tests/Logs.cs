namespace ZorgWerk.Casework.Tests;

/// <summary>Step logs that the specs import.</summary>
public static class Logs
{
    /// <summary>The pilot of the samples.</summary>
    public static Task<string> PilotLog() => File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "pilot.jsonl"));

    public const string SetUp = """
        {"on":"2025-01-06","coach":"admin","step":"define-programme","fields":{"programme":"rentree","title":"Rentree","target":120,"from":"2025-01-06","followUpMonths":[3,6,12],"employerContactDays":28,"contactDays":14,"maximumConsentDays":365,"networkBeforePlan":true}}
        {"on":"2025-01-06","coach":"admin","step":"register-coach","fields":{"coach":"lotte","name":"Lotte Verbeeck","languages":["dutch"],"region":"gent"}}

        """;

    /// <summary>Sami, up to the intake: three entries.</summary>
    public const string Begun = """
        {"participant":"RT-009","on":"2025-01-10","coach":"lotte","step":"register-participant","fields":{"name":"Sami","language":"dutch"}}
        {"participant":"RT-009","on":"2025-01-10","coach":"lotte","step":"open-trajectory","fields":{"programme":"rentree","reason":"returns-as-soon-as-possible","employment":"employed","ageBand":"from35","schooling":"middle"}}
        {"participant":"RT-009","on":"2025-01-10","coach":"lotte","step":"hold-intake","fields":{"job":"known","employer":"known","question":"x"}}

        """;

    public const string Noor = """
        {"participant":"RT-001","on":"2025-05-12","coach":"lotte","step":"register-participant","fields":{"name":"Noor Claesen","language":"dutch","region":"gent"}}
        {"participant":"RT-001","on":"2025-05-12","coach":"lotte","step":"open-trajectory","fields":{"programme":"rentree","reason":"returns-as-soon-as-possible","employment":"employed","ageBand":"from35","schooling":"middle"}}
        {"participant":"RT-001","on":"2025-05-12","coach":"lotte","step":"assign-coach","fields":{"coach":"lotte"}}
        {"participant":"RT-001","on":"2025-05-13","coach":"lotte","step":"hold-intake","fields":{"job":"known","employer":"known","question":"Hoe leg ik mijn borstkanker uit?"}}
        {"participant":"RT-001","on":"2025-05-14","coach":"lotte","step":"map-actor","fields":{"actor":"hr","role":"human-resources","name":"Wim Aerts"}}
        {"participant":"RT-001","on":"2025-05-15","coach":"lotte","step":"disclose-information","fields":{"giver":"participant","categories":["progress"],"recipient":"hr","purpose":"work-resumption","content":"Te vroeg gezegd"}}
        {"participant":"RT-001","on":"2025-05-16","coach":"lotte","step":"grant-consent","fields":{"consent":"T1","giver":"participant","categories":["progress"],"recipients":["hr"],"purpose":"work-resumption","from":"2025-05-16","until":"2025-12-31","how":"paper","informed":true}}
        {"participant":"RT-001","on":"2025-05-20","coach":"lotte","step":"disclose-information","fields":{"giver":"participant","categories":["progress"],"recipient":"hr","purpose":"work-resumption","content":"Noor begint in juni."}}
        {"participant":"RT-001","on":"2025-06-02","coach":"lotte","step":"resume-work","fields":{"employer":"same","function":"adapted","hoursPerWeek":19,"fullTime":false}}
        {"participant":"RT-001","on":"2025-06-03","coach":"lotte","step":"correct-entry","fields":{"entry":9,"replacement":{"step":"resume-work","on":"2025-06-01","fields":{"employer":"same","function":"adapted","hoursPerWeek":20,"fullTime":false}},"reason":"Het was zondag"}}

        """;
}
