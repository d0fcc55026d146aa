using Microsoft.AspNetCore.Http;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Sharing;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Share;

/// <summary>A case as one look has it: the record, and who is around with their names open. The look itself is on record by now (R16).</summary>
public sealed record CaseLook(PageContext Context, StreamId Stream, Participant Participant, Parties Parties)
{
    /// <summary>Nothing when it is not there or not for this reader.</summary>
    public static async Task<CaseLook?> Take(HttpContext http, ReadingRoom room, Guid id, string page, CancellationToken cancel)
    {
        var context = PageContext.Of(http);
        var stream = new StreamId(id);
        await using var reading = await room.Enter(context.User!.Visitor, cancel);
        CaseLook? look = null;
        if (await reading.MayShow(stream, page, cancel))
        {
            var participant = await reading.Cases.Fold(context.User.Tenant, stream, Moment.Now, cancel: cancel);
            if (participant.IsRegistered) look = new CaseLook(context, stream, participant, await Parties.Of(participant, reading.Words, stream, context.Today, cancel));
        }
        await reading.Close(cancel);
        return look;
    }

    public string Address => $"/cases/{Stream.Value}";

    public string NameOf(Party? party) => party?.Name ?? Context.Say("case.erased");

    public string NameOf(ActorId id) => NameOf(Parties.Find(id));

    public string Name => NameOf(Parties.Participant);

    public Circumstances Now => new(Context.Today, Context.User!.Id);
}
