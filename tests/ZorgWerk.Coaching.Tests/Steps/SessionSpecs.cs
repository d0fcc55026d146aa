namespace ZorgWerk.Coaching.Tests.Steps;

/// <summary>S1-26 and S3-06: sessions alone, in a group or online, and notes that are no step of their own.</summary>
public class SessionSpecs
{
    private static readonly HoldSession Talk = new(Monday.PlusDays(2), SessionForm.Individual, 50, null, Text("Over slapen"));
    private static readonly SessionHeld Talked = new(Talk.On, SessionForm.Individual, 50, null, Talk.Report);
    private static readonly GroupSessionId Museum = new(Number(0x91));

    [Fact]
    public void A_session_is_contact()
    {
        Given(Underway).When(Talk).Then(Talked);
        var t = Fold(UnderwayAnd(Talked)).Current!;
        (t.Sessions, t.LastContactOn).ShouldBe((1, Talk.On));
    }

    [Fact]
    public void The_last_contact_is_the_latest_day_however_it_was_written_down() =>
        Fold(UnderwayAnd(Talked, Talked with { On = Monday.PlusDays(1) })).Current!.LastContactOn.ShouldBe(Talk.On);

    [Fact]
    public void A_group_session_names_the_group_and_nobody_in_it()
    {
        Given(Underway).When(Talk with { Form = SessionForm.Group }).Refused(HoldSession.GroupUnnamed);
        Given(Underway).When(Talk with { Form = SessionForm.Group, Group = Museum }).ThenOne<SessionHeld>().Concerns.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(601)]
    public void A_session_lasts_from_a_minute_to_ten_hours(int minutes) => Given(Underway).When(Talk with { Minutes = minutes }).RefusedAbout(Refusals.OutOfBounds, "1", "600");

    [Fact]
    public void Each_note_stands_for_itself()
    {
        var note = Given(Noor).When(new WriteNote(Monday, Text("Belt liever 's ochtends"))).ThenOne<NoteWritten>();
        Given(Noor, note).When(new WriteNote(Monday, note.Text)).Then(note);
    }
}
