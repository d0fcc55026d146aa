using ZorgWerk.Casework.Caseload;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Record;
using ZorgWerk.Web.Share;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.HandOver;

/// <summary>Cases to hand over, to whom and why.</summary>
/// <param name="Cases">Those of the chosen ones that this person may see.</param>
/// <param name="Missing">How many of the chosen ones that person may not, or no longer.</param>
/// <param name="Command">The id of the form, from which the id of each hand-over follows.</param>
public sealed record HandOverModel(PageContext Context, IReadOnlyList<ChosenCase> Cases, int Missing, IReadOnlyList<Colleague> Colleagues, TypedForm Typed, Guid Command)
{
    /// <summary>More at a time nobody reads through.</summary>
    public const int AtMost = 100;

    /// <summary>Who has all of them already is not offered. One form that is sent again may still name them.</summary>
    public IEnumerable<Colleague> Offered => Colleagues.Where(colleague => !Cases.All(one => one.Coach == colleague.Id));

    public IReadOnlyList<ShownFault> Faults { get; init; } = [];

    public string? Notice { get; init; }

    /// <summary>More were chosen than can be done at once.</summary>
    public bool IsCut { get; init; }

    public string? To => Colleagues.FirstOrDefault(colleague => Typed.Has("coach", colleague.Id.Value.ToString()))?.Name;

    public string NameOf(ChosenCase one) => one.Name ?? Context.Say("case.erased");

    /// <summary>The field that says whose the case was when this was read: who comes between is not overruled.</summary>
    public static string Was(StreamId id) => $"was-{id.Value}";
}

/// <summary><see cref="OtherwiseBefore"/>: the same form was sent before with another coach, day or reason, and that one was answered.</summary>
public enum HandedOver { Done, Already, Refused, SomebodyFirst, OtherwiseBefore, NotYours, Unknown }

/// <summary>What became of one case.</summary>
/// <param name="Case">Nothing for one that this person may not see, or no longer.</param>
/// <param name="By">Of who was first: whose it is now.</param>
public sealed record HandOverResult(StreamId Id, ChosenCase? Case, HandedOver Became, Refusal? Because = null, string? By = null);
