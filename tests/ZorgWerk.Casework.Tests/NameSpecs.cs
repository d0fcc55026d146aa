using System.Text;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Caseload;
using ZorgWerk.Casework.Import;
using ZorgWerk.Casework.Users;
using static ZorgWerk.Casework.Tests.Logs;

namespace ZorgWerk.Casework.Tests;

/// <summary>People are found as they are spoken of: by any part of a name from two letters on, whatever the spelling and the script.</summary>
public sealed class NameSpecs(NameSpecs.Registered registered) : IClassFixture<NameSpecs.Registered>
{
    [Theory]
    [InlineData("Иван Йорданов", "иван", "ЙОРДАН", "иорданов", "ордан")]
    [InlineData("محمد علي", "محمد", "علي", "مد")]
    [InlineData("E O", "E", "o", "eo", "e o")]
    [InlineData("İlker Işık", "isik", "IŞIK", "ışık", "ilker", "İLKER", "sik")]
    [InlineData("Søren Łukasz Straße", "soren", "lukasz", "STRASSE", "straße", "sören", "ukas")]
    [InlineData("Jean-Pierre d'Ydewalle", "ydewalle", "d’ydewalle", "jean pierre", "jeanpierre", "dydewalle", "walle")]
    [InlineData("Mª José Núñez", "nunez", "jose", "JOSÉ", "unez")]
    [InlineData("van der Linden, Anna", "linden", "anna van der linden", "vanderlinden", "der lin", "VAN DER")]
    [InlineData("de Smet", "smet", "desmet", "de smet", "me")]
    [InlineData("X", "X", "x")]
    [InlineData("IJsbrand Œuvrard", "oeuvrard", "OEUVRARD", "œuvrard", "ijsbrand", "IJ")]
    [InlineData("Наталія Ґудзь", "наталія", "Ґудзь", "гудзь", "тал")]
    [InlineData("李小龍", "李", "小", "小龍", "李小龍", "李 龍")]
    [InlineData("Seán O’Neill", "oneill", "o'neill", "O’Neill", "ONEILL", "neil", "sean")]
    [InlineData("Koen Van Acker", "Vanacker", "van acker", "vana", "acker koen", "NV-2", "nv2")]
    [InlineData("Piet Vanacker", "van acker", "VANACKER")]
    [InlineData("Đorđe Ħabib Ægir Þór", "dorde", "habib", "aegir", "thor")]
    public async Task A_person_is_found_by_any_part_of_the_name(string name, params string[] searches)
    {
        foreach (var (login, role) in new[] { ("lotte.verbeeck", Role.Coach), ("els", Role.TeamLead) })
        {
            await using var reading = await registered.Office.Room.Enter(new Visitor(Office.Tenant, registered.Office.References.User(Office.Tenant, login), role));
            foreach (var search in searches)
                (await CaseloadReader.Find(reading, new CaseloadQuery(search), new LocalDate(2026, 11, 29), 0, 25)).Rows.Select(row => row.Name).ShouldContain(name, search);
        }
    }

    [Theory]
    [InlineData("isik maes")]
    [InlineData("kasluz")]
    [InlineData("a")]
    [InlineData("龙")]
    public async Task Nobody_is_found_by_what_is_no_part_of_a_name(string search)
    {
        await using var reading = await registered.Office.Room.Enter(new Visitor(Office.Tenant, registered.Office.References.User(Office.Tenant, "els"), Role.TeamLead));
        (await CaseloadReader.Find(reading, new CaseloadQuery(search), new LocalDate(2026, 11, 29), 0, 25)).Found.ShouldBe(0);
    }

    [Theory]
    [InlineData("...", false, true)]
    [InlineData("'’", false, true)]
    [InlineData("x", true, false)]
    [InlineData("é o", true, false)]
    [InlineData("李", false, false)]
    [InlineData("noor x", false, false)]
    [InlineData(" ", false, false)]
    [InlineData("\uFFFE", false, true)]
    public void What_is_too_little_to_look_for_is_known(string search, bool isOneLetter, bool isWithoutLetters) =>
        (CaseloadQuery.IsOneLetter(search), CaseloadQuery.IsWithoutLetters(search)).ShouldBe((isOneLetter, isWithoutLetters));

    [Fact]
    public async Task Somebody_of_almost_the_name_is_met_in_the_whole_organisation_and_in_no_other()
    {
        var office = registered.Office;
        foreach (var (name, other) in new[] { ("Vanacker, Koen", "Koen Van Acker"), ("Sean ONeil", "Seán O’Neill"), ("Işik Ilker", "İlker Işık"), ("x", "X"), ("李小龍", "李小龍"), ("Soren Lukas Strasse", "Søren Łukasz Straße") })
            (await office.Similar.Find(Office.Tenant, name)).ShouldBe([office.Stream(registered.Names.Single(one => one.Value == other).Key)], name);
        (await office.Similar.Find(Office.Tenant, "Koen Peeters")).ShouldBeEmpty();
        (await office.Similar.Find(new EventStore.TenantId("elders"), "Koen Van Acker")).ShouldBeEmpty();
    }

    /// <summary>Everybody of the sheet of names, and some more.</summary>
    public sealed class Registered : IAsyncLifetime
    {
        private static readonly string[] More = ["NV-1;Seán O’Neill", "NV-2;Koen Van Acker", "NV-3;Piet Vanacker", "NV-4;Đorđe Ħabib Ægir Þór"];

        public Office Office { get; private set; } = null!;

        public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>();

        public async Task InitializeAsync()
        {
            Office = await Office.Open();
            await Office.Import(SetUp);
            var sheet = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Sheets", "names.csv"));
            sheet = sheet.TrimEnd() + "\n" + string.Join('\n', More.Select(one => $"{one.Split(';')[0]};2026-11-02;lotte.verbeeck;register-participant;{one.Split(';')[1]};dutch"));
            (await Office.ImportCsv(sheet)).Errors.ShouldBeEmpty();
            Names = sheet.Split('\n').Skip(1).Select(row => row.Trim().Split(';')).ToDictionary(cells => cells[0], cells => cells[4]);
        }

        public Task DisposeAsync() => Office.DisposeAsync().AsTask();
    }
}
