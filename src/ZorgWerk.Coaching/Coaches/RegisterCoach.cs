namespace ZorgWerk.Coaching;

public sealed record CoachRegistered(LocalDate On, CoachId Coach, PersonalText Name, ValueList<Language> Languages, Code Region) : CoachEvent(On)
{
    public override Coach Evolve(Coach soFar) => soFar with { IsRegistered = true, Name = Name, Languages = Languages, Region = Region };
}

public sealed record RegisterCoach(
    LocalDate On, CoachId Coach, [To(Reach.NoText)] PersonalText Name, ValueList<Language> Languages, Code Region) : CoachStep(On)
{
    public static readonly Refusal AlreadyRegistered = new("register-coach/already-registered", "coach");
    public static readonly Refusal NoLanguage = new("register-coach/no-language", "languages");

    protected override Decision Decide(Coach soFar) => soFar switch
    {
        { IsRegistered: true } => Refuse(AlreadyRegistered),
        _ when Languages.Count == 0 => Refuse(NoLanguage),
        _ => Accept(new CoachRegistered(On, Coach, Name, Languages, Region)),
    };
}
