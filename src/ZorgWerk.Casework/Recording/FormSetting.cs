using ZorgWerk.Casework.Import;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Recording;

/// <summary>A colleague who may take a case on.</summary>
public sealed record Colleague(CoachId Id, string Name);

/// <summary>What a form is made for: whose case, on which day, with which colleagues and programmes to choose from.</summary>
public sealed record FormSetting(Participant Participant, LocalDate Today)
{
    public IReadOnlyList<Colleague> Colleagues { get; init; } = [];

    public IReadOnlyList<Programme> Programmes { get; init; } = [];

    /// <summary>Of a correction: the step that the entry was.</summary>
    public StepShape? Corrected { get; init; }

    /// <summary>Offer also what is over: a correction may be about something that was reached or left since.</summary>
    public bool AlsoWhatIsOver { get; init; }
}
