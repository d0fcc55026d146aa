namespace ZorgWerk.Coaching;

/// <summary>What kind of information is passed on.</summary>
public enum Category
{
    /// <summary>How the trajectory goes.</summary>
    Progress,
    /// <summary>What works at work: functional, without medical terms.</summary>
    WorkAbility,
    /// <summary>Advice that came from the care side.</summary>
    CareAdvice,
    PersonalSituation,
    /// <summary>Only ever to those bound by medical secrecy (R2).</summary>
    Medical,
    /// <summary>What came from the employer, and is the employer's to share (R4).</summary>
    EmployerInformation,
}

/// <summary>What information is passed on for.</summary>
public enum Purpose { WorkResumption, WorkAdaptation, WorkExperience, Referral, CareCoordination, FollowUp }

public enum HowGiven { Paper, Verbal, Online }
