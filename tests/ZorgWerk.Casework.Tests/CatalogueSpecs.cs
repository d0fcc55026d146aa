using ZorgWerk.Casework.Events;
using ZorgWerk.Casework.Import;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Tests;

/// <summary>The closed list of what is stored, and what becomes of what is not on it.</summary>
public class CatalogueSpecs
{
    private static readonly TenantId Tenant = new("jobcentrum");
    private static readonly StreamId Stream = new(Guid.NewGuid());

    [Fact]
    public void Every_event_is_in_the_catalogue() =>
        Catalogue.Events.Values.ShouldBe(typeof(CoachingEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(CoachingEvent)) && !t.IsAbstract && t != typeof(UnknownEvent)), ignoreOrder: true);

    [Fact]
    public void Every_step_can_be_written_in_a_log() => StepCatalogue.All.Count.ShouldBe(typeof(CoachingStep).Assembly.GetTypes().Count(t => t.IsSubclassOf(typeof(CoachingStep)) && !t.IsAbstract));

    [Fact]
    public void No_event_of_a_participant_holds_text_in_the_clear() =>
        Catalogue.Events.Values.Where(t => t.IsSubclassOf(typeof(ParticipantEvent))).SelectMany(t => t.GetConstructors()).SelectMany(c => c.GetParameters())
            .Where(p => p.ParameterType == typeof(string)).ShouldBeEmpty();

    [Fact]
    public void A_kind_that_nobody_knows_is_kept_and_shown() =>
        new EventCodec().FromStore("horoscope_read", "{}"u8.ToArray(), Tenant, Stream, 1, Instant.FromUtc(2026, 3, 2, 23, 30))
            .ShouldBe(new UnknownEvent(new LocalDate(2026, 3, 3), "horoscope_read"));

    [Fact]
    public void An_older_shape_is_read_as_the_one_that_is_stored_now()
    {
        var codec = new EventCodec(new Upcaster("session_held_v0", "session_held", old =>
        {
            old["minutes"] = (int)old["hours"]! * 60;
            old.Remove("hours");
            return old;
        }));

        codec.FromStore("session_held_v0", """{"on":"2026-03-02","form":"online","hours":2}"""u8.ToArray(), Tenant, Stream, 1, default)
            .ShouldBe(new SessionHeld(new LocalDate(2026, 3, 2), SessionForm.Online, 120, null, null));
    }

    [Fact]
    public void What_is_stored_reads_back_the_same_with_its_texts_sealed()
    {
        var key = DataKey.Create();
        var said = new EntryCorrected(new LocalDate(2026, 3, 2), 4, new SessionHeld(new LocalDate(2026, 3, 1), SessionForm.Individual, 50, null, PersonalText.Of("Noor")), PersonalText.Of("Vergist"));

        var stored = EventCodec.ToStore(said, Tenant, Stream, 7, key, default);
        var read = new EventCodec().FromStore(stored.Type, stored.Data, Tenant, Stream, 7, default).ShouldBeOfType<EntryCorrected>();

        System.Text.Encoding.UTF8.GetString(stored.Data.Span).ShouldNotContain("Noor");
        read.Replacement.ShouldBeOfType<SessionHeld>().Report!.Open(text => key.Open((SealedText)text)).ShouldBe("Noor");
        read.Reason.Open(text => key.Open((SealedText)text)).ShouldBe("Vergist");
    }
}
