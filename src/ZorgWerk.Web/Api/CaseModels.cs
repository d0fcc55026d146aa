namespace ZorgWerk.Web.Api;

/// <summary>One case of the caseload. Choices are codes, as in a step log.</summary>
/// <param name="Version">Of its record; the tag of the case is this version between quotes.</param>
/// <param name="Name">Nothing once erased.</param>
/// <param name="Coach">Nobody's yet when there is none.</param>
public sealed record CaseLine(
    Guid Id, long Version, string? Name, string? Reference, string Phase, string? Programme, Guid? Coach, LocalDate? LastContactOn, LocalDate? NextActionDueOn, LocalDate? NextFollowUpOn);

/// <summary>How a case stands on one version of its record. It follows from the record alone, so the version is its tag.</summary>
/// <param name="Phase">registered, before-intake, open, paused, closed or erased.</param>
/// <param name="Network">Everybody who is or was in it.</param>
public sealed record CaseModel(
    Guid Id, long Version, string? Name, string? Reference, string Language, string? Region, string Phase, string? Programme, Guid? Coach,
    LocalDate? OpenedOn, LocalDate? IntakeOn, LocalDate? PausedOn, LocalDate? ClosedOn, LocalDate? LastContactOn, LocalDate? NextFollowUpOn,
    WorkModel? Work, IReadOnlyList<PartyModel> Network, IReadOnlyList<GoalModel> Goals, IReadOnlyList<PlannedModel> Steps, IReadOnlyList<IndicationModel> Indications);

/// <summary>The job that was taken up last.</summary>
public sealed record WorkModel(LocalDate From, LocalDate? Until, string Employer, string Function, decimal HoursPerWeek, bool FullTime);

/// <param name="Side">care or work.</param>
public sealed record PartyModel(Guid Id, string? Name, string? Organisation, string Role, string Side, LocalDate MappedOn, LocalDate? RemovedOn);

public sealed record GoalModel(Guid Id, LocalDate SetOn, string? What);

/// <param name="State">open, reached or dropped.</param>
public sealed record PlannedModel(Guid Id, string? What, string By, LocalDate Due, string State, LocalDate? EndedOn);

/// <summary>A referral that is called for and not yet made.</summary>
public sealed record IndicationModel(string Referral, LocalDate Since);

/// <param name="Kind">The event's stored name, such as session_held.</param>
/// <param name="Title">The kind in the caller's language.</param>
/// <param name="EnteredElsewhere">The moment of entry is another system's word.</param>
/// <param name="By">Nothing when that name is not known here.</param>
/// <param name="Struck">Taken off the record by a correction; what it said is told no more.</param>
public sealed record EntryModel(
    long Version, string Kind, string Title, LocalDate On, Instant EnteredAt, bool EnteredElsewhere, string? By, bool Struck, IReadOnlyList<FactModel> Facts, IReadOnlyList<CorrectionModel> Corrections);

/// <summary>What an entry says: a field of the step it came from, and what stands in it.</summary>
/// <param name="Values">Texts, codes, days and ids as strings; numbers and yes or no as such. Null in the place of what was erased.</param>
public sealed record FactModel(string Field, IReadOnlyList<object?> Values);

/// <param name="Strikes">The entry was taken off the record; otherwise it now says what stands above.</param>
public sealed record CorrectionModel(long Version, LocalDate On, string? By, string? Reason, bool Strikes);

/// <param name="Version">The entry in which it was given, by which people call it.</param>
/// <param name="LastDay">The last day on which it covers, as far as is known.</param>
public sealed record ConsentModel(
    Guid Id, long Version, WhoModel Giver, IReadOnlyList<string> Categories, IReadOnlyList<WhoModel> Recipients, string Purpose, LocalDate From, LocalDate Until, LocalDate? WithdrawnOn, LocalDate LastDay, string How);

/// <param name="Id">Nothing: the participant.</param>
public sealed record WhoModel(Guid? Id, string? Name, string? Role);

public sealed record KnowingModel(LocalDate On, IReadOnlyList<RecipientModel> Recipients);

public sealed record RecipientModel(WhoModel Who, string Side, IReadOnlyList<CellModel> Cells);

/// <param name="Knowing">own, knows-and-may, may-not-told, knows-may-not, may-not or never.</param>
/// <param name="Because">Why not; none where there is nothing to say.</param>
/// <param name="Since">The day it was first told.</param>
/// <param name="Until">The last day a consent covers it.</param>
public sealed record CellModel(string Category, string Knowing, string Because, LocalDate? Since, LocalDate? Until);

/// <summary>What became of a step.</summary>
/// <param name="Outcome">recorded, or nothing-new when it was on the record already.</param>
/// <param name="Version">Of the record afterwards.</param>
/// <param name="Case">The address of the case on that version.</param>
public sealed record StepAnswer(string Outcome, Guid Participant, long Version, string Case);
