namespace ZorgWerk.Samples;

/// <summary>The turns that a way through the pilot may take.</summary>
internal sealed partial class CaseStory
{
    private LocalDate Enter()
    {
        // More in the first year than after it, in the order of their references but for a few days.
        const long LastEntry = 530;
        var turn = 1000L * (_number - 1) / _pilot.Participants;
        var registered = After(Pilot.FirstDay.PlusDays((int)(LastEntry * turn * (600 + (400 * turn / 1000)) / 1_000_000)), 0, 5);
        var language = _dice.Chance(7) ? _dice.Pick([Language.Arabic, Language.Turkish, Language.Bulgarian, Language.Other]) : CoachLanguage;
        Add(new RegisterParticipant(registered, PersonalText.Of(Reference), PersonalText.Of(_name), language, Code.Parse(_region)));

        var opened = After(registered, 0, 5);
        var age = _employment is EmploymentStatus.Studying
            ? AgeBand.Under25
            : _dice.Weigh((3, AgeBand.Under25), (13, AgeBand.From25), (25, AgeBand.From35), (34, AgeBand.From45), (24, AgeBand.From55), (1, AgeBand.From65));
        var schooling = _dice.Weigh((24, Schooling.Short), (40, Schooling.Middle), (33, Schooling.Higher), (3, Schooling.Unknown));
        var reason = HasEmployer
            ? _dice.Weigh((18, TrajectoryReason.StaysAtWorkDuringTreatment), (48, TrajectoryReason.ReturnsAsSoonAsPossible), (28, TrajectoryReason.AdaptsWorkingConditions), (6, TrajectoryReason.PreventsAbsence))
            : TrajectoryReason.ExploresWork;
        List<Code> strata = [];
        if (age is AgeBand.Under25) strata.Add(Code.Parse("group.young-adult"));
        if (age is AgeBand.From55 or AgeBand.From65) strata.Add(Code.Parse("group.older-employee"));
        if (schooling is Schooling.Short) strata.Add(Code.Parse("group.short-schooled"));
        if (language != CoachLanguage) strata.Add(Code.Parse("group.other-mother-tongue"));
        Add(new OpenTrajectory(opened, _pilot.Code, reason, _employment, age, schooling, strata.ToValueList()));

        var assigned = After(opened, 0, 3);
        Add(new AssignCoach(assigned, Id<CoachId>(_coach.Id)));

        var intake = After(assigned, 2, 14);
        var job = HasEmployer ? _dice.Weigh((84, Clarity.Known), (16, Clarity.Unclear)) : _dice.Weigh((25, Clarity.Known), (40, Clarity.Unclear), (35, Clarity.Unknown));
        var employer = HasEmployer ? _dice.Weigh((93, Clarity.Known), (7, Clarity.Unclear)) : _dice.Weigh((10, Clarity.Known), (30, Clarity.Unclear), (60, Clarity.Unknown));
        LocalDate? absent = reason is TrajectoryReason.StaysAtWorkDuringTreatment ? null : intake.PlusDays(-_dice.Between(60, 620));
        Add(new HoldIntake(intake, job, employer, absent, Say(HasEmployer ? "question" : "question-no-job"), Say("situation"), _dice.Chance(65) ? Say("hope") : null));
        return intake;
    }

