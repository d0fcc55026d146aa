using System.Text;
using ZorgWerk.Casework.Users;
using ZorgWerk.Cli;
using ZorgWerk.EventStore;

namespace ZorgWerk.Web.Tests;

/// <summary>A small organisation with one case of each kind, another organisation beside it, and a user for each role.</summary>
internal static class Branch
{
    public const string Name = "jobcentrum";
    public const string Password = "een lang wachtwoord";

    public static readonly IReadOnlyList<(string Login, Role Role)> Users =
        [("lotte", Role.Coach), ("yasmina", Role.Coach), ("els", Role.TeamLead), ("audit", Role.Auditor), ("allezi", Role.Evaluator), ("beheer", Role.Administrator)];

    /// <summary>Cases as Lotte would call them, and whose they are.</summary>
    public static readonly IReadOnlyList<BranchCase> Cases =
    [
        new("own", "RT-001", "Noor Claesen", ["lotte", "els", "audit"]),
        new("handed over", "RT-002", "Ada Maes", ["yasmina", "els", "audit"]),
        new("without a coach yet", "RT-003", "Bea Smet", ["lotte", "yasmina", "els", "audit"]),
        new("another coach's", "RT-004", "Cas Peeters", ["yasmina", "els", "audit"]),
        new("erased", "RT-006", "Eva Weg", ["els", "audit"]),
        new("another organisation's", "RT-005", "Dora Vreemd", []),
        new("not existing", "RT-999", "Niemand Nergens", []),
    ];

    private const string SetUp = """
        {"on":"2025-01-06","coach":"admin","step":"define-programme","fields":{"programme":"rentree","title":"Rentree","target":120,"from":"2025-01-06","followUpMonths":[3,6,12],"employerContactDays":28,"contactDays":14,"maximumConsentDays":365,"networkBeforePlan":true}}
        {"on":"2025-01-06","coach":"admin","step":"register-coach","fields":{"coach":"lotte","name":"Lotte Verbeeck","languages":["dutch"],"region":"gent"}}
        {"on":"2025-01-06","coach":"admin","step":"register-coach","fields":{"coach":"yasmina","name":"Yasmina Aydin","languages":["french"],"region":"gent"}}

        """;

    private static string Case(string reference, string name, string coach) => $$$"""
        {"participant":"{{{reference}}}","on":"2025-05-12","coach":"{{{coach}}}","step":"register-participant","fields":{"name":"{{{name}}}","language":"dutch","region":"gent"}}
        {"participant":"{{{reference}}}","on":"2025-05-12","coach":"{{{coach}}}","step":"open-trajectory","fields":{"programme":"rentree","reason":"returns-as-soon-as-possible","employment":"employed","ageBand":"from35","schooling":"middle"}}
        {"participant":"{{{reference}}}","on":"2025-05-12","coach":"{{{coach}}}","step":"assign-coach","fields":{"coach":"{{{coach}}}"}}
        {"participant":"{{{reference}}}","on":"2025-05-13","coach":"{{{coach}}}","step":"hold-intake","fields":{"job":"known","employer":"known","question":"Wat {{{name}}} wil weten"}}
        {"participant":"{{{reference}}}","on":"2025-05-14","coach":"{{{coach}}}","step":"map-actor","fields":{"actor":"hr","role":"human-resources","name":"Wim Aerts"}}
        {"participant":"{{{reference}}}","on":"2025-05-16","coach":"{{{coach}}}","step":"grant-consent","fields":{"consent":"T1","giver":"participant","categories":["progress"],"recipients":["hr"],"purpose":"work-resumption","from":"2025-05-16","until":"2025-12-31","how":"paper","informed":true}}
        {"participant":"{{{reference}}}","on":"2025-05-20","coach":"{{{coach}}}","step":"disclose-information","fields":{"giver":"participant","categories":["progress"],"recipient":"hr","purpose":"work-resumption","content":"Het gaat goed met {{{name}}}"}}

        """;

    private const string Handover = """
        {"participant":"RT-002","on":"2025-06-12","coach":"lotte","step":"hand-over-case","fields":{"coach":"yasmina","reason":"Verlof"}}
        {"participant":"RT-003","on":"2025-05-12","coach":"lotte","step":"register-participant","fields":{"name":"Bea Smet","language":"dutch"}}

        """;

    private const string Erasure = """
        {"participant":"RT-006","on":"2025-06-12","coach":"lotte","step":"close-trajectory","fields":{"why":"participant-stopped","canManageAlone":true}}
        {"participant":"RT-006","on":"2025-06-13","coach":"lotte","step":"erase-personal-data","fields":{"ground":"requested"}}

        """;

    public static async Task Fill(House house)
    {
        await Import(house, house.Tenant, SetUp + Case("RT-001", "Noor Claesen", "lotte") + Case("RT-002", "Ada Maes", "lotte") + Case("RT-004", "Cas Peeters", "yasmina") + Case("RT-006", "Eva Weg", "lotte") + Handover + Erasure);
        await Import(house, new TenantId("elders"), SetUp + Case("RT-005", "Dora Vreemd", "lotte"));
        var hash = PasswordHashing.Hash(Password);
        foreach (var (login, role) in Users)
            (await house.Users.Add(house.Tenant, new NewUser(login, $"Gebruiker {login}", role, "nl", hash))).ShouldBeNull();
    }

    /// <summary>One more case of Lotte's, under an id that is known beforehand.</summary>
    public static Task AddCase(House house, Guid id, string name) => Import(house, house.Tenant, Case(id.ToString(), name, "lotte"));

    /// <summary>More lines of a step log, all of which are to be recorded.</summary>
    public static Task Add(House house, string log) => Import(house, house.Tenant, log);

    private static async Task Import(House house, TenantId tenant, string log)
    {
        using var lines = new MemoryStream(Encoding.UTF8.GetBytes(log));
        var result = await house.Importer().Import(tenant, lines, dryRun: false, error => throw new InvalidOperationException(error.ToString()));
        result.Recorded.ShouldBe(result.Lines);
    }
}

/// <param name="SeenBy">The logins that may see it.</param>
internal sealed record BranchCase(string Kind, string Reference, string Person, IReadOnlyList<string> SeenBy)
{
    public Guid Id(House house) => house.References.ParticipantStream(SeenBy.Count == 0 && Kind.StartsWith("another", StringComparison.Ordinal) ? new TenantId("elders") : house.Tenant, Reference).Value;
}
