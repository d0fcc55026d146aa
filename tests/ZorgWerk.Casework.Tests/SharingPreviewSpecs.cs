using ZorgWerk.Casework.Sharing;
using ZorgWerk.Coaching;
using static ZorgWerk.Casework.Tests.Sharing;

namespace ZorgWerk.Casework.Tests;

/// <summary>What is said before something leaves is what the rules say when it does.</summary>
public class SharingPreviewSpecs
{
    [Fact]
    public void What_a_consent_covers_goes_and_the_consent_is_named()
    {
        var preview = After(WimMayKnow).Preview(Progress);

        preview.CoversAll.ShouldBeTrue();
        preview.Goes.ShouldBe([Category.Progress]);
        preview.Asked.ShouldHaveSingleItem().On!.Id.ShouldBe(T1);
    }

    [Fact]
    public void What_is_not_covered_stays_out_and_the_rest_can_go()
    {
        var preview = After(WimMayKnow).Preview(Progress with { Categories = [Category.Progress, Category.PersonalSituation] });

        preview.CoversAll.ShouldBeFalse();
        preview.Goes.ShouldBe([Category.Progress]);
        preview.Of(Category.PersonalSituation).ShouldBe(Coverage.Missing);
    }

    [Fact]
    public void Categories_of_two_consents_do_not_go_in_one_letter()
    {
        var other = WimMayKnow with { Consent = T2, Categories = [Category.PersonalSituation] };
        var preview = After(WimMayKnow, other).Preview(Progress with { Categories = [Category.Progress, Category.WorkAbility, Category.PersonalSituation] });

        preview.Goes.ShouldBe([Category.Progress, Category.WorkAbility]);
        preview.Of(Category.PersonalSituation).ShouldBe(Coverage.Apart);
    }

    [Fact]
    public void Health_never_goes_to_an_employer_and_nobody_is_sent_to_ask_consent_for_it()
    {
        var preview = After(WimMayKnow).Preview(Progress with { Categories = [Category.Medical] });

        preview.Of(Category.Medical).ShouldBe(Coverage.Never);
        preview.Keys.ShouldBeNull();
    }

    [Fact]
    public void What_came_from_the_employer_is_not_the_participants_to_share() =>
        After(WimMayKnow).Preview(Progress).Of(Category.EmployerInformation).ShouldBe(Coverage.Never);

    [Fact]
    public void Of_two_keys_the_one_that_is_missing_is_named()
    {
        var keys = After(WimMayKnow).Preview(Progress with { Categories = [Category.CareAdvice] }).Keys!;

        keys.Consent!.Id.ShouldBe(T1);
        keys.CarePartner.ShouldBeNull();
        keys.Said.ShouldBeEmpty();
    }

    [Fact]
    public void A_care_partners_no_is_told_and_holds_back_what_another_one_allowed()
    {
        var asked = After(WimMayKnow).Then(
            new ConsultCarePartner(Today, DrHaddad, Wim, [Category.CareAdvice], true),
            new ConsultCarePartner(Today, Jonas, Wim, [Category.CareAdvice], false));
        var preview = asked.Preview(Progress with { Categories = [Category.Progress, Category.CareAdvice] });

        preview.Goes.ShouldBe([Category.Progress]);
        preview.Keys!.CarePartner.ShouldBeNull();
        preview.Keys.Said.Select(word => (word.CarePartner, word.Agrees)).ShouldBe([(DrHaddad, true), (Jonas, false)], ignoreOrder: true);
    }

    [Fact]
    public void A_consent_for_another_purpose_is_named_as_the_nearest()
    {
        var missing = After(WimMayKnow).Preview(Progress with { Purpose = Purpose.FollowUp }).Asked.Single();

        (missing.Nearest, missing.On!.Id).ShouldBe((ConsentVerdict.OtherPurpose, T1));
    }

    [Fact]
    public void What_was_shared_already_may_be_shared_once_more() =>
        After(WimMayKnow).Then(Progress).Preview(Progress).Goes.ShouldBe([Category.Progress]);

    /// <summary>Every day, recipient, purpose and part of the categories: the preview never promises what the rules then refuse, nor the other way round.</summary>
    [Fact]
    public void The_preview_and_the_rules_never_differ()
    {
        var record = After(WimMayKnow, WimMayKnow with { Consent = T2, Categories = [Category.Medical, Category.Progress], Recipients = [DrPeeters, Wim], Purpose = Purpose.FollowUp })
            .Then(new ConsultCarePartner(Today, DrHaddad, DrPeeters, [Category.Medical], true), new WithdrawConsent(Today.PlusDays(2), T1, HowGiven.Verbal));
        foreach (var day in new[] { -20, -18, -1, 0, 2, 9 }.Select(Today.PlusDays))
        foreach (var recipient in new[] { Wim, DrPeeters, DrHaddad, ActorId.Participant })
        foreach (var purpose in new[] { Purpose.WorkResumption, Purpose.FollowUp })
        foreach (var part in Enumerable.Range(1, 63))
        {
            var step = new DiscloseInformation(day, ActorId.Participant, Enum.GetValues<Category>().Where(category => (part & (1 << (int)category)) != 0).ToValueList(), recipient, purpose, null);
            var preview = record.Preview(step);
            preview.CoversAll.ShouldBe(record.Decide(step, Now) is Decision.Accepted);
            preview.CoversAll.ShouldBe(preview.Goes.Count == step.Categories.Count);
            if (preview.Goes.Count > 0) record.Decide(step with { Categories = preview.Goes }, Now).ShouldBeOfType<Decision.Accepted>();
        }
    }
}
