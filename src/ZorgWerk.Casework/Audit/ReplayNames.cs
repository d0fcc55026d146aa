using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.CaseFile;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Audit;

/// <summary>What a replay needs opened to be read: who the parties are, what the steps of the plan say, and who recorded.</summary>
public sealed record ReplayNames(IReadOnlyDictionary<ActorId, (string? Name, ActorRole Role)> Parties, IReadOnlyDictionary<ActionId, string?> Steps, Colleagues Colleagues)
{
    public static async Task<ReplayNames> Read(Reading reading, References references, CaseReplay replay, CancellationToken cancel = default)
    {
        var parties = new Dictionary<ActorId, (string?, ActorRole)>();
        var steps = new Dictionary<ActionId, string?>();
        // Who was struck from the record since is named as the record named them then, so that goes last.
        foreach (var record in new[] { replay.Now, replay.Before, replay.Then })
        {
            foreach (var actor in record.Actors) parties[actor.Id] = (reading.Words.Open(actor.Name), actor.Role);
            foreach (var action in record.Trajectories.SelectMany(trajectory => trajectory.Actions)) steps[action.Id] = reading.Words.Open(action.What);
        }
        var coaches = new[] { replay.Then, replay.Before }.Select(record => record.Current?.Coach).OfType<CoachId>().Select(coach => new UserId(coach.Value));
        return new ReplayNames(parties, steps, await Colleagues.Read(reading, references, replay.All.Select(entry => entry.By).Concat(coaches), cancel));
    }
}
