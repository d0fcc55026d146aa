using System.Security.Cryptography;
using System.Text;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Coaching;
using static ZorgWerk.Casework.Tests.Logs;

namespace ZorgWerk.Casework.Tests;

/// <summary>Names and free text lie in the database only as ciphertext, each for its own place, under a key that can be destroyed.</summary>
public class PersonalDataSpecs
{
    [Fact]
    public async Task No_table_holds_a_word_that_somebody_said()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);

        foreach (var table in new[] { "mt_events", "mt_streams", "zw_commands", "zw_keys", "zw_caseload", "zw_timeline", "zw_disclosures", "zw_consents" })
            foreach (var word in new[] { "Noor", "borstkanker", "Wim", "Lotte", "RT-001", "begint in juni" })
                (await office.Scalar<long>($"select count(*) from {table} t where t::text like '%{word}%'")).ShouldBe(0, $"{word} in {table}");
    }

    [Fact]
    public async Task With_the_key_the_words_can_be_read_and_after_erasure_never_again()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);
        var stream = office.Stream("RT-001");
        var name = (await office.Reader.Fold(Office.Tenant, stream, Moment.Now)).Name!;
        (await office.Keys.Find(Office.Tenant, stream))!.Open((SealedText)name.SealedForm!).ShouldBe("Noor Claesen");

        await office.Import("""
            {"participant":"RT-001","on":"2025-07-01","coach":"lotte","step":"close-trajectory","fields":{"why":"goal-reached","canManageAlone":true}}
            {"participant":"RT-001","on":"2025-07-02","coach":"lotte","step":"erase-personal-data","fields":{"ground":"requested"}}
            """);

        (await office.Keys.Find(Office.Tenant, stream)).ShouldBeNull();
        (await office.Scalar<bool>($"select wrapped is null from zw_keys where subject_id = '{stream.Value}'")).ShouldBeTrue();
        (await office.Reader.Fold(Office.Tenant, stream, Moment.Now)).Entries.Count.ShouldBe(12);
    }

    [Fact]
    public void A_text_moved_to_another_place_does_not_open()
    {
        var key = DataKey.Create();
        var here = new SealedFor(Office.Tenant, new EventStore.StreamId(Guid.NewGuid()), 3, "note_written", "text");
        var bytes = key.Seal("Noor", here);

        key.Open(new SealedText(bytes, here)).ShouldBe("Noor");
        foreach (var elsewhere in new[] { here with { Version = 4 }, here with { Type = "session_held" }, here with { Field = "reason" }, here with { Stream = new EventStore.StreamId(Guid.NewGuid()) } })
            Should.Throw<CryptographicException>(() => key.Open(new SealedText(bytes, elsewhere)));
    }

    [Fact]
    public void Another_master_key_opens_nothing()
    {
        var wrapped = MasterKey.Create().Wrap(new byte[32], "noor");
        Should.Throw<CryptographicException>(() => MasterKey.Create().Unwrap(wrapped, "noor"));
    }

    [Fact]
    public async Task A_view_that_was_tampered_with_is_found()
    {
        var office = await Office.Open();
        await office.Import(SetUp + Noor);
        await using (var tamper = office.Owner.CreateCommand("update zw_disclosures set recipient_role = 'union' where version = 8")) await tamper.ExecuteNonQueryAsync();

        await Assert.ThrowsAsync<ShouldAssertException>(async () => await office.DisposeAsync());
    }
}
