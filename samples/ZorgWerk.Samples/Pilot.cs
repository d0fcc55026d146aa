namespace ZorgWerk.Samples;

/// <summary>A programme that stories are told of.</summary>
/// <param name="Prefix">How the references of its participants begin.</param>
public sealed record ToldProgramme(string Code, string Title, string Prefix, int EmployerContactDays, int ContactDays, ValueList<int> FollowUpMonths);

/// <summary>The programme, its coaches and its period: what every participant's story shares.</summary>
/// <param name="Participants">How many take part.</param>
/// <param name="Seed">Another seed tells other stories.</param>
/// <param name="AtScale">Many participants with short texts, for load; else the pilot with texts to read.</param>
public sealed record Pilot(int Participants, int Seed, bool AtScale)
{
    public static readonly LocalDate FirstDay = new(2025, 5, 5), LastDay = new(2026, 11, 18);

    public const int DefaultParticipants = 120, DefaultSeed = 2026;

    /// <summary>Participants that one coach takes on, at scale.</summary>
    private const int Caseload = 80;

    private const string Administrator = "beheer";

    private static readonly LocalDate SetUpOn = new(2025, 4, 28);
    private static readonly Code Label = Code.Parse("allezi");

    private static readonly Code Afterwards = Code.Parse("rentree-vervolg");

    private static readonly ToldProgramme TheRentree = new("rentree", "Rentree – terug naar werk na kanker", "RT-", 28, 30, [3, 6, 12]);

    /// <summary>Smaller ones beside the pilot, in the same months and with some of its coaches: what a demonstration compares.</summary>
    public static readonly IReadOnlyList<Pilot> More =
    [
        new(24, 71, AtScale: false) { Told = new("allezi", "ALLEZI – kanker en werk / cancer et travail", "AL-", 21, 28, [3, 6, 12]) },
        new(20, 72, AtScale: false) { Told = new("werk-in-zicht", "Werk-in-zicht – werkervaring in een netwerk van bedrijven", "WZ-", 42, 21, [3, 6]) },
    ];

    /// <summary>Who coaches in the pilot alone: those whom a demonstration signs in as keep a day that one can survey.</summary>
    private static readonly string[] OfThePilotAlone = ["lotte.verbeeck", "claire.lejeune"];

    private readonly Dictionary<string, Coach> _coaches = new(StringComparer.Ordinal);

    public static readonly DateTimeZone Brussels = DateTimeZoneProviders.Tzdb["Europe/Brussels"];

    public static Instant At(LocalDate day, int minuteOfDay) =>
        day.At(LocalTime.FromMinutesSinceMidnight(minuteOfDay)).InZoneLeniently(Brussels).ToInstant();

    public static LocalDate DayOf(Instant instant) => instant.InZone(Brussels).Date;

    /// <summary>The programme as defined; after <see cref="SetUp"/>.</summary>
    public Programme Programme { get; private set; } = Programme.Undefined;

    /// <summary>The programme it is about.</summary>
    public ToldProgramme Told { get; private init; } = TheRentree;

    public Code Code => Code.Parse(Told.Code);

    private bool IsRentree => Told == TheRentree;

    public IReadOnlyList<CastCoach> Coaches => _cast ??= AtScale ? Multiply((Participants + Caseload - 1) / Caseload) : IsRentree ? Cast.Coaches : [.. Cast.Coaches.Where(coach => !OfThePilotAlone.Contains(coach.Id))];

    private IReadOnlyList<CastCoach>? _cast;

    public Coach CoachOf(string id) => _coaches.TryGetValue(id, out var coach) ? coach : Coach.Unknown;

    /// <summary>The lines that stand first: the programme and the one after it, then each coach with a certificate.</summary>
    public IEnumerable<LogLine> SetUp()
    {
        var minute = 9 * 60;
        var define = new DefineProgramme(
            SetUpOn, Code, AtScale ? "Rentree at scale" : Told.Title, Participants, FirstDay, LastDay, Label, Told.FollowUpMonths,
            Told.EmployerContactDays, Told.ContactDays, MaximumConsentDays: 365, NetworkBeforePlan: true);
        Programme = Taken(define.DecideFor(Programme, Now)).Aggregate(Programme, static (soFar, happened) => ((ProgrammeEvent)happened).Evolve(soFar));
        yield return new LogLine(null, At(SetUpOn, minute), Administrator, define);
        // Nobody is in it yet: who tries the service after the pilot has something to enrol people in.
        if (!AtScale && IsRentree)
            yield return new LogLine(null, At(SetUpOn, minute), Administrator, define with { Programme = Afterwards, Title = "Rentree – vervolg", From = LastDay.PlusDays(1), Until = LastDay.PlusMonths(18) });

        foreach (var member in Coaches)
        {
            if (minute < 16 * 60) minute++;
            var id = ShortName.Id<CoachId>(member.Id);
            ValueList<Language> languages = member.Second is { } second ? [member.First, second] : [member.First];
            foreach (CoachStep step in (CoachStep[])
            [
                new RegisterCoach(SetUpOn, id, PersonalText.Of(member.Name), languages, Code.Parse(member.Region)),
                new IssueCertificate(member.CertifiedOn, id, Label, Code.Parse(member.Cohort), member.ValidUntil),
            ])
            {
                _coaches[member.Id] = Taken(step.DecideFor(CoachOf(member.Id), Now)).Aggregate(CoachOf(member.Id), static (soFar, happened) => ((CoachEvent)happened).Evolve(soFar));
                // The pilot's own log tells of them already.
                if (IsRentree) yield return new LogLine(null, At(SetUpOn, minute), Administrator, step);
            }
        }
    }

    private static Circumstances Now => new(SetUpOn, ShortName.Id<UserId>(Administrator));

    private static ValueList<CoachingEvent> Taken(Decision decision) =>
        decision is Decision.Accepted { Events: var events } ? events : throw new InvalidOperationException("The rules refuse the set-up.");

    private static CastCoach[] Multiply(int teams)
    {
        var coaches = new CastCoach[Math.Max(Cast.Coaches.Count, teams)];
        for (var at = 0; at < coaches.Length; at++)
        {
            var like = Cast.Coaches[at % Cast.Coaches.Count];
            coaches[at] = like with { Id = $"coach-{at + 1:D6}", Name = $"Coach {at + 1}" };
        }
        return coaches;
    }
}
