using FsCheck;
using FsCheck.Fluent;
using static ZorgWerk.Coaching.Tests.Properties.Cast;

namespace ZorgWerk.Coaching.Tests.Properties;

/// <summary>Any step a coach may ask, plausible or not; sharing and what it rests on come most often.</summary>
internal static class AnyStep
{
    private static readonly Gen<ParticipantStep> MapActor =
        from day in Day
        from actor in Gen.Elements(Around)
        from other in OneOf<ActorRole>()
        from usual in Gen.Choose(0, 9)
        from name in AnyWords
        select (ParticipantStep)new MapActor(day, actor.Id, usual == 0 ? other : actor.Role, name, null);

    private static readonly Gen<ParticipantStep> Grant =
        from day in EarlyDay
        from id in AnyConsent
        from share in Sharing
        from also in Somebody
        from two in Gen.Choose(0, 4)
        from purpose in AnyPurpose
        from wait in Gen.Elements(-4, -1, 0, 0, 0, 0, 1)
        from days in Gen.Choose(2, 14)
        from how in OneOf<HowGiven>()
        from informed in Gen.Choose(0, 19)
        from at in Time
        let recipients = new ValueList<ActorId>().Add(share.Recipient)
        select (ParticipantStep)new GrantConsent(
            day, id, share.Giver, share.Categories, two == 0 ? recipients.Add(also) : recipients, purpose, day.PlusDays(wait), day.PlusDays(wait + days), how, informed > 0, at);

    private static readonly Gen<ParticipantStep> Share =
        from day in Day from share in Sharing from purpose in AnyPurpose from at in Time
        select (ParticipantStep)new DiscloseInformation(day, share.Giver, share.Categories, share.Recipient, purpose, null, at);

    private static readonly Gen<ParticipantStep> Report =
        from day in Day from share in Sharing from purpose in AnyPurpose from words in AnyWords from at in Time
        select (ParticipantStep)new ReportDisclosure(day, share.Giver, share.Categories, share.Recipient, purpose, words, words, at);

    private static readonly Gen<ParticipantStep> Consult =
        from day in EarlyDay
        from partner in Care
        from recipient in Work
        from categories in Some(Gen.Elements(Category.CareAdvice, Category.CareAdvice, Category.Medical))
        from no in Gen.Choose(0, 4)
        select (ParticipantStep)new ConsultCarePartner(day, partner, recipient, categories, no > 0);

    private static readonly Gen<ParticipantStep> Sharings = Gen.Frequency(
        (3, MapActor), (1, from day in Day from who in Somebody select (ParticipantStep)new RemoveActor(day, who)),
        (18, Grant), (3, from day in Day from id in AnyConsent from how in OneOf<HowGiven>() from at in Time select (ParticipantStep)new WithdrawConsent(day, id, how, at)),
        (8, Consult), (24, Share), (2, Report));

    private static readonly Gen<ParticipantStep> Coachings = Gen.OneOf(
        from day in Day from job in OneOf<Clarity>() from words in AnyWords select (ParticipantStep)new HoldIntake(day, job, Clarity.Known, null, words, null, null),
        from day in Day from who in Work from taker in OneOf<Initiative>() from how in OneOf<Engagement>() select (ParticipantStep)new ContactEmployer(day, who, taker, how, null),
        from day in Day from who in Some(Work) from present in Either select (ParticipantStep)new HoldEmployerMeeting(day, who, present, null, null),
        from day in Day from to in OneOf<MeasureAudience>() from topic in OneOf<MeasureTopic>() select (ParticipantStep)new ExplainMeasure(day, to, topic),
        from day in Day from score in Gen.Choose(0, 12) from need in OneOf<SupportNeed>() from words in AnyWords
            select (ParticipantStep)new RecordFirstLineAssessment(day, words, new ValueList<ScaleScore>().Add(new ScaleScore(Scale.Was, score)), need),
        from day in Day from words in AnyWords from some in Either select (ParticipantStep)new AnalyseWorkSituation(day, some ? words : null, null, null),
        from day in Day from form in OneOf<SessionForm>() from minutes in Gen.Choose(0, 90) select (ParticipantStep)new HoldSession(day, form, minutes, null, null),
        from day in Day from words in AnyWords select (ParticipantStep)new WriteNote(day, words));

