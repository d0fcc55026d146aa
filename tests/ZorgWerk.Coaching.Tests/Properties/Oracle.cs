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
    public static string? Wrong(InformationDisclosed shared, IReadOnlyList<ParticipantEvent> known)
    {
        var truth = AsCorrected(known);
        var roles = truth.OfType<ActorMapped>().ToDictionary(mapped => mapped.Actor, mapped => mapped.Role);

        var consents = truth.OfType<ConsentGranted>().Where(c => c.Consent == shared.Consent).ToList();
        if (consents is not [var consent]) return $"named {consents.Count} consents";
        if (consent.Giver != shared.Giver) return "somebody else's consent";
        if (!consent.Recipients.Contains(shared.Recipient)) return "a consent for somebody else";
        if (consent.Purpose != shared.Purpose) return "a consent for something else";
        if (shared.Categories.Except(consent.Categories).Any()) return "more than was consented to";
        if (shared.On < consent.On) return "before consent was given";
        if (shared.On < consent.From || shared.On > consent.Until) return "outside the days of the consent";
        if (truth.OfType<ConsentWithdrawn>().Any(w => w.Consent == shared.Consent && w.On <= shared.On)) return "withdrawn";

        var fromEmployer = shared.Categories.Contains(Category.EmployerInformation);
        if (fromEmployer && !(roles.TryGetValue(shared.Giver, out var giver) && Employers.Contains(giver))) return "employer's information from another";
        if (!fromEmployer && shared.Giver != ActorId.Participant) return "the participant's information from another";
        if (fromEmployer && shared.Categories.Any(category => category is not Category.EmployerInformation)) return "one consent for what is two parties'";

        if (shared.Recipient == ActorId.Participant) return null;
        if (!IsThere(shared.Recipient, truth, shared.On)) return "to somebody outside the network";
        if (shared.Categories.Contains(Category.Medical) && !Physicians.Contains(roles[shared.Recipient])) return "medical information without secrecy";
        return CareSide.Contains(roles[shared.Recipient]) ? null : WrongWithoutCarePartner(shared, truth);
    }

    private static string? WrongWithoutCarePartner(InformationDisclosed shared, List<ParticipantEvent> truth)
    {
        var care = shared.Categories.Where(category => category is Category.CareAdvice or Category.Medical).ToList();
        if (care.Count == 0) return null;

        var sinceOpening = truth.Skip(truth.FindLastIndex(happened => happened is TrajectoryOpened)).OfType<CarePartnerConsulted>().ToList();
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
    private static List<ParticipantEvent> AsCorrected(IReadOnlyList<ParticipantEvent> events)
    {
        var mends = new Dictionary<long, EntryCorrected>();
        foreach (var mend in events.OfType<EntryCorrected>()) mends[mend.Entry] = mend;
        return
        [
            .. from at in Enumerable.Range(0, events.Count)
               where events[at] is not EntryCorrected
               let happened = mends.TryGetValue(at + 1, out var mend) ? mend.Replacement : events[at]
               where happened is not null
               select happened,
        ];
    }
}
