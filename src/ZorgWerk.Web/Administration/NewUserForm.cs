using Microsoft.AspNetCore.Http;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Record;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Administration;

/// <summary>Somebody new: an account and, for a coach, what a coach is registered with; the name serves both.</summary>
public sealed record NewUserForm(HouseForm Coach)
{
    public string Login { get; init; } = "";

    /// <summary>None is proposed: a role is chosen, not overlooked.</summary>
    public Role? Role { get; init; }

    public string Language { get; init; } = "nl";

    public string Name => Coach.Typed["name"]?.Trim() ?? "";

    public IReadOnlyList<ShownFault> Faults { get; init; } = [];

    internal static async Task<NewUserForm> Empty(HttpContext http, ReadingRoom room, CancellationToken cancel)
    {
        var context = PageContext.Of(http);
        await using var reading = await room.Enter(context.User!.Visitor, cancel);
        await reading.Close(cancel);
        return new NewUserForm(HouseForm.For(typeof(RegisterCoach), reading.Words, context.Today, []));
    }

    internal NewUserForm Sent(IFormCollection form) => this with
    {
        Coach = Coach.Sent(form), Login = form["login"].ToString().Trim(), Role = Kebab.Parse<Role>(form["role"]), Language = form["language"].ToString(),
    };

    /// <summary>The coach to register, for a coach; and everything that is wrong.</summary>
    internal ((RegisterCoach Step, ReadOnlyMemory<byte> Body)? Coach, IReadOnlyList<ShownFault> Faults) Read(CoachId id, LocalDate today)
    {
        var offered = Coach.Form with { Fields = [.. Coach.Form.Fields.Select(field => field.Name is "coach" ? field with { Choices = [new FormChoice(id.Value.ToString())] } : field)] };
        var typed = Coach.Typed.With(FormReader.On, NodaTime.Text.LocalDatePattern.Iso.Format(today)).With(FormReader.OtherDay).With("coach", id.Value.ToString());
        var read = offered.Read(typed, new FormReading(Guid.Empty, Guid.Empty, today, (_, name) => Guid.Parse(name)));
        List<ShownFault> faults = [.. read.Faults.Where(fault => Role is Casework.Users.Role.Coach || fault.Field is "name").Select(fault => new ShownFault(fault.Field ?? "", fault.Code))];
        if (read.Step is RegisterCoach { Languages.Count: 0 } && Role is Casework.Users.Role.Coach) faults.Add(new ShownFault("languages", RegisterCoach.NoLanguage.Code, RegisterCoach.NoLanguage));
        if (!UserAccounts.IsLogin(Login)) faults.Add(new ShownFault("login", UserAccounts.LoginNotFit.Code, UserAccounts.LoginNotFit));
        if (Role is null) faults.Add(new ShownFault("role", "field/not-a-choice"));
        if (!Words.Languages.Contains(Language)) faults.Add(new ShownFault("language", "field/not-a-choice"));
        return (Role is Casework.Users.Role.Coach && read.Step is RegisterCoach step ? (step, read.Body) : null, faults);
    }
}
