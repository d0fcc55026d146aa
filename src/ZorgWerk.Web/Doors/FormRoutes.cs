using Microsoft.AspNetCore.Builder;

namespace ZorgWerk.Web.Doors;

/// <summary>The steps whose fields a route's form has.</summary>
internal sealed record StepsAsked(IReadOnlyList<string> Names);

/// <summary>Nothing that a person types travels with this form, or only what is never shown again.</summary>
internal sealed record NothingToKeep(string Because);

/// <summary>What a route says about its form, for when its own page cannot be shown.</summary>
internal static class FormRoutes
{
    /// <summary>The form has the fields of these steps: they have their labels and their words.</summary>
    public static T AsksFor<T>(this T route, params string[] steps) where T : IEndpointConventionBuilder => route.WithMetadata(new StepsAsked(steps));

    /// <summary>There is nothing to keep of this form when its page cannot be shown.</summary>
    public static T KeepsNothing<T>(this T route, string because) where T : IEndpointConventionBuilder => route.WithMetadata(new NothingToKeep(because));
}
