using ZorgWerk.Casework.Import;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Coaching;
using static ZorgWerk.Casework.Tests.Recording.Noor;

namespace ZorgWerk.Casework.Tests.Recording;

/// <summary>Whatever step there is or is yet to be written, a person can fill it in.</summary>
public class StepFormSpecs
{
    public static TheoryData<string> Steps => [.. StepCatalogue.All.Select(shape => shape.Name)];

    public static TheoryData<string> Corrected => [.. StepCatalogue.All.Where(shape => shape.IsAboutParticipant && shape.Type != typeof(CorrectEntry)).Select(shape => shape.Name)];

    [Theory]
    [MemberData(nameof(Steps))]
    public void Every_step_is_filled_from_its_form_alone_and_says_what_was_typed(string name)
    {
        var form = StepForm.Of(StepCatalogue.Find(name)!, Setting with { Corrected = StepCatalogue.Find("hold-employer-meeting") });
        for (var seed = 0; seed < 40; seed++)
        {
            var typed = Fill(form, new Random(seed), everything: seed % 4 != 0);
            var read = form.Read(typed, How);

            read.Faults.ShouldBeEmpty($"seed {seed}");
            read.Step.ShouldNotBeNull().GetType().ShouldBe(form.Shape.Type);
            var again = EntryAnswers.Of(read.Step, form.Shape, Open);
            foreach (var field in form.Asked.Where(field => field.Kind is not (FieldKind.Named or FieldKind.Step or FieldKind.Scales)))
                again.All(field.Name).ShouldBe(typed.All(field.Name).Where(value => value.Length > 0), $"{field.Name}, seed {seed}");
            again["on"].ShouldBe(typed["on"]);
            form.Read(EntryAnswers.Of(read.Step, form.Shape, Open).Under(Nested(typed)), How).Step.ShouldBe(read.Step, $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(-1, false, false)]
    [InlineData(0, false, true)]
    [InlineData(-1, true, true)]
    public void A_programme_that_ended_is_offered_only_to_mend_what_was_recorded(int endsInDays, bool corrects, bool isOffered)
    {
        var programmes = Setting.Programmes.Append(new Programme { Id = Code.Parse("older"), Title = "Ouder", From = Monday, Until = Today.PlusDays(endsInDays) });
        var form = StepForm.Of(StepCatalogue.Find("open-trajectory")!, Setting with { Programmes = [.. programmes], AlsoWhatIsOver = corrects });
        form.Fields.Single(field => field.Name is "programme").Choices.Select(choice => choice.Value).Contains("older").ShouldBe(isOffered);
    }

    [Fact]
    public void Groups_for_research_are_chosen_and_those_of_an_import_stay()
    {
        var imported = Noor.After(Registered, Opened with { Strata = [Code.Parse("group.young-adult"), Code.Parse("wave.second")] });
        var field = StepForm.Of(StepCatalogue.Find("open-trajectory")!, Setting with { Participant = imported }).Fields.Single(one => one.Name is "strata");
        field.Kind.ShouldBe(FieldKind.Choices);
        field.Choices.Select(choice => choice.Value).ShouldBeUnique();
        field.Choices.ShouldContain(choice => choice.Value == "wave.second" && choice.Text == "wave.second");
        field.Choices.ShouldContain(choice => choice.Value == "financial-aid.yes" && choice.Word == "financial-aid.yes");
    }

    [Theory]
    [MemberData(nameof(Corrected))]
    public void Every_step_is_mended_in_its_own_form(string name)
    {
        var form = StepForm.Of(StepCatalogue.Find("correct-entry")!, Setting with { Corrected = StepCatalogue.Find(name), AlsoWhatIsOver = true });
        var typed = Fill(form, new Random(7), everything: true);
        var read = form.Read(typed, How);

        read.Faults.ShouldBeEmpty();
        read.Step.ShouldBeOfType<CorrectEntry>().Replacement.ShouldNotBeNull().GetType().ShouldBe(StepCatalogue.Find(name)!.Type);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void An_empty_form_names_each_field_that_must_be_filled_and_breaks_nothing(string name)
    {
        var form = StepForm.Of(StepCatalogue.Find(name)!, Setting);
        var read = form.Read(TypedForm.Empty, How);

        read.Step.ShouldBeNull();
        read.Faults.Select(fault => fault.Field).ShouldBe(["on", .. form.Asked.Where(field => !field.IsOptional).Select(field => field.Name)], ignoreOrder: true);
        read.Faults.ShouldAllBe(fault => fault.Code == "field/missing");
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Nothing_that_can_be_typed_breaks_a_form(string name)
    {
        var form = StepForm.Of(StepCatalogue.Find(name)!, Setting with { Corrected = StepCatalogue.Find("hold-follow-up") });
        foreach (var bad in new[] { "\0", "\ud800", "\udc00x", new string('a', 20_001), "31-02-2026", "-1", "1e9", "99999999999999999999999999999", "' or 1=1 --", "<script>", "{\"a\":1}", Guid.NewGuid().ToString(), "participant", "\u202e", "0001-01-01" })
        {
            var typed = All(form, "").Aggregate(TypedForm.Empty, (soFar, field) => soFar.With(field, bad));
            Should.NotThrow(() => form.Read(typed, How));
        }
    }

    [Fact]
    public void Somebody_of_another_case_is_no_answer()
    {
        var form = StepForm.Of(StepCatalogue.Find("contact-employer")!, Setting);
        var typed = Fill(form, new Random(1), everything: true).With("employer", Guid.NewGuid().ToString());

        form.Read(typed, How).Faults.ShouldBe([new FieldFault("employer", "field/not-a-choice")]);
    }

    [Fact]
    public void Only_the_employers_people_are_offered_as_employer_and_only_care_as_care_partner()
    {
        Names("contact-employer", "employer").ShouldBe(["Wim Aerts"]);
        Names("consult-care-partner", "carePartner").ShouldBe(["Dr. Haddad"]);
        Names("consult-care-partner", "recipient").ShouldBe(["Wim Aerts", "Mia"]);
        Names("hold-employer-meeting", "attendees").ShouldBe(["Wim Aerts", "Dr. Haddad", "Mia"]);
    }

    [Fact]
    public void What_is_over_is_offered_to_a_correction_only()
    {
        var shape = StepCatalogue.Find("reach-step")!;
        StepForm.Of(shape, Setting).Fields[0].Choices.Count.ShouldBe(1);
        StepForm.Of(shape, Setting with { AlsoWhatIsOver = true }).Fields[0].Choices.Count.ShouldBe(2);
    }

    [Fact]
    public void Every_event_that_can_be_mended_knows_its_step() =>
        typeof(ParticipantEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ParticipantEvent)) && !StepBehind.Knows(type)).Select(type => type.Name)
            .ShouldBe(["EntryCorrected", "DisclosureRefused", "UnknownEvent"], ignoreOrder: true);

    [Fact]
    public void Every_step_about_a_participant_has_its_place_in_one_group() =>
        StepGroups.All.SelectMany(group => group.Steps).Select(shape => shape.Name)
            .ShouldBe(StepCatalogue.All.Where(shape => shape.IsAboutParticipant && shape.Name is not ("register-participant" or "correct-entry")).Select(shape => shape.Name), ignoreOrder: true);

    [Fact]
    public void A_day_that_was_typed_beats_today_and_asks_against_another_choice()
    {
        var form = StepForm.Of(StepCatalogue.Find("resume-trajectory")!, Setting);
        var typed = TypedForm.Empty.With("on", "2026-11-20").With("on.other", "2026-11-03");

        form.Read(typed, How).Step.ShouldBe(new ResumeTrajectory(new LocalDate(2026, 11, 3)));
        form.Read(typed.With("on", "2026-11-19"), How).Faults.ShouldBe([new FieldFault("on", "field/two-days")]);
        form.Read(typed.With("on", "other"), How).Step.ShouldBe(new ResumeTrajectory(new LocalDate(2026, 11, 3)));
    }

    [Fact]
    public void Hours_may_have_a_comma_and_a_place_its_accents()
    {
        var hours = StepForm.Of(StepCatalogue.Find("change-working-hours")!, Setting);
        ((ChangeWorkingHours)hours.Read(Fill(hours, new Random(1), true).With("hoursPerWeek", "19,5"), How).Step!).HoursPerWeek.ShouldBe(19.5m);

        var place = StepForm.Of(StepCatalogue.Find("register-participant")!, Setting);
        ((RegisterParticipant)place.Read(Fill(place, new Random(1), true).With("region", "La Louvière"), How).Step!).Region.ShouldBe(Code.Parse("la-louviere"));
    }

    private static IEnumerable<string> Names(string step, string field) =>
        StepForm.Of(StepCatalogue.Find(step)!, Setting).Fields.Single(one => one.Name == field).Choices.Select(choice => Open(choice.Name)!);

    private static TypedForm Nested(TypedForm typed) =>
        new(typed.Names.Where(name => name.Contains('.', StringComparison.Ordinal)).ToDictionary(name => name, typed.All, StringComparer.Ordinal));

    private static IEnumerable<string> All(StepForm form, string prefix) =>
        [prefix + "on", prefix + "on.other", .. form.Fields.SelectMany(field => field.Kind switch
        {
            FieldKind.Scales => Enum.GetNames<Scale>().Select(scale => $"{prefix}{field.Name}.{scale.ToLowerInvariant()}"),
            FieldKind.Step when field.Inner is { } inner => All(inner, $"{prefix}{field.Name}."),
            _ => [prefix + field.Name],
        })];

    private static TypedForm Fill(StepForm form, Random chance, bool everything, string prefix = "")
    {
        var typed = TypedForm.Empty.With(prefix + "on", NodaTime.Text.LocalDatePattern.Iso.Format(Today.PlusDays(-chance.Next(300))));
        foreach (var field in form.Asked.Where(field => everything || !field.IsOptional || field.Kind is FieldKind.Step))
        {
            var name = prefix + field.Name;
            if (field.Kind is FieldKind.Step)
            {
                typed = typed.Under(Fill(field.Inner!, chance, everything, name + "."));
                continue;
            }
            if (field.Kind is FieldKind.Scales)
            {
                typed = typed.With(name + ".who5", chance.Next(26).ToString(System.Globalization.CultureInfo.InvariantCulture)).With(name + ".hope", "7,5");
                continue;
            }
            field.Choices.Count.ShouldBeGreaterThan(field.Kind is FieldKind.Choice or FieldKind.Choices ? 0 : -1, name);
            typed = typed.With(name, field.Kind switch
            {
                FieldKind.Choice => [field.Choices[chance.Next(field.Choices.Count)].Value],
                FieldKind.Choices => [.. field.Choices.Where(_ => chance.Next(2) == 0).Select(choice => choice.Value)],
                FieldKind.YesNo => [chance.Next(2) == 0 ? "true" : "false"],
                FieldKind.Day => [NodaTime.Text.LocalDatePattern.Iso.Format(Today.PlusDays(chance.Next(90)))],
                FieldKind.Whole => [(1 + chance.Next(600)).ToString(System.Globalization.CultureInfo.InvariantCulture)],
                FieldKind.Number => ["19.5"],
                FieldKind.Wholes => ["3, 6, 12"],
                FieldKind.Line when field.Field.ItemType == typeof(Code) => ["gent"],
                _ => [$"Éen woord {chance.Next(1000)}"],
            });
        }
        return typed;
    }
}
