using FsCheck;
using FsCheck.Fluent;

namespace ZorgWerk.Coaching.Tests.Properties;

/// <summary>A small cast, a fortnight, and few ids, so that what is asked at random collides and covers often.</summary>
internal static class Cast
{
    public static readonly ActorId Els = new(Number(0xa6)), Sien = new(Number(0xa8));

    public static readonly (ActorId Id, ActorRole Role)[] Around =
    [
        (Wim, ActorRole.HumanResources), (Koen, ActorRole.Supervisor), (DrPeeters, ActorRole.OccupationalPhysician),
        (DrHaddad, ActorRole.GeneralPractitioner), (Union, ActorRole.Union), (Els, ActorRole.Psychologist), (Sien, ActorRole.SocialWorker),
    ];

    /// <summary>Underway, on the first day: whoever is on the map from the start, and consents that hold for a while; one of them says more than may ever be told.</summary>
    public static readonly ParticipantEvent[] Start = UnderwayAnd(
        new ActorMapped(Monday, Els, ActorRole.Psychologist, Text("Els"), null),
        new ActorMapped(Monday, Sien, ActorRole.SocialWorker, Text("Sien"), null),
        WimMayKnow with { Until = Monday.PlusDays(9) },
        WimMayKnow with { Consent = T2, Categories = [Category.CareAdvice, Category.Medical], Recipients = [DrPeeters, DrHaddad], From = Monday.PlusDays(2) },
        WimMayKnow with { Consent = T3, Giver = Wim, Categories = [Category.EmployerInformation], Recipients = [ActorId.Participant] },
        WimMayKnow with { Consent = new ConsentId(Number(0xb4)), Categories = [Category.Medical, Category.CareAdvice], Recipients = [Sien, Wim] });

    public static readonly Gen<LocalDate> EarlyDay = Gen.Choose(0, 5).Select(Monday.PlusDays);
    public static readonly Gen<LocalDate> Day = Gen.Choose(0, 14).Select(Monday.PlusDays);
    /// <summary>Mostly not known; few, so that they are often the same.</summary>
    public static readonly Gen<LocalTime?> Time = Gen.Elements<LocalTime?>(null, null, new LocalTime(9, 0), new LocalTime(12, 49), new LocalTime(15, 30));

    public static readonly Gen<ActorId> Somebody = Gen.Elements(Around.Select(actor => actor.Id).ToArray());
    public static readonly Gen<ActorId> Care = Gen.Frequency((8, Gen.Elements(DrHaddad, Els)), (1, Somebody));
    public static readonly Gen<ActorId> Work = Gen.Frequency((8, Gen.Elements(Wim, Wim, DrPeeters, DrPeeters, Koen, Union)), (1, Somebody));
    public static readonly Gen<ConsentId> AnyConsent = Gen.Choose(1, 9).Select(n => new ConsentId(Number(0xb0 + n)));
    public static readonly Gen<Purpose> AnyPurpose = Gen.Frequency((8, Gen.Constant(Purpose.WorkResumption)), (1, Gen.Constant(Purpose.CareCoordination)));
    public static readonly Gen<PersonalText> AnyWords = Gen.Constant(Text("Woorden"));
    public static readonly Gen<bool> Either = Gen.Elements(true, false);

    private static readonly (ActorId Giver, ValueList<Category> Categories, ActorId Recipient)[] Usual =
    [
        (ActorId.Participant, [Category.Progress], Wim), (ActorId.Participant, [Category.Progress, Category.WorkAbility], Wim),
        (ActorId.Participant, [Category.CareAdvice], Wim), (ActorId.Participant, [Category.CareAdvice, Category.Medical], DrPeeters),
        (ActorId.Participant, [Category.Medical], DrHaddad), (Wim, [Category.EmployerInformation], ActorId.Participant),
        (Koen, [Category.EmployerInformation], ActorId.Participant), (ActorId.Participant, [Category.Medical], Sien),
    ];

    /// <summary>Who gives what to whom: mostly what is usual, sometimes what may not be, sometimes anything.</summary>
    public static readonly Gen<(ActorId Giver, ValueList<Category> Categories, ActorId Recipient)> Sharing = Gen.Frequency(
        (9, Gen.Elements(Usual)),
        (2, from some in Some(OneOf<Category>()) from recipient in Somebody select (ActorId.Participant, some, recipient)),
        (1, from medical in Gen.Constant(Category.Medical) select (ActorId.Participant, new ValueList<Category>().Add(medical), Wim)),
        (1, from giver in Somebody from some in Some(OneOf<Category>()) from recipient in Gen.OneOf(Somebody, Gen.Constant(ActorId.Participant)) select (giver, some, recipient)),
        (1, from usual in Gen.Elements(Usual) select (usual.Giver, usual.Categories, usual.Giver)));

    public static Gen<T> OneOf<T>() where T : struct, Enum => Gen.Elements(Enum.GetValues<T>());

    public static Gen<ValueList<T>> Some<T>(Gen<T> one) =>
        from first in one from second in one from both in Gen.Choose(0, 2) select both == 0 ? new ValueList<T>().Add(first).Add(second) : new ValueList<T>().Add(first);

    /// <summary>One of few ids of a kind.</summary>
    public static Gen<TId> Id<TId>(int kind) where TId : struct, IId<TId> => Gen.Choose(1, 2).Select(n => TId.From(Number(kind + n)));

    public static Gen<T?> Maybe<T>(Gen<T> some) where T : struct => from value in some from present in Either select present ? value : (T?)null;
}