    private void MapNetwork(LocalDate intake)
    {
        var hospital = PersonalText.Of(_dice.Pick(_french ? Cast.FrenchHospitals : Cast.DutchHospitals));
        Map(intake, "gp", ActorRole.GeneralPractitioner, _gp, null);
        if (_dice.Chance(80)) Map(intake, "sp", ActorRole.Specialist, Doctor(), hospital);
        if (_dice.Chance(35)) Map(After(intake, 0, 6), "physio", ActorRole.Physiotherapist, Someone(), null);
        if (_dice.Chance(25)) Map(After(intake, 0, 20), "psy", ActorRole.Psychologist, Someone(), null);
        if (_dice.Chance(30)) Map(After(intake, 0, 9), "adv", ActorRole.AdvisingPhysician, Doctor(), null);
        switch (_employment)
        {
            case EmploymentStatus.Employed:
                Map(intake, "hr", ActorRole.HumanResources, _hr, PersonalText.Of(_organisation));
                Map(After(intake, 0, 5), "sup", ActorRole.Supervisor, _supervisor, PersonalText.Of(_organisation));
                Map(After(intake, 0, 7), "op", ActorRole.OccupationalPhysician, Doctor(), null);
                if (_dice.Chance(12)) Map(After(intake, 5, 30), "union", ActorRole.Union, Someone(), null);
                break;
            case EmploymentStatus.SelfEmployed:
                Map(After(intake, 0, 7), "eo", ActorRole.EmployersOrganisation, Someone(), null);
                break;
            default:
                Map(After(intake, 0, 7), "gtb", _french || _dice.Chance(50) ? ActorRole.JobCoach : ActorRole.Gtb, Someone(), null);
                if (_dice.Chance(50)) Map(After(intake, 3, 20), "career", ActorRole.CareerCounsellor, Someone(), null);
                break;
        }

        void Map(LocalDate on, string id, ActorRole role, string name, PersonalText? organisation) =>
            Add(new MapActor(on, Actor(id), role, PersonalText.Of(name), organisation));
    }

    private string Someone() => Name(_dice.Chance(55)).Full;

    private string Doctor() => "dr. " + Someone().Split(' ', 2)[1];

    /// <summary>A few leave for good; after that there is nothing more to tell.</summary>
    private void DecideFate(LocalDate intake)
    {
        var fate = _dice.Weigh<ClosingReason?>((88, null), (7, ClosingReason.ParticipantStopped), (2, ClosingReason.Moved), (2, ClosingReason.Retired), (1, ClosingReason.Deceased));
        if (fate is not { } why) return;
        var on = After(intake, 25, 190);
        Add(new CloseTrajectory(on, why, CanManageAlone: why is not ClosingReason.Deceased && _dice.Chance(30), why is ClosingReason.ParticipantStopped ? Say("closing-stop") : null));
        _silentFrom = on;
    }

    private (LocalDate, LocalDate) Pause(LocalDate intake)
    {
        var paused = After(intake, 35, 130);
        var resumed = After(paused, 28, 100);
        Add(new PauseTrajectory(paused, Say("pause")));
        Add(new ResumeTrajectory(resumed));
        return (paused, resumed);
    }

    private LocalDate? FirstDayAtWork(LocalDate intake) => _employment switch
    {
        EmploymentStatus.Employed when _dice.Chance(78) => After(intake, 18, _dice.Chance(60) ? 150 : 330),
        EmploymentStatus.SelfEmployed when _dice.Chance(70) => After(intake, 25, 240),
        EmploymentStatus.JobSeeking or EmploymentStatus.Unknown when _dice.Chance(48) => After(intake, 90, 360),
        EmploymentStatus.Studying when _dice.Chance(55) => After(intake, 80, 330),
        _ => null,
    };

    private LocalDate? Close(LocalDate intake, LocalDate? firstWork)
    {
        LocalDate? closing = firstWork is { } back
            ? _dice.Chance(68) ? After(back, 95, 220) : null
            : _dice.Chance(60) ? After(intake, 230, 400) : null;
        if (closing is not { } on) return null;
        if (firstWork is not null)
            Add(new CloseTrajectory(on, ClosingReason.GoalReached, _dice.Chance(82), Say("closing-goal")));
        else
            Add(new CloseTrajectory(on, _dice.Weigh((45, ClosingReason.HandedToRegularGuidance), (35, ClosingReason.ReferredElsewhere), (20, ClosingReason.Other)), _dice.Chance(35), Say("closing-other")));
        return on;
    }