    private static readonly Gen<ParticipantStep> Plans = Gen.OneOf(
        from day in Day from goal in Id<GoalId>(0xc0) from words in AnyWords select (ParticipantStep)new SetGoal(day, goal, words, null),
        from day in Day from id in Id<ActionId>(0xe0) from goal in Maybe(Id<GoalId>(0xc0)) from taker in OneOf<ActionOwner>() from due in Day from words in AnyWords
            select (ParticipantStep)new PlanStep(day, id, goal, taker, due, words, words),
        from day in Day from id in Id<ActionId>(0xe0) select (ParticipantStep)new ReachStep(day, id),
        from day in Day from id in Id<ActionId>(0xe0) from words in AnyWords select (ParticipantStep)new DropStep(day, id, words),
        from day in Day from id in Id<ReferralId>(0xd0) from kind in OneOf<ReferralKind>() from to in Maybe(Somebody) select (ParticipantStep)new MakeReferral(day, id, kind, to, null),
        from day in Day from id in Id<ReferralId>(0xd0) from yes in Either select (ParticipantStep)new AnswerReferral(day, id, yes),
        from day in Day from id in Id<ReferralId>(0xd0) select (ParticipantStep)new CompleteReferral(day, id, null),
        from day in Day from kind in OneOf<ReferralKind>() from words in AnyWords select (ParticipantStep)new WaiveReferral(day, kind, words));

    private static readonly Gen<ParticipantStep> Works = Gen.OneOf(
        from day in Day from id in Id<WorkExperienceId>(0xf0) from phase in OneOf<WorkExperiencePhase>() select (ParticipantStep)new StartWorkExperience(day, id, null, phase, false),
        from day in Day from id in Id<WorkExperienceId>(0xf0) from ready in Either select (ParticipantStep)new ReviewWorkExperience(day, id, ready, null, null, null),
        from day in Day from id in Id<WorkExperienceId>(0xf0) select (ParticipantStep)new EndWorkExperience(day, id, true),
        from day in Day from employer in OneOf<EmployerKind>() from hours in Gen.Choose(0, 50) select (ParticipantStep)new ResumeWork(day, employer, FunctionKind.Same, hours, hours > 37),
        from day in Day from hours in Gen.Choose(0, 50) select (ParticipantStep)new ChangeWorkingHours(day, FunctionKind.Adapted, hours, hours > 37),
        from day in Day from why in OneOf<EndOfWork>() from prospect in Either select (ParticipantStep)new EndWorkResumption(day, why, prospect),
        from day in Day from due in Day select (ParticipantStep)new PlanFollowUp(day, due),
        from day in Day from month in Gen.Elements<int?>(null, 3, 4, 6) from atWork in Either from prospect in Either select (ParticipantStep)new HoldFollowUp(day, month, atWork, prospect, [], null));

    private static readonly Gen<ParticipantStep> Frames = Gen.Frequency(
        (2, from day in EarlyDay from words in AnyWords select (ParticipantStep)new RegisterParticipant(day, words, words, Language.Dutch, null)),
        (4, from day in Day select (ParticipantStep)new OpenTrajectory(
            day, Rentree, TrajectoryReason.ExploresWork, EmploymentStatus.Employed, AgeBand.From35, Schooling.Middle, [])),
        (3, from day in Day from coach in Gen.Elements(People.Coach, OtherCoach) select (ParticipantStep)new AssignCoach(day, coach)),
        (2, from day in Day from coach in Gen.Elements(People.Coach, OtherCoach) from words in AnyWords select (ParticipantStep)new HandOverCase(day, coach, words)),
        (3, from day in EarlyDay select (ParticipantStep)new PauseTrajectory(day, null)),
        (4, from day in Day select (ParticipantStep)new ResumeTrajectory(day)),
        (1, from day in Day from why in OneOf<ClosingReason>() select (ParticipantStep)new CloseTrajectory(day, why, true, null)),
        (1, from day in Day from ground in OneOf<ErasureGround>() select (ParticipantStep)new ErasePersonalData(day, ground)));

    private static readonly Gen<ParticipantStep> Fresh = Gen.Frequency((14, Sharings), (2, Coachings), (4, Plans), (3, Works), (2, Frames));

    /// <summary>An entry taken away or replaced; a replacement is mostly of a kind that is on the record often.</summary>
    private static readonly Gen<ParticipantStep> Correct =
        from day in Day
        from entry in Gen.Choose(1, 40)
        from replacement in Gen.Frequency((2, Gen.Constant<ParticipantStep?>(null)), (5, Sharings.Select(s => (ParticipantStep?)s)), (1, Fresh.Select(s => (ParticipantStep?)s)))
        from words in AnyWords
        select (ParticipantStep)new CorrectEntry(day, entry, replacement, words);

    public static readonly Gen<ParticipantStep> One = Gen.Frequency((5, Fresh), (1, Correct));
}
