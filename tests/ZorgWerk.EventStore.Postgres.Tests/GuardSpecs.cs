using Npgsql;
using ZorgWerk.EventStore.Contract;
using static ZorgWerk.EventStore.Contract.Commands;

namespace ZorgWerk.EventStore.Postgres.Tests;

/// <summary>What happened stays: the service may not change it, and the owner is stopped before doing so by mistake.</summary>
public sealed class GuardSpecs : IAsyncLifetime
{
    private PostgresStore? _database;

    private PostgresStore Database => _database!;

    public async Task InitializeAsync()
    {
        _database = await PostgresStore.Create();
        await Database.Open(new HandClock()).Append(Adding(2, to: NewStream())).Appended();
    }

    public async Task DisposeAsync() => await Database.DisposeAsync();

    [Theory]
    [InlineData("update mt_events set data = '{}'")]
    [InlineData("delete from mt_events")]
    [InlineData("truncate mt_events cascade")]
    [InlineData("alter table mt_events disable trigger zw_append_only")]
    [InlineData("drop trigger zw_append_only on mt_events")]
    [InlineData("create index on mt_events (type)")]
    [InlineData("set session_replication_role = replica")]
    [InlineData("select setval('mt_events_sequence', 1)")]
    [InlineData("update zw_commands set answer = '1'")]
    [InlineData("delete from zw_commands")]
    [InlineData("truncate zw_commands")]
    [InlineData("delete from mt_streams")]
    [InlineData("truncate mt_streams cascade")]
    [InlineData("delete from mt_event_progression")]
    [InlineData("truncate mt_event_progression")]
    [InlineData("create table mine (id int)")]
    [InlineData("insert into zw_migrations values ('m', 'n', '')")]
    public async Task The_role_of_the_service_is_refused(string statement)
    {
        await using var command = Database.App.CreateCommand(statement);

        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Theory]
    [InlineData("update mt_events set data = '{}'", "mt_events is append-only: update is refused")]
    [InlineData("update mt_events set is_archived = true where false", "mt_events is append-only: update is refused")]
    [InlineData("delete from mt_events where false", "mt_events is append-only: delete is refused")]
    [InlineData("truncate mt_events", "mt_events is append-only: truncate is refused")]
    [InlineData("truncate mt_streams cascade", "mt_events is append-only: truncate is refused")]
    [InlineData("set session_replication_role = replica; delete from mt_events", "mt_events is append-only: delete is refused")]
    [InlineData("update zw_commands set answer = '1'", "zw_commands is append-only: update is refused")]
    [InlineData("delete from zw_commands", "zw_commands is append-only: delete is refused")]
    [InlineData("truncate zw_commands", "zw_commands is append-only: truncate is refused")]
    public async Task The_owner_is_stopped_and_told_why(string statement, string why)
    {
        await using var command = Database.Owner.CreateCommand(statement);

        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).MessageText.ShouldBe(why);
        (await Database.Ask<long>("select count(*) from mt_events")).ShouldBe(2);
    }

    [Fact]
    public async Task A_stream_that_has_events_cannot_be_deleted_by_its_owner_either()
    {
        await using var command = Database.Owner.CreateCommand("delete from mt_streams");

        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).ConstraintName.ShouldBe("fkey_mt_events_stream_id_tenant_id");
    }

    [Fact]
    public async Task The_role_of_the_service_cannot_log_in_until_someone_says_so() =>
        (await Database.Ask<bool>("select not (rolcanlogin or rolsuper or rolbypassrls or rolcreaterole or rolcreatedb) from pg_roles where rolname = 'zorgwerk_app'")).ShouldBeTrue();
}
