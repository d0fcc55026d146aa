using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime.Text;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Import;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Record;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Administration;

/// <summary>The form of a step about a coach or a programme, made from its fields as every step's form is.</summary>
/// <param name="Command">The id that makes sending it twice harmless.</param>
public sealed record HouseForm(StepForm Form, Unsealing Words, TypedForm Typed, Guid Command)
{
    /// <summary>A field that the page settles and nobody types.</summary>
    public string? Settled { get; init; }

    public IReadOnlyList<ShownFault> Faults { get; init; } = [];

    /// <summary>Key of something to say above the form.</summary>
    public string? Notice { get; init; }

    public string Step => Form.Shape.Name;

    /// <summary>The version of what it changes, as it was when the form was made; null where it makes something new.</summary>
    public long? Version { get; init; }

    internal static HouseForm For(Type step, Unsealing words, LocalDate today, IReadOnlyList<Colleague> coaches) =>
        new(StepForm.Of(StepCatalogue.All.Single(shape => shape.Type == step), new FormSetting(Participant.Unknown, today) { Colleagues = coaches }), words,
            TypedForm.Empty.With(FormReader.On, LocalDatePattern.Iso.Format(today)), Guid.CreateVersion7());

    /// <summary>With the rules as they are now.</summary>
    internal HouseForm Proposing(ProgrammeRules rules) => this with
    {
        Typed = Typed.With("followUpMonths", string.Join(", ", rules.FollowUpMonths)).With("employerContactDays", Whole(rules.EmployerContactDays)).With("contactDays", Whole(rules.ContactDays))
            .With("maximumConsentDays", Whole(rules.MaximumConsentDays)).With("networkBeforePlan", rules.NetworkBeforePlan ? "true" : "false").With("requiredCertificate", rules.RequiredCertificate?.Value ?? ""),
    };

    internal HouseForm Sent(IFormCollection form) =>
        this with { Typed = Settled is { } field ? PostedForm.Typed(form).With(field, Typed.All(field)) : PostedForm.Typed(form), Command = PostedForm.Command(form) };

    /// <summary>What to show again; nothing when it is recorded.</summary>
    internal async Task<HouseForm?> Take(PageContext context, CaseDesk desk, References references, CancellationToken cancel)
    {
        var user = context.User!;
        var read = Form.Read(Typed, new FormReading(Guid.Empty, Command, context.Today, (kind, name) => references.Named(kind, user.Tenant.Value, name)));
        if (read.Step is not { } step) return this with { Faults = [.. read.Faults.Select(fault => new ShownFault(fault.Field ?? "", fault.Code))] };

        var stream = step is CoachStep { Coach: var coach } ? references.CoachStream(user.Tenant, coach) : references.ProgrammeStream(user.Tenant, ((ProgrammeStep)step).Programme);
        return await FormDesk.Take(desk, new StepCommand(user.Tenant, new CommandId(Command), user.Id, stream, step, read.Body), cancel) switch
        {
            FormAnswer.Done => null,
            // An administrator's step has no way on but its own fields.
            FormAnswer.NotDone({ Because: { } because } trouble) => this with { Command = trouble.Command, Faults = [new ShownFault(because.Field ?? FormReader.On, because.Code, because)] },
            FormAnswer.NotDone(var trouble) => this with { Command = trouble.Command, Notice = trouble.Notice },
            _ => throw new UnreachableException(),
        };
    }

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
