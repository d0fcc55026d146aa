using System.Collections.Frozen;

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

/// <summary>What follows from a role: said of each, so that a role that is added takes nothing from its place in the list.</summary>
/// <param name="KeepsMedicalSecrecy">
/// Bound by medical secrecy (R2): physicians, the occupational physician, therapists and nurses. A centre, a service or a
/// counsellor is not: information goes to a person of theirs who is.
/// </param>
/// <param name="IsEmployer">Speaks for the employer, or is told what the employer is told.</param>
public sealed record RoleTraits(Side Side, bool KeepsMedicalSecrecy = false, bool IsEmployer = false);

/// <summary>What follows from a role.</summary>
public static class ActorRoles
{
    private static readonly FrozenDictionary<ActorRole, RoleTraits> Traits = new Dictionary<ActorRole, RoleTraits>
    {
        [ActorRole.GeneralPractitioner] = new(Side.Care, KeepsMedicalSecrecy: true),
        [ActorRole.AdvisingPhysician] = new(Side.Care, KeepsMedicalSecrecy: true),
        [ActorRole.Specialist] = new(Side.Care, KeepsMedicalSecrecy: true),
        [ActorRole.Nurse] = new(Side.Care, KeepsMedicalSecrecy: true),
        [ActorRole.Therapist] = new(Side.Care, KeepsMedicalSecrecy: true),
        [ActorRole.Psychologist] = new(Side.Care, KeepsMedicalSecrecy: true),
        [ActorRole.Physiotherapist] = new(Side.Care, KeepsMedicalSecrecy: true),
        [ActorRole.Ergonomist] = new(Side.Care),
        [ActorRole.MentalHealthCentre] = new(Side.Care),
        [ActorRole.DgoWorker] = new(Side.Care),
        [ActorRole.SocialWorker] = new(Side.Care),
        [ActorRole.Employer] = new(Side.Work, IsEmployer: true),
        [ActorRole.HumanResources] = new(Side.Work, IsEmployer: true),
        [ActorRole.Supervisor] = new(Side.Work, IsEmployer: true),
        [ActorRole.Colleague] = new(Side.Work, IsEmployer: true),
        [ActorRole.OccupationalPhysician] = new(Side.Work, KeepsMedicalSecrecy: true),
        [ActorRole.PreventionAdviser] = new(Side.Work),
        [ActorRole.ConfidentialAdviser] = new(Side.Work),
        [ActorRole.WellbeingService] = new(Side.Work),
        [ActorRole.EmployersOrganisation] = new(Side.Work),
        [ActorRole.Union] = new(Side.Work),
        [ActorRole.Gtb] = new(Side.Work),
        [ActorRole.Vdab] = new(Side.Work),
        [ActorRole.CareerCounsellor] = new(Side.Work),
        [ActorRole.InternalCareerCounsellor] = new(Side.Work),
        [ActorRole.JobCoach] = new(Side.Work),
    }.ToFrozenDictionary();

    /// <exception cref="KeyNotFoundException">Nobody said what follows from this role.</exception>
    public static RoleTraits TraitsOf(this ActorRole role) => Traits[role];

    public static Side SideOf(this ActorRole role) => role.TraitsOf().Side;

    /// <inheritdoc cref="RoleTraits.KeepsMedicalSecrecy"/>
    public static bool KeepsMedicalSecrecy(this ActorRole role) => role.TraitsOf().KeepsMedicalSecrecy;

    /// <inheritdoc cref="RoleTraits.IsEmployer"/>
    public static bool IsEmployer(this ActorRole role) => role.TraitsOf().IsEmployer;
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
