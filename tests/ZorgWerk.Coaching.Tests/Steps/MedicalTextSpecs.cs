using System.Reflection;

namespace ZorgWerk.Coaching.Tests.Steps;

/// <summary>R2, R5: medical words under another category are noticed before they leave, in whatever text can reach the work side.</summary>
public class MedicalTextSpecs
{
    private const string Medical = "Diagnose: borstkanker stadium III, chemo tot mei, F33.1";

    private static readonly WorkExperienceId AtTheBakery = new(Number(0xf1));
    private static readonly DiscloseInformation ToWim = new(Monday.PlusDays(1), ActorId.Participant, [Category.WorkAbility], Wim, Purpose.WorkResumption, Text(Medical));
    private static readonly PlanStep Exercise = new(
        Monday, new ActionId(Number(0xe1)), null, ActionOwner.Participant, Monday.PlusDays(10), Text("Twee keer wandelen"), Text("Gedaan"));
    private static readonly RecordFirstLineAssessment Assessment = new(Monday, Text("Kan twintig minuten staan"), [], SupportNeed.WithinFirstLine);
    private static readonly ConsentGranted DrHaddadMayKnow = new(
        Monday, T2, ActorId.Participant, [Category.WorkAbility, Category.Medical], [DrHaddad], Purpose.WorkResumption, Monday, Monday.PlusDays(30), HowGiven.Paper);

    [Fact]
    public void Of_every_text_of_every_step_it_is_said_whom_it_can_reach() =>
        (from step in typeof(CoachingStep).Assembly.GetTypes()
         where step.IsSubclassOf(typeof(CoachingStep)) && !step.IsAbstract
         from parameter in step.GetConstructors().Single().GetParameters()
         where parameter.ParameterType == typeof(PersonalText) != parameter.IsDefined(typeof(ToAttribute))
         select $"{step.Name}.{parameter.Name}").ShouldBeEmpty();

    public static TheoryData<ParticipantStep, string> TextsForTheWorkSide()
    {
        var words = Text(Medical);
        return new TheoryData<ParticipantStep, string>
        {
            { ToWim, "content" },
            { new HoldEmployerMeeting(Monday, [Wim], true, words, null), "discussed" },
            { new HoldEmployerMeeting(Monday, [Wim], true, null, words), "agreements" },
            { new ContactEmployer(Monday, Wim, Initiative.Employer, Engagement.Obtained, words), "about" },
            { new AnalyseWorkSituation(Monday, words, null, null), "relations" },
            { new AnalyseWorkSituation(Monday, null, words, null), "content" },
            { new AnalyseWorkSituation(Monday, null, null, words), "context" },
            { new ReviewWorkExperience(Monday, AtTheBakery, false, words, null, null), "relations" },
            { new ReviewWorkExperience(Monday, AtTheBakery, false, null, words, null), "content" },
            { new ReviewWorkExperience(Monday, AtTheBakery, false, null, null, words), "context" },
            { new SetGoal(Monday, new GoalId(Number(0xe2)), words, null), "what" },
            { Exercise with { What = words }, "what" },
            { Exercise with { DoneWhen = words }, "doneWhen" },
            { new MakeReferral(Monday, new ReferralId(Number(0xe3)), ReferralKind.CareerGuidance, null, words), "reason" },
            { new MakeReferral(Monday, new ReferralId(Number(0xe3)), ReferralKind.Other, Union, words), "reason" },
            { Assessment with { Findings = Text("Ernstige depressie, ik behandel met CGT en EMDR, medicatie sertraline") }, "findings" },
        };
    }

    [Theory]
    [MemberData(nameof(TextsForTheWorkSide))]
    public void Medical_words_in_a_text_for_the_work_side_are_asked_about_and_what_is_confirmed_goes_into_the_entry(ParticipantStep step, string field)
    {
        var story = Given(UnderwayAnd(WimMayKnow, new WorkExperienceStarted(Monday, AtTheBakery, new CompanyId(Number(0xf2)), WorkExperiencePhase.Exploring, false)));

        story.When(step).RefusedAt(field, Expected(step));
        story.When(step with { NotMedical = ["other"] }).RefusedAt(field, Expected(step));
        story.When(step with { NotMedical = [field, "other"] }).ThenOne().NotMedical.ShouldBe(new ValueList<string>?([field]));
    }

    /// <summary>So that a text that is added, or said to be for the work side, is tried above.</summary>
    [Fact]
    public void Every_text_for_the_work_side_is_tried() =>
        (from step in typeof(CoachingStep).Assembly.GetTypes()
         where step.IsSubclassOf(typeof(ParticipantStep)) && !step.IsAbstract
         from field in StepTexts.ForWorkSide(step)
         select $"{step.Name}.{field}").Except(TextsForTheWorkSide().Select(row => $"{row[0].GetType().Name}.{row[1]}")).ShouldBeEmpty();

