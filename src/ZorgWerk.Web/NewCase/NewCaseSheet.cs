using NodaTime.Text;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Import;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Record;

namespace ZorgWerk.Web.NewCase;

/// <summary>The forms of two steps as one: who it is, and which trajectory begins.</summary>
public sealed record NewCaseSheet(StepForm Person, StepForm Trajectory, Unsealing Words)
{
    public static async Task<NewCaseSheet> Read(Reading reading, LocalDate today, CancellationToken cancel)
    {
        var setting = new FormSetting(Participant.Unknown, today) { Programmes = [.. (await HouseLists.Programmes(reading, cancel)).Where(programme => programme.Until is not { } until || until >= today.PlusMonths(-3))] };
        return new NewCaseSheet(StepForm.Of(StepCatalogue.Find("register-participant")!, setting), StepForm.Of(StepCatalogue.Find("open-trajectory")!, setting), reading.Words);
    }

    public TypedForm Proposed(LocalDate today)
    {
        var typed = TypedForm.Empty.With(FormReader.On, LocalDatePattern.Iso.Format(today));
        var programmes = Trajectory.Fields.Single(field => field.Name is "programme").Choices.Where(choice => choice.Day is not { } until || until >= today).ToList();
        return programmes is [var only] ? typed.With("programme", only.Value) : typed;
    }
}

/// <summary>The form of somebody new as a page shows it.</summary>
public sealed record NewCaseView(NewCaseSheet Sheet, TypedForm Typed, Guid Command)
{
    public IReadOnlyList<ShownFault> Faults { get; init; } = [];

    public SimilarPeople Similar { get; init; } = SimilarPeople.None;

    /// <summary>The number is another case's.</summary>
    public bool Taken { get; init; }

    /// <summary>That case, where it is this person's to open.</summary>
    public StreamId? TakenBy { get; init; }

    public string? Notice { get; init; }
}
