using ZorgWerk.Casework.CaseFile;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Cases;

/// <summary>What is to come, in words.</summary>
internal static class MomentWords
{
    public static string Of(PageContext context, NextMoment moment) => moment switch
    {
        { Kind: MomentKind.FollowUp, Month: 1 } => context.Say("moment.FollowUp-one"),
        { Kind: MomentKind.FollowUp, Month: var month } => context.Say("moment.FollowUp", month),
        { Kind: MomentKind.Action, What: { } what } => what,
        _ => context.Say($"moment.{moment.Kind}"),
    };
}
