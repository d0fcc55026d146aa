namespace ZorgWerk.Web;

/// <summary>What the service knows of its database beside whether it answers.</summary>
public sealed class DatabaseState
{
    private volatile bool _isBeingStarted;

    /// <summary>The private PostgreSQL was found gone and is being started again; requests wait for it or are asked to come back.</summary>
    public bool IsBeingStarted
    {
        get => _isBeingStarted;
        set => _isBeingStarted = value;
    }
}
