using ZorgWerk.Coaching;

namespace ZorgWerk.Web.Share;

/// <summary>One act of sharing, as it stands on the record.</summary>
/// <param name="Text">Null when it was erased or struck, or was never kept.</param>
/// <param name="By">Who recorded it; nothing when that user is gone.</param>
public sealed record SharedModel(CaseLook Look, InformationDisclosed Told, string? Text, Entry Entry, string? By);
