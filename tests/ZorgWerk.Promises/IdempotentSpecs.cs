using ZorgWerk.EventStore;
using static ZorgWerk.EventStore.Contract.Commands;

namespace ZorgWerk.Promises;

/// <summary>The same command has the same answer for ever, after a crash too.</summary>
public sealed class IdempotentSpecs
{
    [Fact]
    public async Task After_a_crash_every_command_has_its_first_answer_and_another_body_is_refused()
    {
        await using var promised = await Promised.Start();
        var writer = await Written(promised);

        promised.KillServer();
        await promised.Restart();
        var store = promised.Open();

        foreach (var (append, position) in writer.Acknowledged)
        {
            var first = (await store.Append(append)).ShouldBeOfType<AppendResult.Repeated>().First;
            (first.Position, first.Answer.Text()).ShouldBe((position, append.Answer.Text()));
            (await store.Append(append with { Body = Body("that") })).ShouldBeOfType<AppendResult.OtherBody>();
        }
        (await store.Read(writer.Stream)).Count.ShouldBe(writer.Acknowledged.Count);
    }

    [Fact]
    public async Task Without_the_remembered_answers_a_repetition_is_not_known()
    {
        await using var promised = await Promised.Start();
        var writer = await Written(promised);

        await promised.Execute("alter table zw_commands disable trigger all; delete from zw_commands");

        (await promised.Open().Append(writer.Acknowledged[0].Append)).ShouldBeOfType<AppendResult.Conflict>();
    }

    private static async Task<Writer> Written(Promised promised)
    {
        var writer = new Writer(promised.Open());
        using var enough = new CancellationTokenSource();
        var writing = writer.Write(enough.Token);
        while (writer.Acknowledged.Count < 100) await Task.Delay(5);
        await enough.CancelAsync();
        await writing;
        return writer;
    }
}
