using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Sharing;

public enum Coverage
{
    /// <summary>Goes with the rest.</summary>
    Goes,

    /// <summary>May be shared, on a consent or a word that does not cover the rest: in a letter of its own.</summary>
    Apart,

    /// <summary>May not be shared now.</summary>
    Missing,

    /// <summary>No consent could ever let it go to this recipient (R2, R4).</summary>
    Never,
}

/// <summary>What the rules would say to one category.</summary>
/// <param name="On">The consent that covers it; for what is missing, the one that comes nearest, if any does.</param>
/// <param name="Because">Why it may not go.</param>
/// <param name="Nearest">What is wrong with the nearest consent.</param>
public sealed record CategoryCoverage(Category Category, bool IsAsked, Coverage Coverage, Coaching.Consent? On, Refusal? Because, ConsentVerdict? Nearest);

/// <summary>The two keys of care information on its way to the work side (S1-15).</summary>
/// <param name="Consent">The first: the giver's consent.</param>
/// <param name="CarePartner">The second: the care partner who agreed.</param>
/// <param name="Said">The last word of every care partner who was asked about this recipient.</param>
public sealed record TwoKeys(ValueList<Category> Categories, Coaching.Consent? Consent, ActorId? CarePartner, IReadOnlyList<Consultation> Said);

/// <summary>
/// What would become of sharing, without doing it. Every answer here is the rules' own: the very step that would be taken is decided, whole and
/// for each part of it, and nothing is weighed a second way.
/// </summary>
/// <param name="Whole">The answer to everything that is asked.</param>
/// <param name="Goes">The largest part that would be accepted as one act of sharing; all, some or none of it.</param>
public sealed record SharingPreview(Decision Whole, IReadOnlyList<CategoryCoverage> Categories, ValueList<Category> Goes, TwoKeys? Keys)
{
    private static readonly IReadOnlyList<Category> Every = Enum.GetValues<Category>();

    /// <summary>Why a consent does not cover, what is least amiss first.</summary>
    private static readonly ConsentVerdict[] NearestFirst =
        [ConsentVerdict.OrderNotKnown, ConsentVerdict.NotYetValid, ConsentVerdict.Expired, ConsentVerdict.Withdrawn, ConsentVerdict.OtherPurpose, ConsentVerdict.CategoriesMissing];

    public IEnumerable<CategoryCoverage> Asked => Categories.Where(one => one.IsAsked);

    public bool CoversAll => Whole is Decision.Accepted;

    public static SharingPreview Of(Participant soFar, DiscloseInformation step, Circumstances now)
    {
        // Consents do not ask for words; what is medical in them is noticed apart, and asked about apart.
        step = step with { Content = null };
        var asked = step.Categories.Distinct().ToValueList();
        var goes = Largest(soFar, step, asked, now);
        CategoryCoverage[] each = [.. Every.Select(category => One(soFar, step with { Categories = [category] }, category, asked.Contains(category), goes.Contains(category), now))];
        var possible = each.Where(one => one.IsAsked && one.Coverage is not Coverage.Never).Select(one => one.Category);
        return new SharingPreview(soFar.Decide(step with { Categories = asked }, now), each, goes, KeysOf(soFar, step, possible, now));
    }

    private static CategoryCoverage One(Participant soFar, DiscloseInformation step, Category category, bool isAsked, bool goes, Circumstances now)
    {
        var trace = soFar.Weigh(soFar.WhenOf(step, now), step.Giver, step.Categories, step.Recipient, step.Purpose);
        switch (soFar.Decide(step, now))
        {
            case Decision.Refused(var because, _) when because.Rule is "R2" or "R4":
                return new(category, isAsked, Coverage.Never, null, because, null);
            case Decision.Refused(var because, _):
                var nearest = trace.Weighed.Where(weighed => IsNear(weighed.Verdict, soFar.ConsentOf(weighed.Consent)!, category, step.On))
                    .OrderBy(weighed => Array.IndexOf(NearestFirst, weighed.Verdict)).ThenByDescending(weighed => weighed.Until).FirstOrDefault();
                return new(category, isAsked, Coverage.Missing, nearest is null ? null : soFar.ConsentOf(nearest.Consent), because, nearest?.Verdict);
            default:
                return new(category, isAsked, isAsked && !goes ? Coverage.Apart : Coverage.Goes, trace.CoveredBy is { } id ? soFar.ConsentOf(id) : null, null, null);
        }
    }

    /// <summary>Whether it helps to be told of this consent: it names the category but not for now, or it holds now but not for this.</summary>
    private static bool IsNear(ConsentVerdict verdict, Coaching.Consent consent, Category category, LocalDate on) => verdict switch
    {
        ConsentVerdict.OtherPurpose => consent.Names(category) && consent.IsInForceOn(on),
        ConsentVerdict.CategoriesMissing => consent.IsInForceOn(on),
        ConsentVerdict.NotYetValid or ConsentVerdict.Expired or ConsentVerdict.Withdrawn or ConsentVerdict.OrderNotKnown => true,
        _ => false,
    };

    /// <summary>There are six categories: asking about every part of them is 63 short questions, and leaves the rule where it is written.</summary>
    private static ValueList<Category> Largest(Participant soFar, DiscloseInformation step, ValueList<Category> asked, Circumstances now)
    {
        ValueList<Category> largest = [];
        for (var part = (1 << asked.Count) - 1; part > 0; part--)
        {
            var some = asked.Where((_, at) => (part & (1 << at)) != 0).ToValueList();
            if (some.Count > largest.Count && soFar.Decide(step with { Categories = some }, now) is Decision.Accepted) largest = some;
        }
        return largest;
    }

    private static TwoKeys? KeysOf(Participant soFar, DiscloseInformation step, IEnumerable<Category> possible, Circumstances now)
    {
        var care = possible.Where(category => soFar.Weigh(soFar.WhenOf(step, now), step.Giver, [category], step.Recipient, step.Purpose).CarePartnerNeeded).ToValueList();
        if (care.Count == 0) return null;
        var trace = soFar.Weigh(soFar.WhenOf(step, now), step.Giver, care, step.Recipient, step.Purpose);
        var said = soFar.Consultations.Where(word => word.Recipient == step.Recipient && word.On <= step.On && word.Categories.Any(care.Contains))
            .GroupBy(word => word.CarePartner).Select(words => words.OrderBy(word => word.On).Last());
        return new TwoKeys(care, trace.CoveredBy is { } id ? soFar.ConsentOf(id) : null, trace.CarePartner, [.. said]);
    }
}
