using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using ZorgWerk.Web.Doors;

namespace ZorgWerk.Web.Api;

/// <summary>
/// What stands after the question mark of a route of the API: every name is one that the route knows, stands there once, and a number is within its bounds. A
/// filter that was mistyped and left out would tell more than was asked for, and nobody would know.
/// </summary>
internal static class AskedParameters
{
    public static void UseAskedParameters(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.IsApi() && http.GetEndpoint() is RouteEndpoint route && route.Metadata.GetMetadata<MethodInfo>() is { } handler && Refuse(http, route, handler) is { } problem) await problem.ExecuteAsync(http);
        else await next(http);
    });

    /// <summary>The parameters that a handler reads from the query.</summary>
    public static IEnumerable<ParameterInfo> Of(RouteEndpoint route, MethodInfo handler) => handler.GetParameters().Where(parameter =>
        (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType) is var type && (type == typeof(string) || type == typeof(int))
        && route.RoutePattern.GetParameter(parameter.Name!) is null && !parameter.GetCustomAttributes().Any(attribute => attribute is IFromHeaderMetadata));

    private static IResult? Refuse(HttpContext http, RouteEndpoint route, MethodInfo handler)
    {
        List<ParameterInfo> known = [.. Of(route, handler)];
        foreach (var (name, values) in http.Request.Query)
        {
            if (known.Find(one => one.Name == name) is not { } parameter)
                return known.Count == 0
                    ? Problems.Of(http, StatusCodes.Status400BadRequest, "api.no-parameters", Printable(name))
                    : Problems.Of(http, StatusCodes.Status400BadRequest, "api.parameter", Printable(name), string.Join(", ", known.Select(one => one.Name)));
            if (values.Count != 1) return Problems.Of(http, StatusCodes.Status400BadRequest, "api.parameter-twice", name);
            if (Wrong(http, parameter, values.ToString()) is { } problem) return problem;
        }
        return null;
    }

    private static IResult? Wrong(HttpContext http, ParameterInfo parameter, string value)
    {
        if (parameter.GetCustomAttribute<RangeAttribute>() is not { } range) return null;
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && range.IsValid(number)
            ? null : Problems.Of(http, StatusCodes.Status400BadRequest, "api.number", parameter.Name, range.Minimum, range.Maximum);
    }

    /// <summary>A name that somebody mistyped goes to a log or a screen: short, and without anything that steers it.</summary>
    private static string Printable(string name) => new([.. name.Take(40).Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]);
}