    private void Explain(LocalDate intake)
    {
        Add(new ExplainMeasure(intake, MeasureAudience.Participant, MeasureTopic.Rights));
        if (_dice.Chance(55)) Add(new ExplainMeasure(After(intake, 10, 60), MeasureAudience.Participant, _dice.Pick([MeasureTopic.Possibilities, MeasureTopic.WhenItWorsens, MeasureTopic.AnticipatingProblems])));
        if (HasEmployer && _dice.Chance(40)) Add(new ExplainMeasure(After(intake, 20, 90), MeasureAudience.Employer, _dice.Pick([MeasureTopic.Possibilities, MeasureTopic.WhenItImproves])));
        if (HasEmployer && _dice.Chance(15)) Add(new ExplainMeasure(After(intake, 40, 120), MeasureAudience.Colleagues, MeasureTopic.PreventingStigma));
    }

    private void Assess(LocalDate intake)
    {
        if (_dice.Chance(8)) return;
        var on = After(intake, 4, 24);
        var need = _dice.Weigh((70, SupportNeed.WithinFirstLine), (10, SupportNeed.PhysicalSupport), (12, SupportNeed.EmotionalProcessing), (6, SupportNeed.PsychosocialSkills), (2, SupportNeed.OtherSpecialisedCare));
        Add(new RecordFirstLineAssessment(on, Say(need is SupportNeed.WithinFirstLine ? "findings" : "findings-more"), Scores(3, 7, all: true), need));
        if (need is SupportNeed.WithinFirstLine) return;
        Refer(on, "R1", ReferralKind.SpecialisedCare, "referral-care", _dice.Chance(60) ? "gp" : null);
    }

    private ValueList<ScaleScore> Scores(int least, int most, bool all)
    {
        List<ScaleScore> scores = [new(Scale.Was, _dice.Between(least, most))];
        if (all) scores.Add(new ScaleScore(Scale.RtwSe, _dice.Between(20, 50) / 10m));
        if (all || _dice.Chance(50)) scores.Add(new ScaleScore(Scale.Who5, _dice.Between(6, 14 + most)));
        if (_dice.Chance(60)) scores.Add(new ScaleScore(Scale.Hope, Math.Min(10, _dice.Between(least, most + 2))));
        return scores.ToValueList();
    }

    private void GuideCareer(LocalDate intake)
    {
        // Asked of everybody: where nothing is indicated, the rules have no use for it and the line is not written.
        if (_drafts.Any(d => d.Draft.Step is HoldIntake { Job: Clarity.Known, Employer: Clarity.Known })) return;
        Refer(intake, "R2", ReferralKind.CareerGuidance, "referral-career", null);
    }

    private void Refer(LocalDate since, string id, ReferralKind kind, string topic, string? to)
    {
        var on = After(since, 3, 30);
        var way = _dice.Below(100);
        if (way < 14) return;
        if (way < 28)
        {
            Add(new WaiveReferral(on, kind, Say("waive")));
            return;
        }
        Add(new MakeReferral(on, Id<ReferralId>(id), kind, to is null ? null : Actor(to), Say(topic)));
        if (_dice.Chance(12)) return;
        var answered = After(on, 4, 35);
        var accepted = _dice.Chance(86);
        Add(new AnswerReferral(answered, Id<ReferralId>(id), accepted));
        if (accepted && _dice.Chance(70)) Add(new CompleteReferral(After(answered, 40, 150), Id<ReferralId>(id), _dice.Chance(70) ? Say("outcome") : null));
    }

    private void TellTheDoctor(LocalDate intake)
    {
        if (!_dice.Chance(55)) return;
        var on = After(intake, 3, 20);
        Add(new GrantConsent(on, Id<ConsentId>("T3"), ActorId.Participant, [Category.Progress, Category.PersonalSituation], [Actor("gp")], Purpose.CareCoordination, on, on.PlusDays(270), HowGiven.Verbal, Informed: true));
        Add(new DiscloseInformation(After(on, 10, 90), ActorId.Participant, [Category.Progress], Actor("gp"), Purpose.CareCoordination, Say("tell-gp")));
    }

