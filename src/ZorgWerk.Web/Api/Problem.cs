using System.Text.Json.Serialization;

namespace ZorgWerk.Web.Api;

/// <summary>Why something was not done (RFC 9457), in the caller's language; nothing personal in it but words that the caller just sent.</summary>
/// <param name="Type">A URN that never changes: <c>urn:zorgwerk:problem:</c> and, of a rule, the code of its refusal.</param>
public sealed record Problem(string Type, string Title, int Status, string Detail)
{
    /// <summary>The rule of the house that said no, such as R1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Rule { get; init; }

    /// <summary>What to look at in what was sent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FaultModel>? Faults { get; init; }

    /// <summary>The entry that says the same in every field.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StandingEntry? Entry { get; init; }
}

/// <param name="Version">Of the record, with this entry as its last.</param>
/// <param name="EnteredAt">When it was written down.</param>
/// <param name="By">Nothing when that name is not known here.</param>
public sealed record StandingEntry(long Version, Instant EnteredAt, string? By);

/// <param name="Pointer">Where, as a JSON pointer (RFC 6901) into the body.</param>
/// <param name="Code">What is wrong there; never changes.</param>
public sealed record FaultModel(string Pointer, string Code, string Detail)
{
    /// <summary>The words it is about, as they were sent; only here, and kept nowhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Words { get; init; }
}
