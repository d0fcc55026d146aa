using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.CaseFile;
using ZorgWerk.Casework.Import;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Api;

/// <summary>A step to put on a record.</summary>
/// <param name="On">The day it happened.</param>
public sealed record StepAsked(LocalDate On, StepFields Fields);

/// <param name="Participant">The reference by which your organisation calls the person.</param>
/// <param name="On">The day it happened.</param>
public sealed record RegistrationAsked(string Participant, LocalDate On, StepFields Fields);

/// <summary>The fields of a step, as in a step log. Which there are goes by the step; see the list of steps.</summary>
public sealed record StepFields;

/// <param name="Name">As it stands in addresses and step logs.</param>
/// <param name="Title">In the caller's language.</param>
public sealed record StepModel(string Name, string Title, IReadOnlyList<StepFieldModel> Fields);

/// <param name="Choices">What may stand in it, for a choice.</param>
public sealed record StepFieldModel(string Name, bool Required, bool IsList, IReadOnlyList<string> Choices);

/// <summary>Steps: which there are, and putting one on a record. The rules decide as they do for a form.</summary>
internal static class StepsApi
{
    /// <summary>The header by which a caller says that an equal entry stands and that this is a second one.</summary>
    public const string SecondEntry = "Second-Entry";

    private static readonly StepShape Registering = StepCatalogue.Find("register-participant")!;

    public static void MapSteps(this IEndpointRouteBuilder api)
    {
        api.MapGet("/steps", Catalogue).Needs(Right.SignedIn)
            .Says("List the steps", "Every step that can be put on a participant's record, with its fields.").Answers<IReadOnlyList<StepModel>>(200).Example("all", 200);
        api.MapPost("/participants", Register).Needs(Right.RecordSteps)
            .Says("Register a participant", "Begins a record. Who is registered has no coach yet, and is seen by every coach of the organisation until one is assigned.")
            .Takes<RegistrationAsked>().Answers<StepAnswer>(201).Answers<StepAnswer>(200).Gives(201, "ETag", "The version of the record.").Gives(201, "Location", "The case.").Refuses(400, 404, 409, 413, 415, 422)
            .Example("somebody-new", 201, headers: [Key(1)], body: """{"participant":"RT-100","on":"2025-06-02","fields":{"name":"Mia Nieuw","language":"dutch","region":"gent"}}""")
            .Example("without-a-name", 422, headers: [Key(2)], body: """{"participant":"RT-101","on":"2025-06-02","fields":{"language":"dutch"}}""");
        api.MapPost("/participants/{id:guid}/steps/{step}", Record).Needs(Right.RecordSteps)
            .Says("Put a step on the record", """
                Asked on a version (If-Match) and under a key of your own (Idempotency-Key). The same step under the same key gets its first answer, however much later: after a lost answer just ask again.
                A refusal is an answer too. Where an entry stands that is equal in every field, texts included, the answer is 409 stands-already:
                it names that entry and is not remembered. When it happened twice, ask again under the same key with Second-Entry: true. With Prefer: return=minimal nothing but headers comes back.
                """)
            .Takes<StepAsked>().Answers<StepAnswer>(201).Answers<StepAnswer>(200).Gives(201, "ETag", "The version of the record afterwards.").Gives(201, "Location", "The case on the version that this made.").Gives(412, "ETag", "The version by now.")
            .Refuses(400, 404, 409, 412, 413, 415, 422, 428)
            .Example("hold-session", 201, step: "hold-session", headers: [Key(3), ("If-Match", "\"7\"")], body: """{"on":"2025-06-02","fields":{"form":"individual","minutes":50}}""")
            .Example("share-without-consent", 409, step: "disclose-information", headers: [Key(4), ("If-Match", "\"8\"")], body: """{"on":"2025-06-02","fields":{"giver":"participant","categories":["work-ability"],"recipient":"hr","purpose":"work-resumption","content":"…"}}""")
            .Example("stands-already", 409, step: "hold-session", headers: [Key(8), ("If-Match", "\"9\"")],
                body: """{"on":"2025-06-02","fields":{"form":"individual","minutes":50}}""")
            .Example("a-second-one", 201, step: "hold-session", headers: [Key(8), ("If-Match", "\"9\""), (SecondEntry, "true")],
                body: """{"on":"2025-06-02","fields":{"form":"individual","minutes":50}}""")
            .Example("on-an-old-version", 412, step: "hold-session", headers: [Key(5), ("If-Match", "\"3\"")], body: """{"on":"2025-06-03","fields":{"form":"online","minutes":20}}""")
            .Example("no-such-choice", 422, step: "hold-session", headers: [Key(6), ("If-Match", "\"9\"")], body: """{"on":"2025-06-03","fields":{"form":"telepathic","minutes":20}}""")
            .Example("without-a-version", 428, step: "hold-session", headers: [Key(7)], body: """{"on":"2025-06-03","fields":{"form":"online","minutes":20}}""");
    }

    private static (string, string) Key(int number) => ("Idempotency-Key", $"0198c0de-0000-7000-8000-00000000000{number}");

    private static IResult Catalogue(HttpContext http)
    {
        var context = PageContext.Of(http);
        return Results.Json(StepCatalogue.All.Where(shape => shape.IsAboutParticipant).Select(shape => new StepModel(
            shape.Name, context.Say(shape.Name), [.. shape.Fields.Select(field => new StepFieldModel(field.Name, StepSchema.IsRequired(shape, field), field.IsList, field.Choices))])));
    }

