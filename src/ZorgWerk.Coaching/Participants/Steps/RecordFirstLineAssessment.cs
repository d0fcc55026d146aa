namespace ZorgWerk.Coaching;

/// <summary>A first finding of the existing situation, with short validated scales; never a diagnosis (R5).</summary>
public sealed record FirstLineAssessmentRecorded(LocalDate On, PersonalText Findings, ValueList<ScaleScore> Scales, SupportNeed Need) : ParticipantEvent(On)
{
    public override bool IsContact => true;

    public override Participant Evolve(Participant soFar) => soFar.WithCurrent(t => t with
    {
        AssessedOn = Participant.Later(t.AssessedOn, On),
        Needs = Need is SupportNeed.WithinFirstLine ? t.Needs : t.Needs.Add(new Indication(ReferralKind.SpecialisedCare, On)),
    });
}

/// <summary>What the person needs beyond coaching; anything but the first always goes to a care partner (S1-13).</summary>
public enum SupportNeed { WithinFirstLine, PhysicalSupport, EmotionalProcessing, PsychosocialSkills, OtherSpecialisedCare }

/// <summary>
/// Work Ability Score 0–10 and Index 7–49 (El Fassi 2013), return-to-work self-efficacy RTW-SE-11 1–6 (Gjengedal 2021),
/// WHO-5 raw 0–25, and hope and connectedness as a participant's own mark 0–10.
/// </summary>
public enum Scale { Was, Wai, RtwSe, Who5, Hope, Connectedness }

public sealed record ScaleScore(Scale Scale, decimal Score)
{
    public bool IsWithinBounds => Scale switch
    {
        Scale.Wai => Score is >= 7 and <= 49,
        Scale.RtwSe => Score is >= 1 and <= 6,
        Scale.Who5 => Score is >= 0 and <= 25,
        _ => Score is >= 0 and <= 10,
    };
}

public sealed partial record Trajectory
{
    public LocalDate? AssessedOn { get; init; }
}

public sealed record RecordFirstLineAssessment(
    LocalDate On, [To(Reach.WorkSide)] PersonalText Findings, ValueList<ScaleScore> Scales, SupportNeed Need) : ParticipantStep(On)
{
    public static readonly Refusal Diagnosis = new("record-first-line-assessment/diagnosis", "findings", "R5");
    public static readonly Refusal MedicalFindings = new("record-first-line-assessment/medical-findings", "findings", "R5");
    public static readonly Refusal ScaleOutOfBounds = new("record-first-line-assessment/scale-out-of-bounds", "scales") { IsOfTyping = true };

    /// <summary>A word may be a coincidence, which the coach says; what has the shape of a diagnosis' code is none.</summary>
    public override Refusal? RefusalOf(MedicalField medical, Participant soFar) => MedicalFindings;

    public override Decision Decide(Participant soFar, Circumstances now)
    {
        foreach (var score in Scales)
            if (!score.IsWithinBounds) return Refuse(ScaleOutOfBounds with { About = [score.Scale.ToString()] });
        return Findings.Open(_ => null) is { } words && MedicalWords.In(words).Any(word => word.Kind is MedicalKind.Code)
            ? Refuse(Diagnosis)
            : Accept(new FirstLineAssessmentRecorded(On, Findings, Scales, Need));
    }
}
