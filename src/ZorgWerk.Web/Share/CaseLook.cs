using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.CaseFile;
using ZorgWerk.Casework.Events;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Casework.Sharing;
using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Record;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Share;

/// <summary>An entry that says in every field what was asked, with the name of whoever recorded it and the form that asked.</summary>
/// <param name="By">null when that name is not known here.</param>
/// <param name="Form">The id of the form.</param>
public sealed record Twice(EqualEntry Entry, string? By, string Form)
{
    internal static async Task<Twice?> Of(FormTrouble trouble, CaseLook look, string form, UserAccounts accounts, CancellationToken cancel) =>
        trouble.Equal is { } equal ? new Twice(equal, await look.NameOf(equal.By, accounts, cancel), form) : null;
}

/// <summary>A case as one look has it: the record, and who is around with their names open. The look itself is on record by now (R16).</summary>
public sealed record CaseLook(PageContext Context, StreamId Stream, Participant Participant, Parties Parties, CaseHeader Header)
{
    public string Address => $"/cases/{Stream.Value}";

    public required References References { get; init; }

    /// <summary>What a form of this case may choose from: everybody and everything on the record, for the rules to answer about.</summary>
    public FormSetting Setting => new(Participant, Context.Today) { AlsoWhatIsOver = true };

    public string Name => NameOf(Parties.Participant);

    public Circumstances Now => new(Context.Today, Context.User!.Id) { Time = Brussels.TimeOf(Context.Now) };

    public string NameOf(SharingParty? party) => party?.Name ?? Context.Say("case.erased");

    public string NameOf(ActorId id) => NameOf(Parties.Find(id));

    /// <summary>A colleague's name; null when it is not known here.</summary>
    public async Task<string?> NameOf(UserId user, UserAccounts accounts, CancellationToken cancel) =>
        user == Context.User!.Id ? Context.User.Name : (await accounts.Find(Context.User.Tenant, user, cancel))?.Name;

    /// <summary>A step of this case, as a form asks for it.</summary>
    internal CaseForm Read(string step, TypedForm typed) => CaseForm.Read(step, typed, Stream.Value, Context.User!, References, Setting);

    /// <summary>What others wrote in the case since this form was made, with their names.</summary>
    internal async Task<Meanwhile> Since(IFormCollection form, UserAccounts accounts, CancellationToken cancel)
    {
        var entries = FormDesk.ByOthersSince(Participant, PostedForm.Version(form), Context.User!);
        return new Meanwhile(entries, await accounts.Names(Context.User!.Tenant, entries.Select(entry => entry.By), cancel));
    }

    /// <summary>Nothing when it is not there or not for this reader.</summary>
    public static async Task<CaseLook?> Take(HttpContext http, ReadingRoom room, Guid id, string page, CancellationToken cancel) =>
        (await Take<object>(http, room, id, page, (_, _) => Task.FromResult<object?>(null), cancel))?.Look;

    /// <param name="also">Reads what the page needs besides, in the same look.</param>
    /// <inheritdoc cref="Take(HttpContext, ReadingRoom, Guid, string, CancellationToken)"/>
    public static async Task<(CaseLook Look, T? Also)?> Take<T>(HttpContext http, ReadingRoom room, Guid id, string page, Func<Reading, CancellationToken, Task<T?>> also, CancellationToken cancel) where T : class
    {
        var (context, stream) = (PageContext.Of(http), new StreamId(id));
        await using var reading = await room.Enter(context.User!.Visitor, cancel);
        (CaseLook, T?)? found = null;
        if (await reading.MayShow(stream, page, cancel) && await reading.Cases.Fold(context.User.Tenant, stream, Moment.Now, cancel: cancel) is { IsRegistered: true } participant)
        {
            var parties = await Parties.Of(participant, reading.Words, stream, context.Today, cancel);
            var references = http.RequestServices.GetRequiredService<References>();
            var header = await CaseHeader.Read(reading, references, stream, context.Today, participant, cancel);
            found = (new CaseLook(context, stream, participant, parties, header) { References = references }, await also(reading, cancel));
        }
        await reading.Close(cancel);
        return found;
    }
}

/// <summary>What others wrote in a case while somebody typed.</summary>
/// <param name="Names">Users by id.</param>
public sealed record Meanwhile(IReadOnlyList<Entry> Entries, IReadOnlyDictionary<UserId, string> Names)
{
    public static readonly Meanwhile None = new([], new Dictionary<UserId, string>());

    public bool IsAny => Entries.Count > 0;
}
