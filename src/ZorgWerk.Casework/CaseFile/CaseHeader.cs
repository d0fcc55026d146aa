using ZorgWerk.Casework.Access;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.CaseFile;

/// <summary>Whose case it is and how it stands: what is said above every page of a case. Names are opened.</summary>
/// <param name="Name">Nothing once erased.</param>
/// <param name="Programme">Title of the programme of the latest trajectory.</param>
/// <param name="Next">What comes first, or should have come.</param>
public sealed record CaseHeader(
    StreamId Id, string? Name, string? Reference, Language Language, bool IsErased,
    string? Programme, LocalDate? OpenedOn, LocalDate? PausedOn, LocalDate? ClosedOn,
    NextMoment? Next, ConsentStanding Consent, string? Coach, LocalDate? CertificateValidUntil)
{
    /// <param name="known">The folded record, when the page has it at hand.</param>
    public static async Task<CaseHeader> Read(Reading reading, References references, StreamId id, LocalDate today, Participant? known = null, CancellationToken cancel = default)
    {
        var participant = known ?? await reading.Cases.Fold(reading.Visitor.Tenant, id, Moment.Now, cancel: cancel);
        var trajectory = participant.Current;
        await reading.Words.Bring([id], cancel);
        var programme = trajectory is null ? null : await reading.Cases.Programme(reading.Visitor.Tenant, references.ProgrammeStream(reading.Visitor.Tenant, trajectory.Programme), cancel);
        var coach = trajectory?.Coach is { } who ? (await Colleagues.Read(reading, references, [new UserId(who.Value)], cancel)).NameOf(who) : null;
        var next = trajectory is null || participant.IsErased ? null : ComingMoments.Of(trajectory) is [var first, ..] ? first : null;
        return new CaseHeader(
            id, reading.Words.Open(participant.Name), reading.Words.Open(participant.Reference), participant.Language, participant.IsErased,
            programme is { IsDefined: true } ? programme.Title : trajectory?.Programme.Value, trajectory?.OpenedOn, trajectory?.PausedOn, trajectory?.ClosedOn,
            next is null ? null : new NextMoment(next.Kind, next.On, next.Month, reading.Words.Open(next.What)),
            ConsentStanding.On(participant, today), coach, trajectory?.CertificateValidUntil);
    }
}

/// <inheritdoc cref="ComingMoment"/>
/// <param name="What">Opened.</param>
public sealed record NextMoment(MomentKind Kind, LocalDate On, int? Month, string? What);