    /// <summary>Consents, contacts with the employer, and what was and was not passed on.</summary>
    private void ShareWithEmployer(LocalDate intake, LocalDate? firstWork)
    {
        TellTheDoctor(intake);
        var hr = Actor("hr");
        var granted = After(intake, 1, 12);

        if (_dice.Chance(13))
            Disclose(Workday(intake.PlusDays(1)), [Category.Progress], hr, Purpose.WorkResumption, "tell-progress", DiscloseInformation.ConsentMissing);
        if (_dice.Chance(6)) return;

        var days = _dice.Weigh((20, 90), (50, 180), (30, 360));
        var withCare = _dice.Chance(22);
        ValueList<Category> categories = withCare ? [Category.Progress, Category.WorkAbility, Category.CareAdvice] : [Category.Progress, Category.WorkAbility];
        Consent("T1", granted, categories, _dice.Chance(55) ? [hr, Actor("sup")] : [hr], Purpose.WorkResumption, days, HowGiven.Paper);

        var until = granted.PlusDays(days);
        if (_dice.Chance(14))
        {
            var withdrawn = After(granted, 20, 100);
            Add(new WithdrawConsent(withdrawn, Id<ConsentId>("T1"), _dice.Pick([HowGiven.Verbal, HowGiven.Online])));
            until = withdrawn;
            if (_dice.Chance(75)) Disclose(After(withdrawn, 1, 14), [Category.WorkAbility], hr, Purpose.WorkResumption, "tell-ability", DiscloseInformation.ConsentMissing);
            if (_dice.Chance(55)) Consent("T5", After(withdrawn, 15, 40), [Category.WorkAbility], [hr], Purpose.WorkResumption, 120, HowGiven.Paper);
        }
        else if (days == 90 && _dice.Chance(40))
        {
            Disclose(After(until, 2, 25), [Category.Progress], hr, Purpose.WorkResumption, "tell-progress", DiscloseInformation.ConsentMissing);
        }

        ContactTheEmployer(granted, firstWork);

        if (_dice.Chance(80)) Disclose(Before(until, After(granted, 4, 50)), [Category.Progress], hr, Purpose.WorkResumption, "tell-progress");
        if (_dice.Chance(60)) Disclose(Before(until, After(granted, 15, 80)), [Category.WorkAbility], hr, Purpose.WorkResumption, "tell-ability");
        if (_dice.Chance(6)) Disclose(After(granted, 5, 60), [Category.Medical], hr, Purpose.WorkResumption, "tell-medical", GrantConsent.MedicalNeedsSecrecy);
        if (withCare) CareAdviceNeedsTwoKeys(granted, until);
        if (_dice.Chance(45)) MedicalToTheOccupationalPhysician(intake);
        if (_dice.Chance(22)) EmployersOwnInformation(granted);
        if (_dice.Chance(9))
        {
            var (what, done) = SayBoth("reported");
            Add(new ReportDisclosure(After(granted, 30, 120), ActorId.Participant, [Category.PersonalSituation], Actor("sup"), Purpose.WorkResumption, what, done), canBeLate: true);
        }

        void Consent(string id, LocalDate on, ValueList<Category> what, ValueList<ActorId> recipients, Purpose purpose, int run, HowGiven how) =>
            Add(new GrantConsent(on, Id<ConsentId>(id), ActorId.Participant, what, recipients, purpose, on, on.PlusDays(run), how, Informed: true));
    }

    private static LocalDate Before(LocalDate until, LocalDate day) => day < until ? day : until.PlusDays(-1);

    private void Disclose(LocalDate on, ValueList<Category> what, ActorId to, Purpose purpose, string topic, Refusal? expect = null) =>
        Add(new DiscloseInformation(on, ActorId.Participant, what, to, purpose, Say(topic)), expect);

