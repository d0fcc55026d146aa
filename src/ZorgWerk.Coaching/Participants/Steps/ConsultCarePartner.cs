namespace ZorgWerk.Coaching;

/// <summary>The coach talked with a care partner about what may be told to someone on the work side (S1-15).</summary>
public sealed record CarePartnerConsulted(LocalDate On, ActorId CarePartner, ActorId Recipient, ValueList<Category> Categories, bool Agrees) : ParticipantEvent(On)
{
    public override ValueList<ActorId> Concerns => [CarePartner, Recipient];

    public override Participant Evolve(Participant soFar) => soFar with
    {
        Consultations = soFar.Consultations.Add(new Consultation(On, CarePartner, Recipient, Categories, Agrees, soFar.Trajectories.Count)),
    };
}

/// <summary>A care partner's word on what someone on the work side may be told. A word of a later day, by the same partner, replaces it.</summary>
public sealed record Consultation(LocalDate On, ActorId CarePartner, ActorId Recipient, ValueList<Category> Categories, bool Agrees, int Trajectory);

public sealed partial record Participant
{
    public ValueList<Consultation> Consultations { get; init; }

    /// <summary>Care information to the work side takes two keys: the participant's consent and the care partner's word.</summary>
    private bool NeedsCarePartner(ValueList<Category> categories, ActorId recipient) =>
        ActorOf(recipient) is { Side: Side.Work } && categories.Any(IsCareInformation);

    /// <summary>
    /// A care partner who agreed on or before that day, in this trajectory, to all the care information that is meant, and has not said
    /// otherwise since; nobody while another one, still in the network, says no.
    /// </summary>
    private ActorId? ConsultedCarePartner(LocalDate on, ValueList<Category> categories, ActorId recipient, int trajectory)
    {
        ActorId? agrees = null;
        foreach (var partner in Consultations.Select(c => c.CarePartner).Distinct())
        {
            var words = categories.Where(IsCareInformation).Select(category => LastWord(partner, on, category, recipient, trajectory)).ToList();
            if (ActorOn(partner, on) is not null && words.Any(word => word is { Agrees: false })) return null;
            if (words.All(word => word is { Agrees: true })) agrees ??= partner;
        }
        return agrees;
    }

    /// <summary>The last by the day it was spoken, whenever it was written down; of one day, the one written last.</summary>
    private Consultation? LastWord(ActorId partner, LocalDate on, Category category, ActorId recipient, int trajectory)
    {
        Consultation? last = null;
        foreach (var word in Consultations)
            if (word.CarePartner == partner && word.Trajectory == trajectory && word.On <= on && word.Recipient == recipient &&
                word.Categories.Contains(category) && (last is null || last.On <= word.On)) last = word;
        return last;
    }

    private static bool IsCareInformation(Category category) => category is Category.CareAdvice or Category.Medical;
}

public sealed record ConsultCarePartner(LocalDate On, ActorId CarePartner, ActorId Recipient, ValueList<Category> Categories, bool Agrees) : ParticipantStep(On)
{
    public static readonly Refusal NotOnTheCareSide = new("consult-care-partner/not-on-the-care-side", "carePartner");
    public static readonly Refusal NotOnTheWorkSide = new("consult-care-partner/not-on-the-work-side", "recipient");

    public override Decision Decide(Participant soFar, Circumstances now) => soFar switch
    {
        _ when soFar.ActorOn(CarePartner, On) is not { Side: Side.Care } => Refuse(NotOnTheCareSide),
        _ when soFar.ActorOn(Recipient, On) is not { Side: Side.Work } => Refuse(NotOnTheWorkSide),
        _ when Categories.Count == 0 => Refuse(GrantConsent.NothingNamed),
        _ => Accept(new CarePartnerConsulted(On, CarePartner, Recipient, Categories, Agrees)),
    };
}
