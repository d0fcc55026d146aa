using System.Globalization;

namespace ZorgWerk.Samples;

/// <summary>One participant's way through the pilot, from the first call to where it stands at the end.</summary>
internal sealed partial class CaseStory
{
    private static readonly LocalDate Horizon = Pilot.LastDay;

    private readonly Pilot _pilot;
    private readonly Dice _dice;
    private readonly int _number;
    private readonly List<(Draft Draft, int Sequence)> _drafts = [];
    private readonly Dictionary<string, int> _said = new(StringComparer.Ordinal);

    private readonly bool _french;
    private readonly bool _woman;
    private readonly string _firstName;
    private readonly string _name;
    private readonly string _organisation;
    private readonly string _job;
    private readonly string _hr;
    private readonly string _supervisor;
    private readonly string _gp;
    private readonly CastCoach _coach;
    private readonly string _region;
    private readonly EmploymentStatus _employment;

    /// <summary>Times at work so far told.</summary>
    private readonly List<(LocalDate From, LocalDate Until)> _spells = [];

    /// <summary>From this day nothing more is told: the participant stopped, moved or died.</summary>
    private LocalDate _silentFrom = LocalDate.MaxIsoValue;

    public CaseStory(Pilot pilot, int number, Dice dice)
    {
        (_pilot, _number, _dice) = (pilot, number, dice);
        _french = dice.Chance(37);
        _woman = dice.Chance(68);
        (_firstName, _name) = Name(_woman);
        _organisation = dice.Pick(_french ? Cast.FrenchCompanies : Cast.DutchCompanies);
        _job = dice.Pick(_french ? Cast.FrenchJobs : Cast.DutchJobs);
        _hr = Name(dice.Chance(60)).Full;
        _supervisor = Name(dice.Chance(50)).Full;
        _gp = "dr. " + Name(dice.Chance(50)).Full.Split(' ', 2)[1];
        _region = dice.Pick(_french ? Cast.FrenchRegions : Cast.DutchRegions);
        _coach = ChooseCoach();
        _employment = dice.Weigh(
            (72, EmploymentStatus.Employed), (7, EmploymentStatus.SelfEmployed), (15, EmploymentStatus.JobSeeking), (4, EmploymentStatus.Studying), (2, EmploymentStatus.Unknown));

        var digits = Math.Max(3, pilot.Participants.ToString(CultureInfo.InvariantCulture).Length);
        Reference = pilot.Told.Prefix + number.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    public string Reference { get; }

    public string FirstCoach => _coach.Id;

    private bool HasEmployer => _employment is EmploymentStatus.Employed;

    private Language CoachLanguage => _french ? Language.French : Language.Dutch;

    /// <summary>The drafts in the order things happened.</summary>
    public List<Draft> Tell()
    {
        var intake = Enter();
        MapNetwork(intake);
        DecideFate(intake);

        var (pausedOn, resumedOn) = _dice.Chance(9) ? Pause(intake) : (LocalDate.MaxIsoValue, LocalDate.MaxIsoValue);
        var firstWork = FirstDayAtWork(intake);
        if (pausedOn < firstWork && firstWork is { } day) firstWork = Workday(day.PlusDays(Period.DaysBetween(pausedOn, resumedOn)));
        var closing = Close(intake, firstWork);

        Explain(intake);
        Assess(intake);
        GuideCareer(intake);
        if (HasEmployer) ShareWithEmployer(intake, firstWork);
        else TellTheDoctor(intake);
        PlanActions(intake, closing);
        if (!HasEmployer || _dice.Chance(8)) TryOut(intake);
        if (firstWork is { } back) Work(back);
        else LookBackAfter(closing);
        MeetUp(intake, closing, pausedOn, resumedOn);
        if (_dice.Chance(10)) HandOver(intake);
        JotDown(intake, closing);
        if (closing is { } closed && firstWork is not null && _dice.Chance(12)) EnterAgain(closed);

        return [.. _drafts.OrderBy(d => d.Draft.Step.On).ThenBy(d => d.Sequence).Select(d => d.Draft)];
    }

    public static LocalDate Workday(LocalDate day) => day.DayOfWeek switch
    {
        IsoDayOfWeek.Saturday => day.PlusDays(2),
        IsoDayOfWeek.Sunday => day.PlusDays(1),
        _ => day,
    };

    private Draft Add(ParticipantStep step, Refusal? expect = null, bool canBeLate = false)
    {
        var draft = new Draft(step, expect, canBeLate);
        if (step.On <= Horizon && step.On < _silentFrom) _drafts.Add((draft, _drafts.Count));
        return draft;
    }

    private LocalDate After(LocalDate day, int least, int most) => Workday(day.PlusDays(_dice.Between(least, most)));

    private static TId Id<TId>(string name) where TId : struct, IId<TId> => ShortName.Id<TId>(name);

    private static ActorId Actor(string name) => ShortName.Id<ActorId>(name);

    /// <summary>A note on this topic, another each time until all were used; at scale only the topic, to keep it short.</summary>
    private string Note(string topic)
    {
        var turn = _said.TryGetValue(topic, out var told) ? told + 1 : _dice.Below(64);
        _said[topic] = turn;
        if (_pilot.AtScale) return topic + " | " + topic;
        var notes = (_french ? Voice.French : Voice.Dutch).Notes(topic, HasEmployer);
        return notes[turn % notes.Count]
            .Replace("{name}", _firstName, StringComparison.Ordinal)
            .Replace("{org}", _organisation, StringComparison.Ordinal)
            .Replace("{job}", _job, StringComparison.Ordinal)
            .Replace("{hr}", _hr, StringComparison.Ordinal)
            .Replace("{sup}", _supervisor, StringComparison.Ordinal)
            .Replace("{gp}", _gp, StringComparison.Ordinal)
            .Replace("{Zij}", _woman ? "Zij" : "Hij", StringComparison.Ordinal)
            .Replace("{zij}", _woman ? "zij" : "hij", StringComparison.Ordinal)
            .Replace("{Haar}", _woman ? "Haar" : "Zijn", StringComparison.Ordinal)
            .Replace("{haar}", _woman ? "haar" : "hem", StringComparison.Ordinal)
            .Replace("{Elle}", _woman ? "Elle" : "Il", StringComparison.Ordinal)
            .Replace("{e}", _woman ? "e" : "", StringComparison.Ordinal);
    }

    private PersonalText Say(string topic) => PersonalText.Of(_pilot.AtScale ? Note(topic).Split(" | ")[0] : Note(topic));

    private (PersonalText First, PersonalText Second) SayBoth(string topic)
    {
        var halves = Note(topic).Split(" | ");
        return (PersonalText.Of(halves[0]), PersonalText.Of(halves[1]));
    }

    private (string First, string Full) Name(bool woman)
    {
        var first = _dice.Pick((_french, woman) switch
        {
            (true, true) => Cast.FrenchWomen,
            (true, false) => Cast.FrenchMen,
            (false, true) => Cast.DutchWomen,
            _ => Cast.DutchMen,
        });
        return (first, first + " " + _dice.Pick(_french ? Cast.FrenchSurnames : Cast.DutchSurnames));
    }

    /// <summary>Who speaks the language; two times in three who works nearest.</summary>
    private CastCoach ChooseCoach()
    {
        if (_pilot.AtScale)
        {
            while (true)
            {
                var coach = _dice.Pick(_pilot.Coaches);
                if (coach.Speaks(CoachLanguage)) return coach;
            }
        }
        var able = _pilot.Coaches.Where(c => c.Speaks(CoachLanguage)).ToArray();
        var near = able.Where(c => c.Region == _region).ToArray();
        return _dice.Pick(near.Length > 0 && _dice.Chance(67) ? near : able);
    }
}
