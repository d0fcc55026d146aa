using System.Text;
using Npgsql;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Events;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Cli;

/// <summary>Somebody's personal data was erased.</summary>
internal sealed record Erasure(TenantId Tenant, StreamId Stream, UserId By, PersonalDataErased Happened);

internal enum ErasedHow
{
    /// <summary>Erased by then already, or not known yet.</summary>
    NotAtAll,

    OnRecord,

    /// <summary>The rules do not let it on the record as it is; what was personal cannot be read any more all the same.</summary>
    ByKeyAlone,
}

/// <summary>A backup from before an erasure brings the key back; here it goes again.</summary>
internal static class ErasedAgain
{
    public static async Task<IReadOnlyList<Erasure>> Find(string connection, CancellationToken cancel)
    {
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        await using var command = database.CreateCommand(Sql.Files["find_erasures"]);
        await using var row = await command.ExecuteReaderAsync(cancel);
        var codec = new EventCodec();
        var found = new List<Erasure>();
        while (await row.ReadAsync(cancel))
        {
            var (tenant, stream) = (new TenantId(row.GetString(0)), new StreamId(row.GetGuid(1)));
            var happened = codec.FromStore("personal_data_erased", Encoding.UTF8.GetBytes(row.GetString(3)), tenant, stream, row.GetInt64(2), default);
            found.Add(new(tenant, stream, new UserId(Guid.Parse(row.GetString(4))), (PersonalDataErased)happened));
        }
        return found;
    }

    public static async Task<ErasedHow> Erase(House house, Erasure erasure, CancellationToken cancel)
    {
        if (await house.Keys.Find(erasure.Tenant, erasure.Stream, cancel) is null) return ErasedHow.NotAtAll;
        var again = new StepCommand(
            erasure.Tenant, house.References.CommandOf(erasure.Tenant, $"restore/erase/{erasure.Stream}"), erasure.By, erasure.Stream, new ErasePersonalData(erasure.Happened.On, erasure.Happened.Ground), "erased again"u8.ToArray());
        if ((await house.Desk.Take(again, cancel)).Outcome is Outcome.Recorded) return ErasedHow.OnRecord;

        await using var destroy = house.Database.CreateCommand(Sql.Files["destroy_key"]);
        destroy.Parameters.Add(new() { Value = erasure.Tenant.Value });
        destroy.Parameters.Add(new() { Value = erasure.Stream.Value });
        await destroy.ExecuteNonQueryAsync(cancel);
        house.Keys.Forget(erasure.Tenant, erasure.Stream);
        return ErasedHow.ByKeyAlone;
    }
}
