using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using ZorgWerk.Casework.Users;

namespace ZorgWerk.Web.Doors;

/// <summary>What a route asks of who comes. Every route names one; a route that names none lets nobody in, and fails the tests.</summary>
public enum Right
{
    /// <summary>Nobody need be signed in: health, assets, the door itself.</summary>
    Anyone,

    /// <summary>Whoever is signed in.</summary>
    SignedIn,

    /// <summary>To see cases, as far as they are one's own to see: <see cref="Casework.Access.Visitor.MaySee"/> decides about each.</summary>
    SeeCases,

    /// <summary>To record steps in them.</summary>
    RecordSteps,

    /// <summary>To replay cases and go through the trail over all of them.</summary>
    Audit,

    /// <summary>To see the figures of programmes.</summary>
    Evaluate,

    /// <summary>To set up users, coaches and programmes.</summary>
    Administer,
}

/// <summary>The one place that says which role has which right.</summary>
public static class Rights
{
    public static bool Has(this Role role, Right right) => right switch
    {
        Right.Anyone or Right.SignedIn => true,
        Right.SeeCases => role is Role.Coach or Role.TeamLead or Role.Auditor,
        Right.RecordSteps => role is Role.Coach or Role.TeamLead,
        Right.Audit => role is Role.Auditor,
        Right.Evaluate => role is Role.Evaluator or Role.TeamLead or Role.Auditor,
        Right.Administer => role is Role.Administrator,
        _ => false,
    };

    /// <summary>What this route asks of who comes.</summary>
    public static T Needs<T>(this T route, Right right) where T : IEndpointConventionBuilder
    {
        route.WithMetadata(right);
        if (right is Right.Anyone) route.WithMetadata(new AllowAnonymousAttribute());
        else route.RequireAuthorization(right.ToString());
        return route;
    }

    internal static void AddRights(this AuthorizationOptions options)
    {
        foreach (var right in Enum.GetValues<Right>())
            options.AddPolicy(right.ToString(), policy => policy.RequireAuthenticatedUser().RequireAssertion(context => SignedInUser.Of(context.User) is { } user && user.Role.Has(right)));
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
        options.DefaultPolicy = options.FallbackPolicy;
    }
}
