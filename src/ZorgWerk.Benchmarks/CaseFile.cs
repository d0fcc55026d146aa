using System.Globalization;
using System.Text;

namespace ZorgWerk.Benchmarks;

/// <summary>A log of participants who are all at the same point: the start of a trajectory, then sessions until there are events enough.</summary>
internal static class CaseFile
{
    public const string Report = "Wat vandaag is besproken: hoe de week verliep, wat lukte op het werk en wat nog niet, en welke kleine stap de volgende is. Volgende keer kijken we naar de uren.";

    public static readonly LocalDate FirstDay = new(2025, 1, 6);

    private const string SetUp = """
        {"on":"2025-01-06","coach":"admin","step":"define-programme","fields":{"programme":"rentree","title":"Rentree","target":120,"from":"2025-01-06","followUpMonths":[3,6,12],"employerContactDays":28,"contactDays":14,"maximumConsentDays":365,"networkBeforePlan":true}}
        {"on":"2025-01-06","coach":"admin","step":"register-coach","fields":{"coach":"lotte","name":"Lotte Verbeeck","languages":["dutch"],"region":"gent"}}

        """;

    private static readonly string[] Start =
    [
        """ "register-participant","fields":{"name":"Noor Claesen","language":"dutch","region":"gent"} """,
        """ "open-trajectory","fields":{"programme":"rentree","reason":"returns-as-soon-as-possible","employment":"employed","ageBand":"from35","schooling":"middle"} """,
        """ "assign-coach","fields":{"coach":"lotte"} """,
        """ "hold-intake","fields":{"job":"known","employer":"known","question":"Wanneer kan ik terug, en hoe?"} """,
        """ "map-actor","fields":{"actor":"gp","role":"general-practitioner","name":"Dr. Haddad"} """,
        """ "map-actor","fields":{"actor":"hr","role":"human-resources","name":"Wim Aerts"} """,
        """ "grant-consent","fields":{"consent":"T1","giver":"participant","categories":["progress"],"recipients":["hr"],"purpose":"work-resumption","from":"2025-01-06","until":"2025-12-31","how":"paper","informed":true} """,
        """ "set-goal","fields":{"goal":"G1","what":"Drie halve dagen per week aan de slag"} """,
        """ "plan-step","fields":{"step":"A1","goal":"G1","by":"participant","due":"2025-02-03","what":"Mijn leidinggevende bellen","doneWhen":"Er is een afspraak"} """,
    ];

    public static string Log(string called, int participants, int events)
    {
        var log = new StringBuilder(SetUp);
        for (var number = 1; number <= participants; number++)
        {
            for (var at = 0; at < events; at++)
            {
                var step = at < Start.Length ? Start[at] : $$""" "hold-session","fields":{"form":"individual","minutes":50,"report":"{{Report}}"} """;
                var on = FirstDay.PlusDays(Math.Max(0, at - Start.Length));
                log.Append(CultureInfo.InvariantCulture, $$"""{"participant":"{{called}}{{number}}","on":"{{on:uuuu-MM-dd}}","coach":"lotte","step":{{step}}}""").Append('\n');
            }
        }
        return log.ToString();
    }
}
