namespace ZorgWerk.Coaching;

/// <summary>Where a party stands.</summary>
public enum Side { Participant, Care, Work }

/// <summary>What a party is to the participant. The lists are those of the Zorg &amp; Werk portal (S1-01).</summary>
public enum ActorRole
{
    GeneralPractitioner,
    AdvisingPhysician,
    Specialist,
    Nurse,
    Therapist,
    Psychologist,
    Physiotherapist,
    Ergonomist,
    MentalHealthCentre,
    DgoWorker,
    SocialWorker,
    Employer,
    HumanResources,
    Supervisor,
    Colleague,
    OccupationalPhysician,
    PreventionAdviser,
    ConfidentialAdviser,
    WellbeingService,
    EmployersOrganisation,
    Union,
    Gtb,
    Vdab,
    CareerCounsellor,
    InternalCareerCounsellor,
    JobCoach,
}

/// <summary>What follows from a role.</summary>
public static class ActorRoles
{
    public static Side SideOf(this ActorRole role) => role <= ActorRole.SocialWorker ? Side.Care : Side.Work;

    /// <summary>
    /// Bound by medical secrecy (R2): physicians, the occupational physician, therapists and nurses. A centre, a service or a
    /// counsellor is not: information goes to a person of theirs who is.
    /// </summary>
    public static bool KeepsMedicalSecrecy(this ActorRole role) => role is
        ActorRole.GeneralPractitioner or ActorRole.AdvisingPhysician or ActorRole.Specialist or ActorRole.Nurse or ActorRole.Therapist or
        ActorRole.Psychologist or ActorRole.Physiotherapist or ActorRole.OccupationalPhysician;

    /// <summary>Speaks for the employer, or is told what the employer is told.</summary>
    public static bool IsEmployer(this ActorRole role) => role is
        ActorRole.Employer or ActorRole.HumanResources or ActorRole.Supervisor or ActorRole.Colleague;
}

/// <summary>A named party around this participant.</summary>
public sealed record Actor(ActorId Id, ActorRole Role, LocalDate MappedOn, PersonalText Name, PersonalText? Organisation)
{
    /// <summary>The day this party left the network around the participant.</summary>
    public LocalDate? RemovedOn { get; init; }

    public Side Side => Role.SideOf();

    /// <summary>Not gone yet. When it came does not count: who is put on the map today may have been spoken to yesterday.</summary>
    public bool IsThereOn(LocalDate day) => RemovedOn is null || day < RemovedOn;
}

public sealed partial record Participant
{
    public ValueList<Actor> Actors { get; init; }

    /// <summary>The actor, removed or not; nothing for an unknown id and for the participant.</summary>
    public Actor? ActorOf(ActorId id)
    {
        foreach (var actor in Actors)
            if (actor.Id == id) return actor;
        return null;
    }

    /// <summary>In the network on that day.</summary>
    public Actor? ActorOn(ActorId id, LocalDate day) => ActorOf(id) is { } actor && actor.IsThereOn(day) ? actor : null;

    /// <summary>Whether a party on that side was on the map on that day (R8).</summary>
    public bool HasActor(Side side, LocalDate day)
    {
        foreach (var actor in Actors)
            if (actor.Side == side && actor.MappedOn <= day && actor.IsThereOn(day)) return true;
        return false;
    }
}
