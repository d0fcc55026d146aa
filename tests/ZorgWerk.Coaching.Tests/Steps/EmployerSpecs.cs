namespace ZorgWerk.Coaching.Tests.Steps;

/// <summary>R7: the employer is involved as early as possible, and never before the participant agreed.</summary>
public class EmployerSpecs
{
    private static readonly ContactEmployer Call = new(Monday.PlusDays(1), Wim, Initiative.Coach, Engagement.Sought, null);
    private static readonly EmployerContacted Called = new(Monday.PlusDays(1), Wim, Initiative.Coach, Engagement.Sought, null);
    private static readonly HoldEmployerMeeting Meeting = new(Monday.PlusDays(7), [Wim, Koen], ParticipantPresent: true, Text("De uren."), Text("Twee halve dagen."));
    private static readonly EmployerMeetingHeld Met = new(Monday.PlusDays(7), [Wim, Koen], true, Text("De uren."), Text("Twee halve dagen."));
    private static readonly ExplainMeasure TellRights = new(Monday, MeasureAudience.Participant, MeasureTopic.Rights);

    [Fact]
    public void The_employer_is_due_as_many_days_after_intake_as_the_programme_says_until_contacted()
    {
        Fold(Underway).Current!.EmployerContactDueOn.ShouldBe(Monday.PlusDays(28));
        Fold(UnderwayAnd(Called)).Current!.EmployerContactDueOn.ShouldBeNull();
        Fold(UnderwayAnd(Met)).Current!.EmployerContactDueOn.ShouldBeNull();
    }

    [Fact]
    public void Before_intake_no_employer_is_due() => Fold(Noor, Opened).Current!.EmployerContactDueOn.ShouldBeNull();

    [Fact]
    public void A_coach_calls_an_employer_only_when_the_participant_agreed()
    {
        Given(Underway).When(Call).Refused(ContactEmployer.NoConsentForContact);
        Given(UnderwayAnd(WimMayKnow)).When(Call).Then(Called);
        Given(UnderwayAnd(WimMayKnow, new ConsentWithdrawn(Call.On, T1, HowGiven.Verbal))).When(Call).Refused(ContactEmployer.NoConsentForContact);
    }

    [Theory]
    [InlineData(Initiative.Employer)]
    [InlineData(Initiative.Participant)]
    public void Whoever_is_called_by_the_employer_or_beside_the_participant_needs_no_consent(Initiative initiative) =>
        Given(Underway).When(Call with { Initiative = initiative }).ThenOne<EmployerContacted>();

    [Fact]
    public void A_consent_of_the_employer_is_none_of_the_participant() =>
        Given(UnderwayAnd(WimMayKnow with { Giver = Koen, Categories = [Category.EmployerInformation] })).When(Call).Refused(ContactEmployer.NoConsentForContact);

    [Fact]
    public void A_union_is_no_employer() => Given(Underway).When(Call with { Employer = Union }).Refused(ContactEmployer.NotAnEmployer);

    [Fact]
    public void An_employer_nobody_mapped_is_not_called() =>
        Given(Underway).When(Call with { Employer = new ActorId(Number(0xaf)) }).RefusedAt("employer", RemoveActor.NotInTheNetwork);

    [Fact]
    public void The_first_contact_is_the_earliest_and_the_engagement_that_of_the_latest_however_they_were_written_down()
    {
        var late = Called with { On = Monday.PlusDays(9), Engagement = Engagement.Obtained };

        foreach (var t in new[] { Fold(UnderwayAnd(Called, late)).Current!, Fold(UnderwayAnd(late, Called)).Current! })
        {
            t.FirstEmployerContactOn.ShouldBe(Monday.PlusDays(1));
            t.EmployerEngagement.ShouldBe(Engagement.Obtained);
        }
    }

    [Fact]
    public void A_meeting_is_contact_with_participant_and_employer()
    {
        Given(Underway).When(Meeting).Then(Met);
        var t = Fold(UnderwayAnd(Met)).Current!;
        (t.EmployerMeetings, t.EmployerEngagement, t.LastContactOn).ShouldBe((1, Engagement.Obtained, Met.On));
    }

    [Fact]
    public void A_meeting_of_nobody_is_none() => Given(Underway).When(Meeting with { Attendees = [] }).Refused(HoldEmployerMeeting.NobodyThere);

    [Fact]
    public void A_meeting_without_employer_is_none() => Given(Underway).When(Meeting with { Attendees = [Union] }).Refused(HoldEmployerMeeting.NoEmployerThere);

    [Fact]
    public void Who_was_there_is_in_the_network() =>
        Given(Underway).When(Meeting with { Attendees = [Wim, new ActorId(Number(0xaf))] }).RefusedAt("attendees", RemoveActor.NotInTheNetwork);

    [Fact]
    public void Without_the_participant_everybody_from_work_needs_consent()
    {
        Given(UnderwayAnd(WimMayKnow)).When(Meeting with { ParticipantPresent = false }).Refused(HoldEmployerMeeting.NoConsentForMeeting);
        Given(UnderwayAnd(WimMayKnow)).When(Meeting with { ParticipantPresent = false, Attendees = [Wim, DrHaddad] }).ThenOne<EmployerMeetingHeld>();
    }

    [Fact]
    public void A_measure_explained_to_the_participant_is_contact_and_to_others_is_none()
    {
        var told = Given(Underway).When(TellRights with { On = Monday.PlusDays(2) }).ThenOne<MeasureExplained>();
        Fold(UnderwayAnd(told)).Current!.LastContactOn.ShouldBe(Monday.PlusDays(2));
        Fold(UnderwayAnd(told with { Audience = MeasureAudience.Employer })).Current!.LastContactOn.ShouldBe(Monday);
        Fold(UnderwayAnd(told)).Current!.MeasuresExplained.ShouldBe(1);
    }

    [Fact]
    public void Preventing_stigma_is_explained_to_others_than_the_participant()
    {
        Given(Underway).When(TellRights with { Topic = MeasureTopic.PreventingStigma }).Refused(ExplainMeasure.NotForTheParticipant);
        Given(Underway).When(TellRights with { Topic = MeasureTopic.PreventingStigma, Audience = MeasureAudience.Colleagues }).ThenOne<MeasureExplained>();
    }
}
