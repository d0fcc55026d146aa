namespace ZorgWerk.Coaching.Tests.Steps;

/// <summary>S2-02 to S2-05 and R6's neighbour: a low-threshold placement, what was learned in it, and regular guidance when that has become possible.</summary>
public class WorkExperienceSpecs
{
    private static readonly WorkExperienceId W1 = new(Number(0xf1));
    private static readonly StartWorkExperience Start = new(Monday.PlusDays(3), W1, new CompanyId(Number(0xf9)), WorkExperiencePhase.Exploring, KnownAtCompany: false);
    private static readonly WorkExperienceStarted Started = new(Start.On, W1, Start.Company, WorkExperiencePhase.Exploring, false);
    private static readonly ReviewWorkExperience Review = new(Monday.PlusDays(10), W1, ReadyForRegularGuidance: false, Text("Vlot contact"), null, null);
    private static readonly WorkExperienceReviewed Reviewed = new(Review.On, W1, false, Review.Relations, null, null);
    private static readonly EndWorkExperience End = new(Monday.PlusDays(24), W1, AsPlanned: true);
    private static readonly WorkExperienceEnded Ended = new(End.On, W1, true);

    [Fact]
    public void A_placement_begins_in_a_company_or_inside_the_organisation()
    {
        Given(Underway).When(Start).Then(Started);
        Given(Underway).When(Start with { Company = null }).ThenOne<WorkExperienceStarted>();
        Fold(UnderwayAnd(Started)).Current!.WorkExperiences.ShouldBe([new WorkExperience(W1, WorkExperiencePhase.Exploring, Start.On)]);
    }

    [Fact]
    public void A_second_placement_under_the_same_name_is_refused() => Given(UnderwayAnd(Started)).When(Start).RefusedAt("workExperience", Refusals.IdInUse);

    [Fact]
    public void What_was_learned_is_reviewed_and_is_contact()
    {
        Given(UnderwayAnd(Started)).When(Review).Then(Reviewed);
        Fold(UnderwayAnd(Started, Reviewed)).Current!.LastContactOn.ShouldBe(Review.On);
    }

    [Fact]
    public void Being_ready_indicates_regular_guidance_also_in_a_second_review_of_the_day()
    {
        var ready = Given(UnderwayAnd(Started, Reviewed)).When(Review with { ReadyForRegularGuidance = true }).ThenOne<WorkExperienceReviewed>();

        Fold(UnderwayAnd(Started, Reviewed)).Current!.Indications.ShouldBeEmpty();
        Fold(UnderwayAnd(Started, Reviewed, ready)).Current!.IndicatedSince(ReferralKind.RegularGuidance).ShouldBe(Review.On);
    }

    [Fact]
    public void Only_a_placement_that_began_is_reviewed()
    {
        Given(Underway).When(Review).Refused(ReviewWorkExperience.UnknownWorkExperience);
        Given(UnderwayAnd(Started)).When(Review with { On = Start.On.PlusDays(-1) }).Refused(ReviewWorkExperience.BeforeItStarted);
    }

    [Fact]
    public void A_placement_comes_to_its_end_once()
    {
        Given(UnderwayAnd(Started)).When(End).Then(Ended);
        Fold(UnderwayAnd(Started, Ended)).Current!.WorkExperiences.ShouldHaveSingleItem().EndedOn.ShouldBe(End.On);
        Given(UnderwayAnd(Started, Ended)).When(End).Refused(EndWorkExperience.AlreadyEnded);
    }

    [Fact]
    public void Another_day_for_its_end_is_not_swallowed() =>
        Given(UnderwayAnd(Started, Ended)).When(End with { On = End.On.PlusDays(2) }).Refused(EndWorkExperience.AlreadyEnded);

    [Fact]
    public void Only_a_placement_that_began_ends()
    {
        Given(Underway).When(End).Refused(ReviewWorkExperience.UnknownWorkExperience);
        Given(UnderwayAnd(Started)).When(End with { On = Start.On.PlusDays(-1) }).Refused(ReviewWorkExperience.BeforeItStarted);
    }
}