    private static async Task<IResult> Register([FromHeader(Name = "Idempotency-Key")] string? key, [FromHeader(Name = "Prefer")] string? prefer, HttpContext http, CaseDesk desk, References references, CancellationToken cancel)
    {
        if (Keyed(http, key) is var (id, noKey) && noKey is not null) return noKey;
        var (bytes, problem) = await Bodies.Read(http, StepBody.Longest, cancel);
        if (problem is not null) return problem;
        var user = SignedInUser.Of(http.User)!;
        var read = StepBody.ReadRegistration(bytes, user.Tenant, references);
        if (Unread(http, read) is { } unread) return unread;
        var answer = await desk.Take(Command(user, id, read.Stream, Registering, read, null, references), cancel);
        return Answered(http, answer, Registering, read, prefer, $"/api/v1/participants/{read.Stream}");
    }

    private static async Task<IResult> Record(
        Guid id, string step, [FromHeader(Name = "Idempotency-Key")] string? key, [FromHeader(Name = "If-Match")] string? ifMatch,
        [FromHeader(Name = SecondEntry)] string? second, [FromHeader(Name = "Prefer")] string? prefer,
        HttpContext http, ReadingRoom room, CaseDesk desk, References references, CancellationToken cancel)
    {
        var user = SignedInUser.Of(http.User)!;
        var stream = new StreamId(id);
        bool isThere;
        await using (var reading = await room.Enter(user.Visitor, cancel))
        {
            isThere = await reading.MayShow(stream, "api.record", cancel);
            await reading.Close(cancel);
        }
        if (StepCatalogue.Find(step) is not { IsAboutParticipant: true } shape || shape == Registering) return Problems.None(http);
        // Whoever handed the case over may still ask what became of that.
        if (!isThere && key is null) return Problems.None(http);
        if (Keyed(http, key) is var (keyId, noKey) && noKey is not null) return isThere ? noKey : Problems.None(http);
        if (second?.Trim() is not (null or "true")) return isThere ? Problems.Of(http, StatusCodes.Status400BadRequest, "api.choice", SecondEntry) : Problems.None(http);
        var (bytes, problem) = await Bodies.Read(http, StepBody.Longest, cancel);
        if (problem is not null) return isThere ? problem : Problems.None(http);
        var read = StepBody.Read(bytes, shape, user.Tenant, stream, references);
        if (Unread(http, read) is { } unread) return isThere ? unread : Problems.None(http);

        var command = Command(user, keyId, stream, shape, read, ifMatch, references) with { AsksFirst = second is null };
        var answer = await desk.Remembered(command, cancel);
        if (answer is null && !isThere) return Problems.None(http);
        if (answer is null && string.IsNullOrWhiteSpace(ifMatch)) return Problems.Of(http, StatusCodes.Status428PreconditionRequired, "api.version-needed");
        answer ??= await desk.Take(command, cancel);
        if (answer.Equal is { } equal)
        {
            http.Tag(answer.Version);
            return Problems.StandsAlready(http, equal, await NameOf(equal.By, user, room, references, cancel));
        }
        return Answered(http, answer, shape, read, prefer, $"/api/v1/participants/{id}?at={answer.Version}");
    }

    private static (Guid Key, IResult? Problem) Keyed(HttpContext http, string? key) =>
        Guid.TryParse(key?.Trim().Trim('"'), out var id) ? (id, null) : (default, Problems.Of(http, StatusCodes.Status400BadRequest, "api.key-needed"));

    private static IResult? Unread(HttpContext http, StepBody read) =>
        !read.IsJson ? Problems.Of(http, StatusCodes.Status400BadRequest, "api.malformed") : read.Step is null ? Problems.Faulty(http, read.Faults) : null;

    /// <summary>The key is the caller's own, and the same words in another case are another step.</summary>
    private static StepCommand Command(SignedInUser user, Guid key, StreamId stream, StepShape shape, StepBody read, string? ifMatch, References references) => new(
        user.Tenant, references.CommandOf(user.Tenant, $"api/{user.Id.Value:N}/{key:N}"), user.Id, stream, read.Step!, (byte[])[.. Encoding.UTF8.GetBytes($"{stream}/{shape.Name}\n"), .. read.Canonical.Span])
    {
        AsOf = ifMatch?.Trim() is null or "*" ? null : Conditions.VersionIn(ifMatch),
    };

    private static async Task<string?> NameOf(UserId by, SignedInUser user, ReadingRoom room, References references, CancellationToken cancel)
    {
        await using var reading = await room.Enter(user.Visitor, cancel);
        var name = (await Colleagues.Read(reading, references, [by], cancel)).NameOf(by);
        await reading.Close(cancel);
        return name;
    }

    private static IResult Answered(HttpContext http, Answer answer, StepShape shape, StepBody read, string? prefer, string place)
    {
        if (answer.Outcome is Outcome.OtherBody) return Problems.Of(http, StatusCodes.Status422UnprocessableEntity, "api.key-reused");
        // Who is registered already may be a colleague's, whose version is not to be told.
        if (shape != Registering || answer.Outcome is Outcome.Recorded) http.Tag(answer.Version);
        if (answer.Outcome is Outcome.Moved) return Problems.Of(http, StatusCodes.Status412PreconditionFailed, "api.moved");
        if (answer.Because is { } because) return Problems.Refused(http, because, shape, read.Step);
        var status = answer.Outcome is Outcome.Recorded ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        if (status is StatusCodes.Status201Created) http.Response.Headers.Location = place;
        if (prefer is null || !prefer.Contains("return=minimal", StringComparison.OrdinalIgnoreCase)) return Results.Json(new StepAnswer(Kebab.Of(answer.Outcome), read.Stream.Value, answer.Version, place), statusCode: status);
        http.Response.Headers["Preference-Applied"] = "return=minimal";
        return Results.StatusCode(status);
    }
}
