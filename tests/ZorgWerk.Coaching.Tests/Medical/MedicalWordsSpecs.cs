using System.Globalization;

namespace ZorgWerk.Coaching.Tests.Medical;

/// <summary>How often the list of medical words is right, on invented sentences: those it was made with, and those it was not.</summary>
public class MedicalWordsSpecs
{
    [Theory]
    [InlineData("tuned.csv", 0.98, 0.97)]
    [InlineData("held-out.csv", 0.95, 0.90)]
    public void What_is_medical_is_found_and_little_else(string sentences, double leastRecall, double leastPrecision)
    {
        var (all, wrong) = Judge(sentences);
        double medical = all.Count(one => one.IsMedical), found = all.Count(one => one.IsFound), right = all.Count(one => one is { IsMedical: true, IsFound: true });

        (right / medical).ShouldBeGreaterThanOrEqualTo(leastRecall, $"recall; wrong:\n{wrong}");
        (right / found).ShouldBeGreaterThanOrEqualTo(leastPrecision, $"precision; wrong:\n{wrong}");
    }

    /// <summary>A figure that went up is said too.</summary>
    [Theory]
    [InlineData("tuned.csv")]
    [InlineData("held-out.csv")]
    [InlineData("hard.csv")]
    public void The_docs_say_how_often_it_is_right(string sentences)
    {
        var (all, _) = Judge(sentences);
        int medical = all.Count(one => one.IsMedical), found = all.Count(one => one.IsFound), right = all.Count(one => one is { IsMedical: true, IsFound: true });
        var row = string.Create(CultureInfo.InvariantCulture,
            $"| `{sentences}` | {all.Count} | {medical} | {right} | {found - right} | {(double)right / medical:0.000} | {(double)right / found:0.000} |");

        File.ReadAllText(Path.Combine(Top(), "docs", "medical-words.md")).ShouldContain(row);
    }

    [Fact]
    public void Sentences_are_many_and_half_of_them_medical_in_each_language()
    {
        List<Sentence> all = [.. Judge("tuned.csv").All, .. Judge("held-out.csv").All];

        all.Count.ShouldBeGreaterThanOrEqualTo(200);
        all.Select(one => one.Words).ShouldBeUnique();
        foreach (var language in all.GroupBy(one => one.Language)) (language.Count(one => one.IsMedical) / (double)language.Count()).ShouldBeInRange(0.4, 0.6, language.Key);
    }

    [Theory]
    [InlineData("De borstkankerbehandeling loopt.", "borstkankerbehandeling")]
    [InlineData("Diagnose: borstkanker stadium III, chemo tot mei, F33.1", "Diagnose", "borstkanker", "stadium III", "chemo", "F33.1")]
    [InlineData("Chronische   vermoeidheid", "Chronische   vermoeidheid")]
    [InlineData("burn-out, burn out en burnout", "burn-out", "burn out", "burnout")]
    [InlineData("L'oncologue l'a dit", "oncologue")]
    [InlineData("De\u0301pression se\u0301ve\u0300re", "De\u0301pression")]
    [InlineData("borst\u200bkan\u00adker", "borst\u200bkan\u00adker")]
    [InlineData("ＫＡＮＫＥＲ", "ＫＡＮＫＥＲ")]
    [InlineData("Trastuzumab, 1,5 mg", "Trastuzumab", "1,5 mg")]
    [InlineData("code F32", "code F32")]
    [InlineData("CIM-10 et DSM-5-TR", "CIM-10", "DSM-5-TR")]
    [InlineData("sclérose en\nplaques", "sclérose en\nplaques")]
    public void Words_are_named_as_they_were_typed(string text, params string[] words) => MedicalWords.In(text).Select(word => word.In(text)).ShouldBe(words);

    [Theory]
    [InlineData("ALS", "als het lukt")]
    [InlineData("MS", "Ms Peeters")]
    [InlineData("kanker", "kankeren op de baas")]
    [InlineData("Kanker", "mevrouw De Kanker")]
    [InlineData("F33.1", "lokaal F33.1")]
    [InlineData("5 mg", "5 mg/m3 stof in de lucht")]
    [InlineData("stadium III", "stage 3 van het plan")]
    [InlineData("multiple sclerose", "multiple keuze")]
    [InlineData("operatie", "de coöperatie")]
    [InlineData("fluoxetine", "oxetine")]
    [InlineData("depressie", "een depressie boven zee")]
    public void What_only_looks_alike_is_let_be(string medical, string other)
    {
        MedicalWords.In(medical).ShouldNotBeEmpty();
        MedicalWords.In(other).ShouldBeEmpty();
    }

    [Fact]
    public void What_was_found_can_be_logged_for_it_holds_no_words() => MedicalWords.In("borstkanker").Single().ToString().ShouldNotContain("kanker");

    /// <summary>Whatever is typed, what is found lies within it and in order: the words can be named.</summary>
    [Theory]
    [InlineData("\ud83d")]
    [InlineData("ŒUVRE kanker 😀 chemo\ud83d")]
    [InlineData("")]
    [InlineData("'’-–")]
    public void Any_text_can_be_looked_through(string text)
    {
        var end = 0;
        foreach (var word in MedicalWords.In(text))
        {
            word.At.ShouldBeGreaterThanOrEqualTo(end);
            end = word.At + word.Length;
            end.ShouldBeLessThanOrEqualTo(text.Length);
        }
    }

    private static string Top()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "ZorgWerk.EventSourced.sln"))) at = at.Parent!;
        return at.FullName;
    }

    private static (List<Sentence> All, string Wrong) Judge(string name)
    {
        using var reader = new StreamReader(typeof(MedicalWordsSpecs).Assembly.GetManifestResourceStream(name)!);
        List<Sentence> all = [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(';', 3)).Select(cells => new Sentence(cells[0], cells[1] is "yes", cells[2], MedicalWords.In(cells[2]).Count > 0))];
        return (all, string.Join('\n', all.Where(one => one.IsMedical != one.IsFound).Select(one => $"{(one.IsFound ? "found" : "not found")}: {one.Words}")));
    }

    private sealed record Sentence(string Language, bool IsMedical, string Words, bool IsFound);
}
