namespace ZorgWerk.Coaching.Tests.Steps;

/// <summary>R13: nothing is edited; a mistake is mended by an entry that names it.</summary>
public class CorrectionSpecs
{
    private static readonly WorkResumed Back = new(Monday.PlusDays(30), EmployerKind.Same, FunctionKind.Adapted, 19, false);
    private static readonly long BackEntry = Underway.Length + 1;

    [Fact]
    public void A_replacement_is_judged_as_it_would_have_been_then()
    {
        var before = Fold(Underway);
        var mend = new CorrectEntry(Monday.PlusDays(40), BackEntry, new ResumeWork(Monday.PlusDays(29), EmployerKind.Same, FunctionKind.Adapted, 19, false), Text("Verkeerde dag"));

        var corrected = Given(UnderwayAnd(Back)).While(n => n with { BeforeEntry = before }).When(mend).ThenOne<EntryCorrected>();
        var mended = Fold(UnderwayAnd(Back, corrected));

        mended.Current!.LastSpell!.From.ShouldBe(Monday.PlusDays(29));
        mended.Entries[(int)BackEntry - 1].CorrectedBy.ShouldBe(BackEntry + 1);
        mended.Entries.Count.ShouldBe((int)BackEntry + 1);
    }

    [Fact]
    public void What_did_not_happen_is_struck_and_stays_on_the_record()
    {
        var corrected = Given(UnderwayAnd(Back)).When(new CorrectEntry(Monday.PlusDays(40), BackEntry, null, Text("Andere deelnemer"))).ThenOne<EntryCorrected>();
        var mended = Fold(UnderwayAnd(Back, corrected));

        mended.Current!.LastSpell.ShouldBeNull();
        mended.Entries[(int)BackEntry - 1].IsStruck.ShouldBeTrue();
    }

    [Fact]
    public void A_disclosure_written_by_mistake_stays_on_the_trail_as_such()
    {
        var shared = Given(UnderwayAnd(WimMayKnow))
            .When(new DiscloseInformation(Monday, ActorId.Participant, [Category.Progress], Wim, Purpose.WorkResumption, null)).ThenOne<InformationDisclosed>();
        var struck = new EntryCorrected(Monday, BackEntry + 1, null, Text("Niet gezegd"));

        Fold(UnderwayAnd(WimMayKnow, shared, struck)).Disclosures.ShouldHaveSingleItem().IsStruck.ShouldBeTrue();
    }

    [Fact]
    public void A_replacement_that_the_rules_would_have_refused_is_refused() =>
        Given(UnderwayAnd(Back)).While(n => n with { BeforeEntry = Fold(Underway) })
            .When(new CorrectEntry(Monday.PlusDays(40), BackEntry, new ResumeWork(Monday, EmployerKind.Same, FunctionKind.Same, 99, true), Text("x")))
            .Refused(Refusals.OutOfBounds);

    [Fact]
    public void A_replacement_of_another_kind_is_refused() =>
        Given(UnderwayAnd(Back)).While(n => n with { BeforeEntry = Fold(Underway) })
            .When(new CorrectEntry(Monday.PlusDays(40), BackEntry, new WriteNote(Monday, Text("x")), Text("x"))).Refused(CorrectEntry.OtherKind);

    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    public void An_entry_that_is_not_there_cannot_be_mended(long entry) =>
        Given(Underway).When(new CorrectEntry(Monday, entry, null, Text("x"))).Refused(CorrectEntry.NoSuchEntry);

    [Fact]
    public void What_others_rest_on_is_not_struck()
    {
        Given(Underway).When(new CorrectEntry(Monday, 2, null, Text("x"))).Refused(CorrectEntry.OthersRestOnIt);
        Given(UnderwayAnd(WimMayKnow)).When(new CorrectEntry(Monday, 5, null, Text("x"))).Refused(CorrectEntry.OthersRestOnIt);
    }

    [Fact]
    public void Who_coached_is_not_rewritten() => Given(Underway).When(new CorrectEntry(Monday, 3, null, Text("x"))).Refused(CorrectEntry.NotCorrectable);
}