    private void ContactTheEmployer(LocalDate granted, LocalDate? firstWork)
    {
        if (_dice.Chance(9)) return;
        var first = _dice.Chance(74) ? After(granted, 1, 18) : After(granted, 20, 75);
        var initiative = _dice.Weigh((72, Initiative.Coach), (17, Initiative.Participant), (11, Initiative.Employer));
        if (_dice.Chance(45))
        {
            Add(new ContactEmployer(first, Actor("hr"), initiative, Engagement.Sought, Say("contact-sought")));
            first = After(first, 3, 15);
        }
        if (_dice.Chance(6))
        {
            Add(new ContactEmployer(first, Actor("hr"), Initiative.Employer, Engagement.Refused, null));
            return;
        }
        Add(new ContactEmployer(first, Actor("hr"), initiative, Engagement.Obtained, Say("contact-obtained")));
        if (_dice.Chance(65)) Add(new AnalyseWorkSituation(After(first, 2, 30), Say("relations"), Say("content"), _dice.Chance(80) ? Say("context") : null));

        var met = After(first, 6, 45);
        if (_dice.Chance(78))
            Add(new HoldEmployerMeeting(met, _dice.Chance(60) ? [Actor("hr"), Actor("sup")] : [Actor("sup")], ParticipantPresent: true, Say("meeting"), Say("agreed")), canBeLate: true);
        if (firstWork is { } back && _dice.Chance(40))
            Add(new HoldEmployerMeeting(After(back, 20, 45), [Actor("hr"), Actor("sup")], ParticipantPresent: true, Say("meeting"), Say("agreed")), canBeLate: true);
    }

    private void CareAdviceNeedsTwoKeys(LocalDate granted, LocalDate until)
    {
        var hr = Actor("hr");
        var asked = After(granted, 6, 25);
        if (asked >= until) return;
        if (_dice.Chance(40)) Disclose(asked, [Category.CareAdvice], hr, Purpose.WorkResumption, "tell-care", DiscloseInformation.CarePartnerNotConsulted);
        var consulted = After(asked, 2, 12);
        Add(new ConsultCarePartner(consulted, Actor("gp"), hr, [Category.CareAdvice], Agrees: true));
        Disclose(After(consulted, 1, 8), [Category.CareAdvice], hr, Purpose.WorkResumption, "tell-care");
    }

    private void MedicalToTheOccupationalPhysician(LocalDate intake)
    {
        var physician = Actor("op");
        var on = After(intake, 8, 40);
        Add(new GrantConsent(on, Id<ConsentId>("T2"), ActorId.Participant, [Category.Medical, Category.CareAdvice], [physician], Purpose.WorkAdaptation, on, on.PlusDays(180), HowGiven.Paper, Informed: true));
        var consulted = After(on, 2, 15);
        Add(new ConsultCarePartner(consulted, Actor("gp"), physician, [Category.Medical, Category.CareAdvice], Agrees: true));
        Disclose(After(consulted, 1, 25), [Category.Medical], physician, Purpose.WorkAdaptation, "tell-medical");
    }

    private void EmployersOwnInformation(LocalDate granted)
    {
        var hr = Actor("hr");
        var on = After(granted, 12, 60);
        if (_dice.Chance(20))
            Add(new DiscloseInformation(on, hr, [Category.EmployerInformation], ActorId.Participant, Purpose.WorkAdaptation, Say("tell-employer")), DiscloseInformation.ConsentMissing);
        on = After(on, 1, 10);
        var given = Id<ConsentId>("T4");
        var told = After(on, 0, 10);
        // On one day the time tells what came first.
        var (morning, afternoon) = told == on ? (new LocalTime(10, 0), new LocalTime(14, 30)) : ((LocalTime?)null, (LocalTime?)null);
        Add(new GrantConsent(
            on, given, hr, [Category.EmployerInformation], [ActorId.Participant], Purpose.WorkAdaptation, on, on.PlusDays(120), HowGiven.Verbal, Informed: true, morning));
        Add(new DiscloseInformation(told, hr, [Category.EmployerInformation], ActorId.Participant, Purpose.WorkAdaptation, Say("tell-employer"), afternoon));
    }

