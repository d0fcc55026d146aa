namespace ZorgWerk.Samples;

/// <summary>A step as the story has it, before it is known when it was written up and what the rules say.</summary>
internal sealed class Draft(ParticipantStep step, Refusal? expect, bool canBeLate)
{
    public ParticipantStep Step { get; set; } = step;

    /// <summary>The refusal that belongs to the story; nothing: it is to be accepted.</summary>
    public Refusal? Expect { get; } = expect;

    /// <summary>Nothing else leans on it, so it may be written up days later, after what came next.</summary>
    public bool CanBeLate { get; } = canBeLate;

    public Instant Entered { get; set; }

    /// <summary>What this one corrects.</summary>
    public Draft? Corrects { get; init; }

    /// <summary>The entry it became.</summary>
    public long Version { get; set; }
}
