using Xunit.Abstractions;
using ZorgWerk.EventStore;
using static ZorgWerk.EventStore.Contract.Commands;

namespace ZorgWerk.Promises;

/// <summary>The same command has the same answer for ever, after a crash too.</summary>
public sealed class IdempotentSpecs(ITestOutputHelper output)
{
    [Fact]
    public Task After_a_crash_every_command_has_its_first_answer_and_another_body_is_refused() => KeepsItsFirstAnswers(commands: 100, kills: 1);

    [Fact]
    [Trait("Kind", "Deep")]
    public Task After_many_crashes_every_one_of_many_commands_has_its_first_answer_too() => KeepsItsFirstAnswers(commands: 10_000, kills: 10);

    [Fact]
    public async Task Without_the_remembered_answers_a_repetition_is_not_known()
    {
        await using var promised = await Promised.Start();
        var writer = await Written(promised, commands: 100, kills: 0);

        await promised.Execute("alter table zw_commands disable trigger all; delete from zw_commands");

        (await promised.Open().Append(writer.Acknowledged[0].Append)).ShouldBeOfType<AppendResult.Conflict>();
    }

    private async Task KeepsItsFirstAnswers(int commands, int kills)
    {
        await using var promised = await Promised.Start();
        var writer = await Written(promised, commands, kills);
        var store = promised.Open();

        // Side by side, so that repetitions of several commands share a transaction too.
        await Parallel.ForEachAsync(writer.Acknowledged, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (acknowledged, _) =>
        {
            var (append, position) = acknowledged;
            var first = (await store.Append(append, CancellationToken.None)).ShouldBeOfType<AppendResult.Repeated>().First;
            (first.Position, first.Answer.Text()).ShouldBe((position, append.Answer.Text()));
            (await store.Append(append with { Body = Body("that") }, CancellationToken.None)).ShouldBeOfType<AppendResult.OtherBody>();
        });
        (await store.Read(writer.Stream)).Count.ShouldBe(writer.Acknowledged.Count);
        output.WriteLine($"{writer.Acknowledged.Count} commands, {kills} kills, {writer.FoundDone} found done after a lost answer: each has its first answer, and none another body");
    }

    /// <param name="kills">Of the server while commands are written, the last when there are enough.</param>
    private static async Task<Writer> Written(Promised promised, int commands, int kills)
    {
        var writer = new Writer(promised.Open());
        using var enough = new CancellationTokenSource();
        var writing = writer.Write(enough.Token);
        for (var kill = 1; kill <= kills; kill++)
        {
            while (writer.Acknowledged.Count < commands / kills * kill && !writing.IsCompleted) await Task.Delay(5);
            promised.KillServer();
            await promised.Restart();
        }
        while (writer.Acknowledged.Count < commands && !writing.IsCompleted) await Task.Delay(5);
        await enough.CancelAsync();
        await writing;
        return writer;
    }
}