    private void PlanActions(LocalDate intake, LocalDate? closing)
    {
        if (_dice.Chance(7)) return;
        var set = After(intake, 8, 40);
        var goal = Id<GoalId>("G1");
        Add(new SetGoal(set, goal, Say("goal"), _dice.Chance(50) ? Say("hope") : null));
        var planned = set;
        var steps = _dice.Between(2, 6);
        for (var n = 1; n <= steps; n++)
        {
            var step = Id<ActionId>($"S{n}");
            var (what, done) = SayBoth("step");
            var due = planned.PlusDays(_dice.Between(10, 45));
            Add(new PlanStep(planned, step, _dice.Chance(85) ? goal : null, _dice.Weigh((70, ActionOwner.Participant), (12, ActionOwner.Employer), (13, ActionOwner.Coach), (5, ActionOwner.CareActor)), due, what, done));
            var ended = After(due, -8, 20);
            if (closing is { } closed && ended > closed) break;
            if (_dice.Chance(76)) Add(new ReachStep(ended, step));
            else if (_dice.Chance(55)) Add(new DropStep(ended, step, Say("drop")));
            planned = After(planned, 5, 35);
        }
    }

    private void MeetUp(LocalDate intake, LocalDate? closing, LocalDate pausedOn, LocalDate resumedOn)
    {
        var end = closing ?? Horizon;
        var on = After(intake, 9, 24);
        for (var n = 0; on < end && n < 14; n++)
        {
            if (on < pausedOn || on > resumedOn)
            {
                var online = _dice.Chance(22);
                var topic = online ? "session-online" : _spells.Any(spell => spell.From < on && on < spell.Until) ? "session-work" : "session";
                Add(new HoldSession(on, online ? SessionForm.Online : SessionForm.Individual, online ? _dice.Pick([20, 30, 45]) : _dice.Pick([45, 60, 60, 75, 90]), null, _dice.Chance(88) ? Say(topic) : null), canBeLate: true);
            }
            on = After(on, n < 4 ? 12 : 20, n < 4 ? 24 : 45);
        }

        if (!_dice.Chance(38)) return;
        var first = intake.PlusDays(30);
        var month = new LocalDate(first.Year, first.Month, 1);
        for (var n = _dice.Between(1, 4); n > 0; n--)
        {
            month = month.PlusMonths(1);
            var thursday = month.Next(IsoDayOfWeek.Thursday);
            if (thursday >= end || (thursday >= pausedOn && thursday <= resumedOn)) continue;
            Add(new HoldSession(thursday, SessionForm.Group, 120, GroupOn(thursday), _dice.Chance(60) ? Say("session-group") : null), canBeLate: true);
        }
    }

    /// <summary>One group a month in each language; at scale one for each thousand participants.</summary>
    private GroupSessionId GroupOn(LocalDate day)
    {
        var name = (_french ? "fr-" : "nl-") + NodaTime.Text.LocalDatePattern.CreateWithInvariantCulture("yyMMdd").Format(day);
        return Id<GroupSessionId>(_pilot.AtScale ? $"{name}-{_number / 1000}" : name);
    }

