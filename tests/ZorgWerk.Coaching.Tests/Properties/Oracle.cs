namespace ZorgWerk.Coaching.Tests.Properties;

/// <summary>
/// Whether a disclosure was allowed, told straight from the events that were on the record at the time and from domain.md, in words of its own:
/// nothing of how the rules weigh is used here.
/// </summary>
internal static class Oracle
{
    private static readonly ActorRole[] Physicians =
    [
        ActorRole.GeneralPractitioner, ActorRole.AdvisingPhysician, ActorRole.Specialist, ActorRole.Nurse, ActorRole.Therapist, ActorRole.Psychologist,
        ActorRole.Physiotherapist, ActorRole.OccupationalPhysician,
    ];

    private static readonly ActorRole[] Employers = [ActorRole.Employer, ActorRole.HumanResources, ActorRole.Supervisor, ActorRole.Colleague];

    private static readonly ActorRole[] CareSide =
    [
        ActorRole.GeneralPractitioner, ActorRole.AdvisingPhysician, ActorRole.Specialist, ActorRole.Nurse, ActorRole.Therapist, ActorRole.Psychologist, ActorRole.Physiotherapist,
        ActorRole.Ergonomist, ActorRole.MentalHealthCentre, ActorRole.DgoWorker, ActorRole.SocialWorker,
    ];

    /// <summary>What was wrong with sharing this when these events were known; nothing when it was right.</summary>
    public static string? Wrong(InformationDisclosed shared, IReadOnlyList<ParticipantEvent> known) => Wrong(shared, known.Count + 1, known);

    /// <summary>Whether any consent there was covers a line of the trail, as these events tell.</summary>
    public static Judgement Judge(Disclosure line, IReadOnlyList<ParticipantEvent> known)
    {
        var consents = AsCorrected(known).Select(one => one.Happened).OfType<ConsentGranted>().Select(granted => granted.Consent).Distinct();
        var faults = consents.Select(consent => Wrong(
            new InformationDisclosed(line.On, line.Giver, line.Categories, line.Recipient, line.Purpose!.Value, consent, null, line.Trace!, line.At), line.Version, known)).ToList();
        return faults.Contains(null) ? Judgement.Covered : faults.Contains(NotKnown) ? Judgement.OrderNotKnown : Judgement.NotCovered;
    }

    private const string NotKnown = "nobody knows what came first";

    /// <param name="entry">Version of the entry that tells of it.</param>
    private static string? Wrong(InformationDisclosed shared, long entry, IReadOnlyList<ParticipantEvent> known)
    {
        var numbered = AsCorrected(known);
        var truth = numbered.Select(one => one.Happened).ToList();
        var roles = truth.OfType<ActorMapped>().ToDictionary(mapped => mapped.Actor, mapped => mapped.Role);

        var consents = truth.OfType<ConsentGranted>().Where(c => c.Consent == shared.Consent).ToList();
        if (consents is not [var consent]) return $"named {consents.Count} consents";
        if (consent.Giver != shared.Giver) return "somebody else's consent";
        if (!consent.Recipients.Contains(shared.Recipient)) return "a consent for somebody else";
        if (consent.Purpose != shared.Purpose) return "a consent for something else";
        if (shared.Categories.Except(consent.Categories).Any()) return "more than was consented to";
        if (shared.On < consent.On) return "before consent was given";
        if (shared.On < consent.From || shared.On > consent.Until) return "outside the days of the consent";
        var granted = numbered.First(one => one.Happened == consent).Version;
        var early = shared.On == consent.On ? Sooner(shared.At, entry, consent.At, granted) : false;
        if (early is true) return "before the time consent was given";
        var withdrawals = numbered.Where(one => one.Happened is ConsentWithdrawn withdrawal && withdrawal.Consent == shared.Consent)
            .Select(one => (one.Version, Withdrawn: (ConsentWithdrawn)one.Happened)).ToList();
        if (withdrawals.Any(one => one.Withdrawn.On < shared.On)) return "withdrawn";
        // Of one day, the soonest whose time is known tells when.
        var stopped = withdrawals.Where(one => one.Withdrawn.On == shared.On).OrderBy(one => one.Withdrawn.At is null).ThenBy(one => one.Withdrawn.At).Take(1)
            .Select(one => Sooner(shared.At, entry, one.Withdrawn.At, one.Version)).ToList();
        if (stopped is [false]) return "withdrawn";

        var fromEmployer = shared.Categories.Contains(Category.EmployerInformation);
        if (fromEmployer && !(roles.TryGetValue(shared.Giver, out var giver) && Employers.Contains(giver))) return "employer's information from another";
        if (!fromEmployer && shared.Giver != ActorId.Participant) return "the participant's information from another";
        if (fromEmployer && shared.Categories.Any(category => category is not Category.EmployerInformation)) return "one consent for what is two parties'";

        var ordered = early is null || stopped is [null] ? NotKnown : null;
        if (shared.Recipient == ActorId.Participant) return ordered;
        if (!IsThere(shared.Recipient, truth, shared.On)) return "to somebody outside the network";
        if (shared.Categories.Contains(Category.Medical) && !Physicians.Contains(roles[shared.Recipient])) return "medical information without secrecy";
        return (CareSide.Contains(roles[shared.Recipient]) ? null : WrongWithoutCarePartner(shared, entry, numbered)) ?? ordered;
    }

