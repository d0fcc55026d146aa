using System.Diagnostics;
using Xunit.Abstractions;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Promises;

/// <summary>A consent that was taken back covers nothing more, whoever is sharing at that very moment on whichever node.</summary>
public sealed class WithdrawalSpecs(ITestOutputHelper output)
{
    private static readonly LocalDate Today = SystemClock.Instance.GetCurrentInstant().InUtc().Date;
    private static readonly ActorId Wim = new(Guid.CreateVersion7());

    [Fact]
    public async Task Nothing_is_shared_once_a_withdrawal_is_acknowledged() => (await SharedAfter(races: 200, guarded: true)).ShouldBe(0);

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task Nothing_is_shared_after_many_withdrawals_either() => (await SharedAfter(races: 10_000, guarded: true)).ShouldBe(0);

    [Fact]
    public async Task Without_the_lock_and_the_constraint_something_is_shared_after_it_and_that_is_seen() => (await SharedAfter(races: 100, guarded: false)).ShouldBeGreaterThan(0);

    /// <summary>One node takes the consent back while another shares on it, again and again until it is refused.</summary>
    /// <returns>Disclosures that stand after the withdrawal of the consent they name, or that were asked after it was acknowledged and not refused.</returns>
    private async Task<int> SharedAfter(int races, bool guarded)
    {
        await using var shared = await Shared.Create();
        if (!guarded) await shared.LetBothWin();
        await using var withdrawing = shared.Node(guarded);
        await using var sharing = shared.Node(guarded);
        var (covered, wrong, taken) = (0, 0, 0);
        var patience = guarded ? 50 : 0;
        for (var race = 0; race < races && wrong == 0; race++)
        {
            var (participant, consent) = (new StreamId(Guid.CreateVersion7()), new ConsentId(Guid.CreateVersion7()));
            foreach (var step in Consenting(consent)) await sharing.Take(participant, step).Recorded();
            var acknowledged = long.MaxValue;
            var withdrawal = Task.Run(async () =>
            {
                await Task.Delay(Random.Shared.Next(4));
                await withdrawing.TakeUntilDone(participant, new WithdrawConsent(Today, consent, HowGiven.Verbal), patience).Recorded();
                Volatile.Write(ref acknowledged, Stopwatch.GetTimestamp());
            });
            try
            {
                while (!withdrawal.IsFaulted && wrong == 0)
                {
                    var asked = Stopwatch.GetTimestamp();
                    var answer = await sharing.TakeUntilDone(participant, new DiscloseInformation(Today, ActorId.Participant, [Category.Progress], Wim, Purpose.WorkResumption, PersonalText.Of("Het gaat goed.")), patience);
                    if (answer.Outcome is Outcome.Refused) break;
                    covered++;
                    // Without a breath in between nobody else would ever come first.
                    await Task.Delay(Random.Shared.Next(4));
                    if (asked > Volatile.Read(ref acknowledged)) wrong++;
                }
                await withdrawal;
            }
            catch (StoreUnavailableException) when (!guarded)
            {
                // Two that both won leave a stream that nothing can be added to.
            }
            taken++;
            wrong += await After(sharing, participant);
        }
        output.WriteLine($"{taken} withdrawals against {covered} disclosures that were covered: {wrong} after it");
        return wrong;
    }

    private static IEnumerable<ParticipantStep> Consenting(ConsentId consent) =>
    [
        new RegisterParticipant(Today, PersonalText.Of("RT-1"), PersonalText.Of("Noor Claesen"), Language.Dutch, null),
        new MapActor(Today, Wim, ActorRole.HumanResources, PersonalText.Of("Wim Aerts"), null),
        new GrantConsent(Today, consent, ActorId.Participant, [Category.Progress], [Wim], Purpose.WorkResumption, Today, Today.PlusDays(30), HowGiven.Paper, Informed: true),
    ];

    private static async Task<int> After(Node node, StreamId participant)
    {
        var (isTakenBack, after) = (false, 0);
        await foreach (var stored in node.Store.ReadStream(Node.Tenant, participant, StreamSlice.Whole))
        {
            isTakenBack |= stored.Type == "consent_withdrawn";
            if (isTakenBack && stored.Type == "information_disclosed") after++;
        }
        return after;
    }
}
