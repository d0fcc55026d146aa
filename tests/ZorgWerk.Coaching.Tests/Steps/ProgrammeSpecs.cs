namespace ZorgWerk.Coaching.Tests.Steps;

/// <summary>The rules of a programme, which R3, R7, R8, R9 and R11 read from the trajectory they were pinned to (S0-12, S4-01).</summary>
public class ProgrammeSpecs
{
    private static readonly LocalDate From = new(2026, 1, 1);
    private static readonly DefineProgramme Define = new(Monday, Rentree, "Rentree", 120, From, null, null, [3, 6, 12], 28, 14, 365, true);
    private static readonly ProgrammeDefined Defined = new(Monday, Rentree, "Rentree", 120, From, null, Rules with { Version = 1 });
    private static readonly ChangeProgrammeRules Change = new(Monday.PlusDays(5), Rentree, null, [3, 6, 12], 42, 14, 365, true);

    [Fact]
    public void A_programme_is_set_up_with_its_first_rules()
    {
        GivenProgramme().When(Define).Then(Defined);
        FoldProgramme(Defined).Rules!.Version.ShouldBe(1);
    }

    [Fact]
    public void The_same_programme_twice_is_one_event() => GivenProgramme(Defined).When(Define).ThenNothingNew();

    [Fact]
    public void Another_programme_under_the_same_code_is_refused()
    {
        GivenProgramme(Defined).When(Define with { Title = "Anders" }).Refused(DefineProgramme.AlreadyDefined);
        GivenProgramme(Defined).When(Define with { Target = 60 }).Refused(DefineProgramme.AlreadyDefined);
        GivenProgramme(Defined).When(Define with { Until = Monday.PlusDays(300) }).Refused(DefineProgramme.AlreadyDefined);
    }

    [Fact]
    public void A_programme_has_a_title()
    {
        GivenProgramme().When(Define with { Title = "" }).Refused(DefineProgramme.TitleMissing);
        GivenProgramme().When(Define with { Title = new string('r', 121) }).Refused(DefineProgramme.TitleMissing);
    }

    [Fact]
    public void A_programme_does_not_end_before_it_starts() => GivenProgramme().When(Define with { Until = From.PlusDays(-1) }).Refused(Refusals.EndsBeforeItStarts);

    [Fact]
    public void A_programme_is_not_set_up_tomorrow() => GivenProgramme().When(Define with { On = Today.PlusDays(1) }).Refused(Refusals.InTheFuture);

    [Fact]
    public void Days_and_months_stay_within_what_a_calendar_holds()
    {
        GivenProgramme().When(Define with { EmployerContactDays = 0 }).RefusedAt("employerContactDays", Refusals.OutOfBounds);
        GivenProgramme().When(Define with { ContactDays = 731 }).RefusedAt("contactDays", Refusals.OutOfBounds);
        GivenProgramme().When(Define with { MaximumConsentDays = 1831 }).RefusedAt("maximumConsentDays", Refusals.OutOfBounds);
        GivenProgramme().When(Define with { FollowUpMonths = [3, 121] }).RefusedAt("followUpMonths", Refusals.OutOfBounds);
        GivenProgramme(Defined).When(Change with { EmployerContactDays = 731 }).RefusedAt("employerContactDays", Refusals.OutOfBounds);
    }

    [Fact]
    public void Changed_rules_are_the_next_version_of_them()
    {
        var changed = GivenProgramme(Defined).When(Change).ThenOne<ProgrammeRulesChanged>();

        changed.Rules.ShouldBe(Rules with { Version = 2, EmployerContactDays = 42 });
        FoldProgramme(Defined, changed).Rules.ShouldBe(changed.Rules);
        GivenProgramme(Defined, changed).When(Change).ThenNothingNew();
    }

    [Fact]
    public void Rules_of_no_programme_do_not_change() => GivenProgramme().When(Change).Refused(ChangeProgrammeRules.NotDefined);

    [Fact]
    public void An_open_trajectory_keeps_the_rules_it_opened_under()
    {
        var changed = FoldProgramme(Defined, new ProgrammeRulesChanged(Change.On, Rentree, Rules with { Version = 2, EmployerContactDays = 42 }));
        var before = Fold(Noor, Opened with { Rules = Rules with { Version = 1 } }, Intake).Current!;
        var after = Given(Noor).While(n => n with { Programme = changed })
            .When(new OpenTrajectory(Monday, Rentree, Opened.Reason, Opened.Employment, Opened.AgeBand, Opened.Schooling, [])).ThenOne<TrajectoryOpened>();

        before.EmployerContactDueOn.ShouldBe(Monday.PlusDays(28));
        Fold(Noor, after, Intake).Current!.EmployerContactDueOn.ShouldBe(Monday.PlusDays(42));
    }
}