    private void TryOut(LocalDate intake)
    {
        if (!_dice.Chance(65)) return;
        var experience = Id<WorkExperienceId>("W1");
        var started = After(intake, 35, 110);
        Add(new StartWorkExperience(
            started, experience, _dice.Chance(85) ? Id<CompanyId>(_dice.Pick(Cast.NetworkCompanies)) : null,
            _dice.Weigh((50, WorkExperiencePhase.Exploring), (35, WorkExperiencePhase.Practising), (15, WorkExperiencePhase.Transition)), KnownAtCompany: _dice.Chance(30)));
        var ready = _dice.Chance(55);
        var reviewed = After(started, 18, 50);
        Add(new ReviewWorkExperience(reviewed, experience, ready, Say("learned-relations"), Say("learned-content"), _dice.Chance(60) ? Say("learned-context") : null));
        Add(new EndWorkExperience(After(reviewed, 3, 30), experience, AsPlanned: _dice.Chance(82)));
        if (ready) Refer(reviewed, "R3", ReferralKind.RegularGuidance, "referral-regular", HasEmployer ? null : "gtb");
    }

    private void Work(LocalDate back)
    {
        var employer = _employment switch
        {
            EmploymentStatus.SelfEmployed => EmployerKind.SelfEmployed,
            EmploymentStatus.Employed when _dice.Chance(87) => EmployerKind.Same,
            _ => EmployerKind.Other,
        };
        var full = _dice.Weigh((68, 38m), (16, 36m), (16, 30.4m));
        var relapse = _dice.Weigh<LocalDate?>((75, null), (25, After(back, 18, 210)));
        Spell(back, employer, full, relapse);
        if (relapse is not { } stopped) return;

        var why = employer is EmployerKind.Other && _dice.Chance(45) ? EndOfWork.EndOfContract : _dice.Weigh((86, EndOfWork.Relapse), (6, EndOfWork.OwnChoice), (8, EndOfWork.Dismissal));
        var prospect = why is not EndOfWork.Dismissal && _dice.Chance(78);
        Add(new EndWorkResumption(stopped, why, prospect));
        if (why is EndOfWork.Relapse) Add(new WriteNote(After(stopped, 0, 4), Say("relapse")));
        if (!prospect && _dice.Chance(60)) Add(new MakeReferral(After(stopped, 5, 30), Id<ReferralId>("R4"), ReferralKind.CareerGuidance, null, Say("referral-career")));
        if (prospect && _dice.Chance(62)) Spell(After(stopped, 30, 130), employer, full, null);
        else LookBack(back, stopped);
    }

    /// <summary>Back at work, mostly a few hours at first, then more, and the looking back at three, six and twelve months.</summary>
    private void Spell(LocalDate back, EmployerKind employer, decimal full, LocalDate? until)
    {
        var end = until ?? LocalDate.MaxIsoValue;
        _spells.Add((back, end));
        var function = employer is EmployerKind.Same ? _dice.Weigh((55, FunctionKind.Same), (40, FunctionKind.Adapted), (5, FunctionKind.Other)) : FunctionKind.Other;
        decimal[] ladder = [.. ((decimal[])[8m, 12m, 19m, 28.5m]).Where(h => h < full), full];
        var rung = _dice.Chance(14) ? ladder.Length - 1 : _dice.Below(ladder.Length - 1);
        Add(new ResumeWork(back, employer, function, ladder[rung], FullTime: rung == ladder.Length - 1));

        var on = back;
        while (++rung < ladder.Length && _dice.Chance(86))
        {
            on = After(on, 26, 70);
            if (on >= end) break;
            if (function is FunctionKind.Adapted && rung == ladder.Length - 1 && _dice.Chance(60)) function = FunctionKind.Same;
            Add(new ChangeWorkingHours(on, function, ladder[rung], FullTime: rung == ladder.Length - 1));
        }
        if (_dice.Chance(18)) Add(new PlanFollowUp(After(back, 3, 20), After(back, 30, 60)));
        foreach (var month in _pilot.Programme.Rules!.FollowUpMonths)
        {
            var held = After(back.PlusMonths(month), 0, 13);
            if (held < end && _dice.Chance(84))
                Add(new HoldFollowUp(held, month, AtWork: true, ProspectOfWork: true, Scores(5, 9, all: false), Say("follow-up-work")));
        }
    }

