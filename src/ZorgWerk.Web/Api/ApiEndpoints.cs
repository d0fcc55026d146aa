using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Live;

namespace ZorgWerk.Web.Api;

/// <summary>What programs ask: the same rights, the same readings and the same rules as behind the pages.</summary>
public static class ApiEndpoints
{
    public const string Document = "v1";

    internal static void AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new DayJson());
            json.SerializerOptions.Converters.Add(new InstantJson());
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        services.AddSingleton<Cursors>();
        services.AddOpenApi(Document, ApiDocument.Describe);
    }

    internal static void MapApi(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").Needs(Right.Anyone);
        var api = app.MapGroup("/api/v1").WithTags("API");
        api.MapSession();
        api.MapHealthDetails();
        api.MapParticipants();
        api.MapSteps();
        api.MapChanges();
        api.MapTrail();
        api.MapFigures();
    }
}
