using ZorgWerk.Casework.Personal;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework;

/// <summary>From the names people use to the ids that are stored. What was typed as a name never lies in the clear; names that look the same are the same, as <see cref="TypedText"/> has it.</summary>
public sealed class References(MasterKey master)
{
    /// <summary>The stream of the participant an organisation calls so. An id is taken as it is.</summary>
    public StreamId ParticipantStream(TenantId tenant, string reference) =>
        new(Guid.TryParse(reference, out var id) ? id : master.IdFor("participant", tenant.Value, TypedText.Clean(reference)));

    public StreamId ProgrammeStream(TenantId tenant, Code programme) => new(master.IdFor("programme", tenant.Value, programme.Value));

    public StreamId CoachStream(TenantId tenant, CoachId coach) => new(master.IdFor("coach-stream", tenant.Value, coach.Value.ToString("N")));

    public UserId User(TenantId tenant, string login) => new(Guid.TryParse(login, out var id) ? id : master.IdFor("user", tenant.Value, TypedText.Clean(login).ToLowerInvariant()));

    /// <summary>An id of some kind under a short name, within a participant or within the organisation.</summary>
    public Guid Named(string kind, string scope, string name) => Guid.TryParse(name, out var id) ? id : master.IdFor(kind, scope, TypedText.Clean(name));

    /// <summary>The names within one participant's record; people, companies and groups go by one name in the whole organisation.</summary>
    public Import.NameOf NamesIn(TenantId tenant, StreamId stream) => (kind, name) =>
        Named(kind, kind is "user" or "company" or "group-session" ? tenant.Value : stream.Value.ToString("N"), kind is "user" ? name.ToLowerInvariant() : name);

    public byte[] Fingerprint(ReadOnlySpan<byte> bytes) => master.Fingerprint(bytes);

    /// <summary>The command that a line of a step log is: the same words are the same command, whenever they come.</summary>
    public CommandId CommandOf(TenantId tenant, string line) => CommandOf(tenant, System.Text.Encoding.UTF8.GetBytes(line));

    /// <inheritdoc cref="CommandOf(TenantId, string)"/>
    public CommandId CommandOf(TenantId tenant, ReadOnlySpan<byte> line) => new(master.IdFor("line", tenant.Value, line));
}
