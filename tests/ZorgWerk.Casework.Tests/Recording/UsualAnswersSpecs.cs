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

    /// <summary>Whatever was answered the last time: nobody is proposed as present, as told or as having begun, and no outcome.</summary>
    [Fact]
    public void Only_what_stands_on_this_list_is_proposed_and_every_other_answer_is_asked_anew()
    {
        string[] proposed = ["assign-coach coach", "hold-session form", "hold-session minutes", "plan-step by", "plan-step goal"];
        var found = new List<string>();
        foreach (var shape in StepCatalogue.All.Where(shape => shape.IsAboutParticipant))
        {
            var form = StepForm.Of(shape, Setting);
            var last = form.Asked.Aggregate(TypedForm.Empty, (typed, field) =>
                typed.With(field.Name, field.Choices.Count > 0 ? field.Choices[0].Value : field.Kind is FieldKind.YesNo ? "true" : "50"));
            var answers = UsualAnswers.For(form, Underway, new CoachId(Lotte.Value), Today, last);
            // Where there is one answer only, it is no guess.
            found.AddRange(form.Asked.Where(field => answers.All(field.Name).Count > 0 && field is not { IsOptional: false, Choices.Count: 1 }).Select(field => $"{shape.Name} {field.Name}"));
        }
        found.ShouldBe(proposed, ignoreOrder: true);
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
