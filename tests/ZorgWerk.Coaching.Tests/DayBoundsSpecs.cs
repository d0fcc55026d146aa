using System.Reflection;
using System.Runtime.CompilerServices;

namespace ZorgWerk.Coaching.Tests;

/// <summary>No day that a step names is taken without bounds: a mistyped year is noticed when it is typed, and not when somebody is forgotten by it.</summary>
public class DayBoundsSpecs
{
    private static readonly LocalDate Today = new(2026, 11, 29);

    public static TheoryData<string, string> Days
    {
        get
        {
            var days = new TheoryData<string, string>();
            foreach (var step in Steps)
            foreach (var day in DaysOf(step)) days.Add(step.Name, day.Name);
            return days;
        }
    }

    private static IEnumerable<Type> Steps => typeof(CoachingStep).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CoachingStep)) && !type.IsAbstract);

    [Fact]
    public void Steps_name_days() => Days.Count.ShouldBeGreaterThan(45);

    [Theory]
    [MemberData(nameof(Days))]
    public void A_day_far_away_is_refused_with_its_field(string step, string day)
    {
        foreach (var far in new[] { new LocalDate(9999, 12, 31), new LocalDate(1, 1, 1), Participant.Earliest.PlusDays(-1), Today.PlusYears(21) })
        {
            var refusal = Refusal(step, day, far).ShouldNotBeNull($"{far}");
            refusal.Field.ShouldBe(char.ToLowerInvariant(day[0]) + day[1..], $"{far}");
        }
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void Today_is_never_far_away(string step, string day) => Refusal(step, day, Today).ShouldBeNull();

    [Theory]
    [InlineData(nameof(PlanFollowUp), "Due", 6)]
    [InlineData(nameof(GrantConsent), "Until", 6)]
    [InlineData(nameof(DefineProgramme), "Until", 20)]
    [InlineData(nameof(IssueCertificate), "ValidUntil", 20)]
    public void The_last_day_that_is_taken_lies_so_many_years_ahead(string step, string day, int years)
    {
        Refusal(step, day, Today.PlusYears(years)).ShouldBeNull();
        Refusal(step, day, Today.PlusYears(years).PlusDays(1)).ShouldBe(Refusals.TooFarAhead);
    }

    [Fact]
    public void What_is_refused_says_up_to_which_day() => Refusal(nameof(PlanFollowUp), "Due", new LocalDate(9999, 1, 1))!.About.ShouldBe(["2032-11-29"]);

    /// <summary>Of a step all of whose days are today but for one.</summary>
    private static Refusal? Refusal(string name, string day, LocalDate far)
    {
        var type = Steps.Single(step => step.Name == name);
        var step = (CoachingStep)RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in DaysOf(type)) property.SetValue(step, property.Name == day ? far : Today);
        return step.RefusalOfDays(Today, step is ParticipantStep ? ParticipantStep.YearsAhead : step is CoachStep ? CoachStep.YearsAhead : ProgrammeStep.YearsAhead);
    }

    private static IEnumerable<PropertyInfo> DaysOf(Type step) => step.GetProperties().Where(property => property.CanWrite && (property.PropertyType == typeof(LocalDate) || property.PropertyType == typeof(LocalDate?)));
}
