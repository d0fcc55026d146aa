using ZorgWerk.Casework.Import;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;
using static ZorgWerk.Casework.Tests.Recording.Noor;

namespace ZorgWerk.Casework.Tests.Recording;

/// <summary>A form holds what is likely, and asks every outcome anew.</summary>
public class UsualAnswersSpecs
{
    [Fact]
    public void The_day_is_today() => Answers("write-note")["on"].ShouldBe("2026-11-20");

    [Fact]
    public void The_only_employer_is_chosen_and_a_session_is_as_the_last_one()
    {
        Answers("contact-employer")["employer"].ShouldBe(HrMapped.Actor.Value.ToString());
        var last = new SessionHeld(Monday, SessionForm.Online, 50, null, Text("Het ging goed"));
        var answers = Answers("hold-session", last);
        (answers["form"], answers["minutes"], answers["report"], answers["on"]).ShouldBe(("online", "50", null, "2026-11-20"));
    }

    [Fact]
    public void Who_left_the_network_is_not_proposed_again()
    {
        var last = new EmployerMeetingHeld(Monday, [new ActorId(Guid.NewGuid())], true, null, null);
        Answers("hold-employer-meeting", last).All("attendees").ShouldBeEmpty();
    }

    [Fact]
    public void An_outcome_is_never_filled_in_ahead() => Answers("answer-referral", new ReferralAnswered(Monday, new ReferralId(Guid.NewGuid()), true))["accepted"].ShouldBeNull();

    [Fact]
    public void A_coach_takes_the_case_on_and_hands_it_to_nobody_in_particular()
    {
        Answers("assign-coach")["coach"].ShouldBe(Lotte.Value.ToString());
        Answers("hand-over-case")["coach"].ShouldBeNull();
    }

    private static TypedForm Answers(string step, ParticipantEvent? last = null)
    {
        var shape = StepCatalogue.Find(step)!;
        return UsualAnswers.For(StepForm.Of(shape, Setting), Underway, new CoachId(Lotte.Value), Today, last is null ? null : EntryAnswers.Of(last, shape, Open));
    }
}