    /// <summary>Whether one thing came before another on the same day; nothing where a time is missing. Within a minute it goes by the order of writing.</summary>
    private static bool? Sooner(LocalTime? one, long entry, LocalTime? other, long otherEntry) =>
        one is { } mine && other is { } theirs ? mine < theirs || (mine == theirs && entry < otherEntry) : null;

    private static string? WrongWithoutCarePartner(InformationDisclosed shared, long entry, List<(long Version, ParticipantEvent Happened)> numbered)
    {
        var care = shared.Categories.Where(category => category is Category.CareAdvice or Category.Medical).ToList();
        if (care.Count == 0) return null;

        var openings = numbered.Where(one => one.Happened is TrajectoryOpened).Select(one => one.Version).ToList();
        var (from, until) = (openings.Where(version => version < entry).DefaultIfEmpty(0).Max(), openings.Where(version => version > entry).DefaultIfEmpty(long.MaxValue).Min());
        var sinceOpening = numbered.Where(one => one.Version > from && one.Version < until).Select(one => one.Happened).OfType<CarePartnerConsulted>().ToList();
        var truth = numbered.Select(one => one.Happened).ToList();
        var standing =
            from word in sinceOpening
            where word.Recipient == shared.Recipient && word.On <= shared.On
            from category in word.Categories.Intersect(care)
            group word by (word.CarePartner, Category: category) into words
            select (words.Key.CarePartner, words.Key.Category, words.OrderBy(word => word.On).Last().Agrees);
        var byPartner = standing.GroupBy(word => word.CarePartner).ToList();

        if (byPartner.Any(words => IsThere(words.Key, truth, shared.On) && words.Any(word => !word.Agrees))) return "against a care partner's no";
        return byPartner.Any(words => words.All(word => word.Agrees) && words.Count() == care.Distinct().Count()) ? null : "without a care partner's yes";
    }

    private static bool IsThere(ActorId actor, List<ParticipantEvent> truth, LocalDate on) =>
        truth.OfType<ActorMapped>().Any(mapped => mapped.Actor == actor) && !truth.OfType<ActorRemoved>().Any(removed => removed.Actor == actor && removed.On <= on);

    /// <summary>What these events say happened: what was struck is left out, what was mended is as mended.</summary>
    private static List<(long Version, ParticipantEvent Happened)> AsCorrected(IReadOnlyList<ParticipantEvent> events)
    {
        var mends = new Dictionary<long, EntryCorrected>();
        foreach (var mend in events.OfType<EntryCorrected>()) mends[mend.Entry] = mend;
        return
        [
            .. from at in Enumerable.Range(0, events.Count)
               where events[at] is not EntryCorrected
               let happened = mends.TryGetValue(at + 1, out var mend) ? mend.Replacement : events[at]
               where happened is not null
               select ((long)at + 1, happened),
        ];
    }
}
