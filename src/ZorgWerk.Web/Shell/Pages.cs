using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using ZorgWerk.Web.Doors;

namespace ZorgWerk.Web.Shell;

/// <summary>Answers that are pages.</summary>
public static class Pages
{
    /// <param name="parameters">The component's, by name, besides its <c>Context</c>.</param>
    public static RazorComponentResult<T> Show<T>(HttpContext http, object? parameters = null, int status = StatusCodes.Status200OK) where T : IComponent
    {
        var all = new Dictionary<string, object?>(StringComparer.Ordinal) { ["Context"] = PageContext.Of(http) };
        foreach (var (name, value) in new Microsoft.AspNetCore.Routing.RouteValueDictionary(parameters)) all[name] = value;
        return new RazorComponentResult<T>(all) { StatusCode = status, PreventStreamingRendering = true };
    }

    /// <summary>What is not there and what is not for this reader look the same.</summary>
    /// <remarks>A form that was sent there goes back with its words.</remarks>
    public static IResult None(HttpContext http) => new NoneResult();

    private sealed class NoneResult : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            if (!await KeptWords.TryAnswer(httpContext, Kept.NotThere)) await Show<NonePage>(httpContext, status: StatusCodes.Status404NotFound).ExecuteAsync(httpContext);
        }
    }
}
