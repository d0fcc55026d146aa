using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using ZorgWerk.Casework.Import;
using ZorgWerk.Web.Doors;

namespace ZorgWerk.Web.Api;

/// <summary>The description of the API (OpenAPI 3.1): what the framework reads off the routes, and what they say of themselves.</summary>
internal static class ApiDocument
{
    private const string Bearer = "bearer";

    public static void Describe(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        // Said where they stand: a schema that is shared is made once, for null or without, and would be the other's too.
        options.CreateSchemaReferenceId = type => IsTime(type.Type) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "ZorgWerk", Version = "1",
                Description = "Work-and-care coaching as a stream of facts. What you may not see is answered as what is not there. Problems (RFC 9457) come in the language you accept: nl, fr or en.",
            };
            NameFields(document, nameof(StepAsked), nameof(StepFields));
            NameFields(document, nameof(RegistrationAsked), nameof(RegistrationFields));
            // The service itself, wherever it is served.
            document.Servers = [new OpenApiServer { Url = "/" }];
            document.Tags = new HashSet<OpenApiTag>
            {
                new() { Name = "API", Description = "Cases, steps, the trail and figures, for programs." },
                new() { Name = "Health", Description = "How the service is, for whoever watches over it." },
            };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The token of POST /api/v1/session. Cookies are not accepted here." },
            };
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
            if (type == typeof(LocalDate)) Be(schema, context, "date");
            if (type == typeof(Instant)) Be(schema, context, "date-time");
            if (type == typeof(FactModel)) ((OpenApiSchema)schema.Properties!["values"]).Items = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Number | JsonSchemaType.Boolean | JsonSchemaType.Null };
            if (type == typeof(RegistrationFields)) Become(schema, FieldsOf(StepsApi.Registering));
            if (type == typeof(StepFields)) (schema.Type, schema.AnyOf) = (null, [.. StepCatalogue.All.Where(shape => shape.IsAboutParticipant).Select(shape => FieldsOf(shape))]);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(Complete);
    }

    /// <summary>Under a name of its own, by which generated clients call it.</summary>
    private static void NameFields(OpenApiDocument document, string asked, string name)
    {
        var schema = (OpenApiSchema)document.Components!.Schemas![asked];
        document.AddComponent(name, schema.Properties!["fields"]);
        schema.Properties["fields"] = new OpenApiSchemaReference(name, document);
    }

    private static bool IsTime(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var plain && (plain == typeof(LocalDate) || plain == typeof(Instant));

    private static void Become(OpenApiSchema schema, OpenApiSchema other) =>
        (schema.Type, schema.Properties, schema.Required, schema.AdditionalPropertiesAllowed) = (other.Type, other.Properties, other.Required, other.AdditionalPropertiesAllowed);

    private static void Be(OpenApiSchema schema, OpenApiSchemaTransformerContext context, string format)
    {
        var isOptional = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is not null;
        (schema.Type, schema.Format) = (isOptional ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String, format);
    }

    private static OpenApiSchema FieldsOf(StepShape shape)
    {
        var schema = Of(StepSchema.Fields(shape));
        schema.Title = shape.Name;
        return schema;
    }

    /// <summary>JSON Schema as the document holds it.</summary>
    private static OpenApiSchema Of(JsonNode node)
    {
        var schema = new OpenApiSchema();
        foreach (var (name, value) in node.AsObject())
        {
            switch (name)
            {
                case "type": schema.Type = Enum.Parse<JsonSchemaType>((string)value!, ignoreCase: true); break;
                case "pattern": schema.Pattern = (string)value!; break;
                case "format": schema.Format = (string)value!; break;
                case "enum": schema.Enum = [.. value!.AsArray().Select(one => one!.DeepClone())]; break;
                case "items": schema.Items = Of(value!); break;
                case "properties": schema.Properties = value!.AsObject().ToDictionary(property => property.Key, property => (IOpenApiSchema)Of(property.Value!)); break;
                case "required": schema.Required = value!.AsArray().Select(one => (string)one!).ToHashSet(); break;
                case "additionalProperties": schema.AdditionalPropertiesAllowed = (bool)value!; break;
                default: throw new NotSupportedException(name);
            }
        }
        return schema;
    }

    private static async Task Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var said = context.Description.ActionDescriptor.EndpointMetadata;
        if (said.OfType<Right>().All(right => right is Right.Anyone)) operation.Security = [];
        if (said.OfType<Right>().All(right => right is Right.Anyone) && !said.OfType<ApiExample>().Any()) return;
        var examples = said.OfType<ApiExample>().ToList();
        var responses = operation.Responses ??= [];
        if (said.OfType<Right>().Any(right => right is not Right.Anyone))
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
            foreach (var status in new[] { "400", "401", "404" }) responses.TryAdd(status, new OpenApiResponse());
        }
        foreach (var status in new[] { "500", "503" }) responses.TryAdd(status, new OpenApiResponse());
        foreach (var (status, response) in responses.Where(response => int.Parse(response.Key, System.Globalization.CultureInfo.InvariantCulture) >= 400))
            ((OpenApiResponse)response).Content = new Dictionary<string, OpenApiMediaType> { [Problems.MediaType] = new() { Schema = await Reference(context, typeof(Problem), cancel) } };
        foreach (var (status, response) in responses.Where(response => string.IsNullOrEmpty(response.Value.Description)))
            response.Description = ReasonPhrases.GetReasonPhrase(int.Parse(status, System.Globalization.CultureInfo.InvariantCulture));
        foreach (var header in said.OfType<ApiHeader>())
            (((OpenApiResponse)responses[$"{header.Status}"]).Headers ??= new Dictionary<string, IOpenApiHeader>())[header.Name] = new OpenApiHeader { Description = header.Means, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

        // Which examples there are, how each is answered, and which user of the examples' organisation asks.
        (operation.Extensions ??= new Dictionary<string, IOpenApiExtension>())["x-examples"] =
            new JsonNodeExtension(new JsonObject(examples.Select(example => KeyValuePair.Create(example.Name, (JsonNode?)new JsonObject { ["answers"] = example.Status, ["user"] = example.Who }))));

        if (said.OfType<ApiBody>().FirstOrDefault() is { } body)
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/json"] = new()
                    {
                        Schema = await Reference(context, body.Type, cancel),
                        Examples = examples.Where(example => example.Body is not null).ToDictionary(example => example.Name, example => (IOpenApiExample)new OpenApiExample { Value = JsonNode.Parse(example.Body!) }),
                    },
                },
            };
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            if (parameter.Name is "Idempotency-Key" or "If-Match") parameter.Description = parameter.Name is "If-Match" ? "The tag of the case as you read it; * for whatever it is by now. Needed." : "A UUID that you make for this step and use again only to ask what became of it. Needed.";
            if (parameter.Name is StepsApi.SecondEntry)
                parameter.Description = "true, when an equal entry stands on the record and this is a second one. Leave it out otherwise.";
            parameter.Examples = examples.Select(example => (example, Value: ValueOf(example, parameter))).Where(one => one.Value is not null).ToDictionary(one => one.example.Name, one => (IOpenApiExample)new OpenApiExample { Value = one.Value });
        }
    }

    /// <summary>Said once for the whole document.</summary>
    private static async Task<IOpenApiSchema> Reference(OpenApiOperationTransformerContext context, Type type, CancellationToken cancel)
    {
        var document = context.Document!;
        var schemas = (document.Components ??= new OpenApiComponents()).Schemas ??= new Dictionary<string, IOpenApiSchema>();
        if (!schemas.ContainsKey(type.Name)) document.AddComponent(type.Name, await context.GetOrCreateSchemaAsync(type, cancellationToken: cancel));
        return new OpenApiSchemaReference(type.Name, document);
    }

    private static JsonNode? ValueOf(ApiExample example, OpenApiParameter parameter) => parameter.In switch
    {
        ParameterLocation.Path => parameter.Name switch { "id" => example.Id, "step" => example.Step, "programme" => "rentree", _ => null },
        ParameterLocation.Query => QueryHelpers.ParseQuery(example.Query).TryGetValue(parameter.Name!, out var value)
            ? parameter.Schema?.Type is JsonSchemaType.Integer && int.TryParse(value.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : value.ToString() : null,
        ParameterLocation.Header => example.Headers.FirstOrDefault(header => header.Name == parameter.Name).Value,
        _ => null,
    };
}
