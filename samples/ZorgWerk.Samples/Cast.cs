namespace ZorgWerk.Samples;

/// <summary>A coach of the cast, and where and in what language this coach works.</summary>
public sealed record CastCoach(string Id, string Name, Language First, Language? Second, string Region, string Cohort, LocalDate CertifiedOn, LocalDate ValidUntil)
{
    public bool Speaks(Language language) => First == language || Second == language;
}

/// <summary>Names and places to tell with. All of them are invented.</summary>
public static class Cast
{
    private static readonly LocalDate FirstTraining = new(2024, 6, 14), SecondTraining = new(2025, 4, 18);

    public static readonly IReadOnlyList<CastCoach> Coaches =
    [
        First("lotte.verbeeck", "Lotte Verbeeck", Language.Dutch, null, "gent"),
        First("joris.maes", "Joris Maes", Language.Dutch, null, "antwerpen"),
        First("hilde.claes", "Hilde Claes", Language.Dutch, null, "leuven"),
        // Runs out while the pilot runs: a warning for who is underway, no lock.
        First("tom.vandamme", "Tom Vandamme", Language.Dutch, null, "kortrijk") with { ValidUntil = new LocalDate(2026, 10, 30) },
        First("amelie.dupont", "Amélie Dupont", Language.French, null, "namur"),
        First("luc.marchal", "Luc Marchal", Language.French, null, "liege"),
        Second("nele.wouters", "Nele Wouters", Language.Dutch, Language.French, "brussel"),
        Second("els.peeters", "Els Peeters", Language.Dutch, null, "hasselt"),
        Second("bram.desmet", "Bram De Smet", Language.Dutch, null, "gent"),
        Second("sophie.renard", "Sophie Renard", Language.French, Language.Dutch, "brussel"),
        Second("karim.benali", "Karim Benali", Language.French, Language.Arabic, "charleroi"),
        Second("claire.lejeune", "Claire Lejeune", Language.French, null, "namur"),
    ];

    public static readonly IReadOnlyList<string> DutchRegions = ["gent", "antwerpen", "leuven", "kortrijk", "hasselt", "brussel"];
    public static readonly IReadOnlyList<string> FrenchRegions = ["namur", "liege", "charleroi", "brussel"];

    public static readonly IReadOnlyList<string> DutchWomen =
        ["Noor", "Katrien", "Sofie", "Ilse", "Greet", "Marleen", "An", "Veerle", "Inge", "Saskia", "Fatma", "Elif", "Tine", "Lies", "Hanne", "Roos", "Mieke", "Joke", "Petra", "Linde"];
    public static readonly IReadOnlyList<string> DutchMen =
        ["Wim", "Dirk", "Pieter", "Stijn", "Koen", "Geert", "Yusuf", "Bart", "Jeroen", "Kris", "Mehmet", "Filip", "Johan", "Ruben", "Steven"];
    public static readonly IReadOnlyList<string> DutchSurnames =
        ["Claesen", "Verhulst", "De Wilde", "Goossens", "Martens", "Yilmaz", "Van Acker", "Smets", "De Backer", "Lievens", "Pauwels", "Demir", "Hermans", "Van den Bossche", "Cools", "Segers", "Baert", "Nijs", "Vermeersch", "Aerts", "Bogaert", "Thys", "Roelants"];

    public static readonly IReadOnlyList<string> FrenchWomen =
        ["Camille", "Nathalie", "Isabelle", "Céline", "Nadia", "Valérie", "Fabienne", "Aurore", "Samira", "Delphine", "Brigitte", "Julie", "Martine", "Laetitia"];
    public static readonly IReadOnlyList<string> FrenchMen =
        ["Benoît", "Olivier", "Thierry", "Rachid", "Vincent", "Didier", "Mathieu", "Philippe", "Hakim", "Xavier", "Laurent"];
    public static readonly IReadOnlyList<string> FrenchSurnames =
        ["Lambert", "Delvaux", "Collard", "Bouzid", "Gérard", "Thiry", "Noël", "Servais", "El Amrani", "Wauters", "Fontaine", "Legrand", "Massart", "Piron", "Jadot", "Henrard", "Lejeune"];

    public static readonly IReadOnlyList<string> DutchCompanies =
        ["Drukkerij De Klimop", "Bakkerij Het Korenveld", "Woonzorghuis Ter Linde", "Basisschool De Wissel", "Transport Van Hoof en Zonen", "Stadsbibliotheek Oeverzicht", "Schrijnwerkerij Noordhout", "Kringwinkel De Draaischijf", "Verzekeringen Lindeman", "Tuincentrum Groenoord"];
    public static readonly IReadOnlyList<string> FrenchCompanies =
        ["Imprimerie du Lierre", "Boulangerie du Champ Doré", "Résidence Les Tilleuls", "École du Tournant", "Transports Hautfays", "Bibliothèque de la Rive", "Menuiserie Boisnord", "Ressourcerie La Spirale", "Assurances Tilmans", "Jardinerie Vertbois"];
    public static readonly IReadOnlyList<string> DutchJobs =
        ["drukker", "verkoper", "zorgkundige", "leerkracht", "chauffeur", "bibliotheekmedewerker", "schrijnwerker", "magazijnier", "dossierbeheerder", "tuinier"];
    public static readonly IReadOnlyList<string> FrenchJobs =
        ["imprimerie", "vente", "aide-soignant", "enseignement", "transport", "bibliothèque", "menuiserie", "magasin", "gestion de dossiers", "jardinerie"];
    public static readonly IReadOnlyList<string> DutchHospitals = ["ziekenhuis Sint-Amandina", "ziekenhuis De Meander", "groepspraktijk De Vlier"];
    public static readonly IReadOnlyList<string> FrenchHospitals = ["clinique Sainte-Ode", "hôpital du Val d'Airain", "maison médicale du Sureau"];

    /// <summary>Companies of the shared network that offer a place to try.</summary>
    public static readonly IReadOnlyList<string> NetworkCompanies = ["kringwinkel", "groenoord", "de-linde", "la-spirale", "moestuin", "bibliotheek"];

    private static CastCoach First(string id, string name, Language first, Language? second, string region) =>
        new(id, name, first, second, region, "allezi-2024", FirstTraining, FirstTraining.PlusYears(3).PlusDays(-1));

    private static CastCoach Second(string id, string name, Language first, Language? second, string region) =>
        new(id, name, first, second, region, "allezi-2025", SecondTraining, SecondTraining.PlusYears(3).PlusDays(-1));
}
