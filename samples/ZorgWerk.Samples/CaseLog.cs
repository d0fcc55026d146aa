namespace ZorgWerk.Samples;

/// <summary>The lines of one participant: the drafts of a story in the order they were written up, as far as the rules take them.</summary>
public static class CaseLog
{
    public static List<LogLine> Of(Pilot pilot, int number)
    {
        var dice = Dice.For(pilot.Seed, number);
        var story = new CaseStory(pilot, number, dice);
        var drafts = story.Tell();
        WriteUp(drafts, dice);
        drafts.AddRange(story.Mend(drafts));

        var lines = new List<LogLine>(drafts.Count);
        var record = new CaseRecord();
        foreach (var draft in drafts.OrderBy(d => d.Entered))
        {
            if (draft.Entered > Pilot.At(Pilot.LastDay, 18 * 60)) continue;
            if (draft.Corrects is { } mistake)
            {
                if (mistake.Version == 0) continue;
                draft.Step = (CorrectEntry)draft.Step with { Entry = mistake.Version };
            }

            var by = record.SoFar.Current?.Coach is { } coach ? ShortName.Of(coach) : story.FirstCoach;
            var now = new Circumstances(Pilot.DayOf(draft.Entered), ShortName.Id<UserId>(by))
            {
                Programme = pilot.Programme,
                Coach = draft.Step is INamesCoach { Coach: var named } ? pilot.CoachOf(ShortName.Of(named)) : null,
            };
            var answer = record.Ask(draft.Step, now);
            // A turn of the story that another turn made impossible (a session after closing) is left out: every line makes one entry.
            if (answer.Writes.Count != 1 || (answer as Decision.Refused)?.Because != draft.Expect) continue;

            record.Write(answer, now.By);
            draft.Version = record.SoFar.Version;
            lines.Add(new LogLine(story.Reference, draft.Entered, by, draft.Step));
        }
        return lines;
    }

    /// <summary>Most is written up the same day or the next; a report that nothing leans on sometimes more than a week later.</summary>
    private static void WriteUp(List<Draft> drafts, Dice dice)
    {
        var last = Instant.MinValue;
        foreach (var draft in drafts)
        {
            var days = draft.CanBeLate
                ? dice.Weigh((62, 0), (22, 1), (9, dice.Between(2, 3)), (7, dice.Between(4, 11)))
                : dice.Weigh((80, 0), (17, 1), (3, 2));
            var entered = Pilot.At(CaseStory.Workday(draft.Step.On.PlusDays(days)), dice.Between(8 * 60 + 30, 17 * 60 + 30));
            if (draft.CanBeLate)
            {
                draft.Entered = entered;
                continue;
            }
            var after = last == Instant.MinValue ? last : last + Duration.FromMinutes(dice.Between(1, 9));
            draft.Entered = last = Instant.Max(entered, after);
        }
    }
}
