using System.Globalization;
using System.Text;

namespace ZorgWerk.Cli.Tests;

/// <summary>One coach and a few participants, without anything that is about to change.</summary>
internal static class SmallHouse
{
    public const string Password = "een lang wachtwoord";

    /// <summary>The step log of so many participants in a trajectory, RT-1 and on.</summary>
    public static string Log(int cases)
    {
        var log = new StringBuilder("""
            {"on":"2025-01-06","coach":"admin","step":"define-programme","fields":{"programme":"rentree","title":"Rentree","target":120,"from":"2025-01-06","followUpMonths":[3,6,12],"employerContactDays":28,"contactDays":14,"maximumConsentDays":365,"networkBeforePlan":true}}
            {"on":"2025-01-06","coach":"admin","step":"register-coach","fields":{"coach":"lotte","name":"Lotte Verbeeck","languages":["dutch"],"region":"gent"}}

            """);
        for (var number = 1; number <= cases; number++)
        {
            log.Append(CultureInfo.InvariantCulture, $$$"""
                {"participant":"RT-{{{number}}}","on":"2025-05-12","coach":"lotte","anotherPerson":true,"step":"register-participant","fields":{"name":"Noor Claesen","language":"dutch","region":"gent"}}
                {"participant":"RT-{{{number}}}","on":"2025-05-12","coach":"lotte","step":"open-trajectory","fields":{"programme":"rentree","reason":"returns-as-soon-as-possible","employment":"employed","ageBand":"from35","schooling":"middle"}}
                {"participant":"RT-{{{number}}}","on":"2025-05-12","coach":"lotte","step":"assign-coach","fields":{"coach":"lotte"}}
                {"participant":"RT-{{{number}}}","on":"2025-05-13","coach":"lotte","step":"hold-intake","fields":{"job":"known","employer":"known","question":"Wat nu"}}

                """);
        }
        return log.ToString();
    }

    /// <summary>On a PostgreSQL of its own, with Lotte as a user.</summary>
    public static async Task<Workplace> Make(int cases)
    {
        var place = Workplace.WithServerOfItsOwn();
        var import = await place.Run("import", place.Write("log.jsonl", Log(cases)));
        import.ExitCode.ShouldBe(0, import.Output);
        (await Zorgwerk.RunWith($"{Password}\n", ["user", "add", "lotte", "--name", "Lotte", "--role", "coach", "--password-stdin", .. place.Here])).ExitCode.ShouldBe(0);
        return place;
    }
}
