namespace ZorgWerk.Coaching.Tests.Steps;

/// <summary>R5: findings of the first line, never a diagnosis; what goes beyond it is referred. With them, what was found about the work.</summary>
public class AssessmentSpecs
{
    private static readonly RecordFirstLineAssessment Assess =
        new(Monday, Text("Snel moe, wil graag terug"), [new ScaleScore(Scale.Was, 4), new ScaleScore(Scale.Wai, 30)], SupportNeed.WithinFirstLine);
    private static readonly FirstLineAssessmentRecorded Assessed = new(Monday, Assess.Findings, Assess.Scales, SupportNeed.WithinFirstLine);
    private static readonly AnalyseWorkSituation LookAtWork = new(Monday.PlusDays(4), Text("Goede ploeg"), null, Text("Trap zonder lift"));

    [Fact]
    public void Findings_and_scores_are_recorded()
    {
        Given(Underway).When(Assess).Then(Assessed);
        Fold(UnderwayAnd(Assessed)).Current!.AssessedOn.ShouldBe(Monday);
    }

    [Theory]
    [InlineData("Kenmerken van F32.1 sinds maart")]
    [InlineData("Voldoet aan DSM-5")]
    [InlineData("zie icd-10")]
    [InlineData("c50.9 behandeld in 2025")]
    public void An_assessment_holds_findings_never_a_diagnosis(string findings) =>
        Given(Underway).When(Assess with { Findings = Text(findings) }).Refused(RecordFirstLineAssessment.Diagnosis);

    [Theory]
    [InlineData("Rust om 10.30 uur, zaal B12")]
    [InlineData("Wil over 2.5 maanden halftijds")]
    public void A_number_is_no_diagnosis(string findings) => Given(Underway).When(Assess with { Findings = Text(findings) }).ThenOne<FirstLineAssessmentRecorded>();

    [Theory]
    [InlineData(Scale.Was, 0, 10)]
    [InlineData(Scale.Wai, 7, 49)]
    [InlineData(Scale.RtwSe, 1, 6)]
    [InlineData(Scale.Who5, 0, 25)]
    [InlineData(Scale.Hope, 0, 10)]
    [InlineData(Scale.Connectedness, 0, 10)]
    public void A_score_stays_on_its_scale(Scale scale, int least, int most)
    {
        Given(Underway).When(Assess with { Scales = [new ScaleScore(scale, least), new ScaleScore(scale, most)] }).ThenOne<FirstLineAssessmentRecorded>();
        Given(Underway).When(Assess with { Scales = [new ScaleScore(scale, least - 1)] }).RefusedAbout(RecordFirstLineAssessment.ScaleOutOfBounds, scale.ToString());
        Given(Underway).When(Assess with { Scales = [new ScaleScore(scale, most + 1)] }).RefusedAbout(RecordFirstLineAssessment.ScaleOutOfBounds, scale.ToString());
    }

    [Theory]
    [InlineData(SupportNeed.PhysicalSupport)]
    [InlineData(SupportNeed.EmotionalProcessing)]
    [InlineData(SupportNeed.PsychosocialSkills)]
    [InlineData(SupportNeed.OtherSpecialisedCare)]
    public void Every_need_beyond_the_first_line_indicates_specialised_care(SupportNeed need) =>
        Fold(UnderwayAnd(Assessed with { Need = need })).Current!.IndicatedSince(ReferralKind.SpecialisedCare).ShouldBe(Monday);

    [Fact]
    public void A_need_within_the_first_line_indicates_nothing() => Fold(UnderwayAnd(Assessed)).Current!.Indications.ShouldBeEmpty();

    [Fact]
    public void An_indication_stands_since_the_earliest_need_however_they_were_written_down()
    {
        var need = Assessed with { On = Monday.PlusDays(9), Need = SupportNeed.PhysicalSupport };
        var earlier = need with { On = Monday.PlusDays(2) };

        Fold(UnderwayAnd(need, earlier)).Current!.Indications.ShouldBe([new Indication(ReferralKind.SpecialisedCare, earlier.On)]);
        Fold(UnderwayAnd(earlier, need)).Current!.Indications.ShouldBe([new Indication(ReferralKind.SpecialisedCare, earlier.On)]);
        Fold(UnderwayAnd(need, earlier)).Current!.AssessedOn.ShouldBe(need.On);
    }

    [Fact]
    public void The_work_situation_is_looked_at_in_relations_content_or_context()
    {
        Given(Underway).When(LookAtWork).Then(new WorkSituationAnalysed(LookAtWork.On, LookAtWork.Relations, null, LookAtWork.Context));
        Fold(UnderwayAnd(new WorkSituationAnalysed(LookAtWork.On, LookAtWork.Relations, null, null))).Current!.WorkSituationAnalysedOn.ShouldBe(LookAtWork.On);
    }

    [Fact]
    public void To_have_looked_at_nothing_is_refused() => Given(Underway).When(LookAtWork with { Relations = null, Context = null }).Refused(AnalyseWorkSituation.Empty);
}