    /// <summary>The moments that still count from the return to work after it ended.</summary>
    private void LookBack(LocalDate from, LocalDate stopped)
    {
        foreach (var month in _pilot.Programme.Rules!.FollowUpMonths)
        {
            var held = After(from.PlusMonths(month), 0, 13);
            if (held <= stopped || !_dice.Chance(70)) continue;
            Add(new HoldFollowUp(held, month, AtWork: false, ProspectOfWork: _dice.Chance(65), Scores(3, 6, all: false), Say("follow-up-out")));
        }
    }

    private void LookBackAfter(LocalDate? closing)
    {
        if (closing is not { } closed) return;
        LookBack(closed, closed);
    }

    private void HandOver(LocalDate intake)
    {
        var to = _pilot.Coaches.Where(c => c.Id != _coach.Id && c.Speaks(CoachLanguage)).Take(40).ToArray();
        Add(new HandOverCase(After(intake, 40, 240), Id<CoachId>(_dice.Pick(to).Id), Say("hand-over")));
    }

    private void JotDown(LocalDate intake, LocalDate? closing)
    {
        var span = Math.Max(1, Period.DaysBetween(intake, closing ?? intake.PlusDays(200)));
        for (var n = _dice.Below(4); n > 0; n--) Add(new WriteNote(After(intake, 0, span), Say("note")), canBeLate: true);
        if (_dice.Chance(20)) Add(new ReportSituationChange(After(intake, 14, span), SituationTrend.Improved, Say("better")));
        if (_dice.Chance(15)) Add(new ReportSituationChange(After(intake, 14, span), SituationTrend.Worsened, Say("worse")));
    }

    /// <summary>A second enrolment, on the same stream.</summary>
    private void EnterAgain(LocalDate closed)
    {
        var opened = After(closed, 40, 160);
        Add(new OpenTrajectory(opened, _pilot.Code, TrajectoryReason.PreventsAbsence, _employment, AgeBand.Unknown, Schooling.Unknown, []));
        Add(new AssignCoach(opened, Id<CoachId>(_coach.Id)));
        var intake = After(opened, 3, 12);
        Add(new HoldIntake(intake, Clarity.Known, Clarity.Known, null, Say("question"), null, null));
        Add(new HoldSession(After(intake, 10, 30), SessionForm.Individual, 60, null, Say("session-work")));
    }

    /// <summary>Mistakes of writing, seen some days later and mended.</summary>
    public IEnumerable<Draft> Mend(IReadOnlyList<Draft> drafts)
    {
        if (!_dice.Chance(16)) yield break;
        var mendable = drafts.Where(d => d.Expect is null && IsMendable(d.Step)).GroupBy(d => d.Step.GetType()).Select(kind => kind.ToArray()).ToArray();
        if (mendable.Length == 0) yield break;
        var mistake = _dice.Pick(_dice.Pick(mendable));

        var entered = Pilot.At(After(Pilot.DayOf(mistake.Entered), 1, 12), _dice.Between(9 * 60, 17 * 60));
        var (replacement, topic) = mistake.Step switch
        {
            HoldSession held => (held with { Minutes = held.Minutes == 45 ? 60 : 45 }, "mend-minutes"),
            ResumeWork back => (back with { On = back.On.PlusDays(-1) }, "mend-day"),
            WriteNote => ((ParticipantStep?)null, "mend-strike"),
            _ => (null, "mend-not-said"),
        };
        yield return new Draft(new CorrectEntry(Pilot.DayOf(entered), 0, replacement, Say(topic)), null, canBeLate: true) { Corrects = mistake, Entered = entered };
    }

    private static bool IsMendable(ParticipantStep step) => step switch
    {
        HoldSession { Form: not SessionForm.Group } or ResumeWork or WriteNote => true,
        DiscloseInformation { Categories: [Category.Progress], Purpose: Purpose.WorkResumption } => true,
        _ => false,
    };
}