    [Fact]
    public void A_text_without_medical_words_needs_no_confirmation_and_keeps_none() =>
        Given(UnderwayAnd(WimMayKnow)).When(ToWim with { Content = Text("Kan 20 minuten staan"), NotMedical = ["content"] }).ThenOne().NotMedical.ShouldBeNull();

    [Fact]
    public void Words_are_in_place_where_medical_information_is_shared_with_somebody_bound_by_secrecy() =>
        Given(UnderwayAnd(DrHaddadMayKnow)).When(ToWim with { Recipient = DrHaddad, Categories = [Category.WorkAbility, Category.Medical] }).ThenOne().NotMedical.ShouldBeNull();

    [Fact]
    public void Under_another_category_they_are_not_even_for_somebody_bound_by_secrecy() =>
        Given(UnderwayAnd(DrHaddadMayKnow)).When(ToWim with { Recipient = DrHaddad }).RefusedAt("content", Refusals.MedicalUnderAnotherCategory);

    [Fact]
    public void Moved_to_medical_they_are_for_R2_to_judge() =>
        Given(UnderwayAnd(WimMayKnow)).When(ToWim with { Categories = [Category.WorkAbility, Category.Medical] }).RefusedLeaving<DisclosureRefused>(GrantConsent.MedicalNeedsSecrecy);

    [Fact]
    public void What_lacks_consent_is_refused_for_that_and_stands_on_the_trail() =>
        Given(Underway).When(ToWim).RefusedLeaving<DisclosureRefused>(DiscloseInformation.ConsentMissing);

    [Fact]
    public void Findings_with_the_code_of_a_diagnosis_are_refused_whatever_is_confirmed() =>
        Given(Underway).When(Assessment with { Findings = Text("Ernstige depressie, F32.1"), NotMedical = ["findings"] }).RefusedAt("findings", RecordFirstLineAssessment.Diagnosis);

    [Theory]
    [InlineData(ActionOwner.Coach, "plan-step/treatment-by-coach")]
    [InlineData(ActionOwner.Participant, "medical/for-the-work-side")]
    [InlineData(ActionOwner.CareActor, null)]
    public void A_coach_who_plans_to_give_treatment_is_told_to_refer(ActionOwner by, string? refused)
    {
        var therapy = Exercise with { By = by, What = Text("Ik geef zelf 20 sessies traumatherapie"), DoneWhen = Text("gedaan") };
        var story = Given(Underway).When(therapy);
        if (refused is null) story.ThenOne();
        else story.RefusedAt("what", refused == PlanStep.TreatmentByCoach.Code ? PlanStep.TreatmentByCoach : Refusals.MedicalForWorkSide);
    }

    [Fact]
    public void Each_text_is_confirmed_for_itself()
    {
        var both = Exercise with { What = Text("Naar de oncoloog"), DoneWhen = Text("Na de chemo") };

        Given(Underway).When(both).RefusedAbout(Refusals.MedicalForWorkSide, "what", "doneWhen");
        Given(Underway).When(both with { NotMedical = ["what"] }).RefusedAt("doneWhen", Refusals.MedicalForWorkSide);
    }

    [Fact]
    public void A_correction_is_looked_through_as_what_it_corrects()
    {
        var meeting = new EmployerMeetingHeld(Monday, [Wim], true, Text("Kortere dagen"), null);
        var better = new CorrectEntry(Monday, 10, new HoldEmployerMeeting(Monday, [Wim], true, Text("Zijn chemo loopt tot mei"), null), Text("Vergeten"));
        Story Mended(ParticipantStep replacement) => Given(UnderwayAnd(meeting)).While(now => now with { BeforeEntry = Fold(Underway) }).When(better with { Replacement = replacement });

        Mended(better.Replacement!).RefusedAt("discussed", Refusals.MedicalForWorkSide);
        Mended(better.Replacement! with { NotMedical = ["discussed"] }).ThenOne<EntryCorrected>().Replacement!.NotMedical.ShouldBe(new ValueList<string>?(["discussed"]));
    }

    [Fact]
    public void What_stays_with_the_team_may_say_what_it_must() => Given(Underway).When(new WriteNote(Monday, Text(Medical))).ThenOne();

    private static Refusal Expected(ParticipantStep step) => step switch
    {
        DiscloseInformation => Refusals.MedicalUnderAnotherCategory,
        RecordFirstLineAssessment => RecordFirstLineAssessment.MedicalFindings,
        _ => Refusals.MedicalForWorkSide,
    };
}
