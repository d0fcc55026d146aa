using Npgsql;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Users;

/// <summary>Which accounts and organisations of a database are the demo's.</summary>
public sealed class DemoAccounts(NpgsqlDataSource database)
{
    /// <summary>Organisations that have users.</summary>
    public Task<List<TenantId>> Organisations(CancellationToken cancel = default) => Read("read_tenants", row => new TenantId(row.GetString(0)), cancel);

    /// <summary>Every organisation with work or users in the database, and whether it is a demo's.</summary>
    public Task<List<(TenantId Organisation, bool IsDemo)>> Work(CancellationToken cancel = default) =>
        Read("find_other_work", row => (new TenantId(row.GetString(0)), row.GetBoolean(1)), cancel);

    /// <summary>Accounts of the demo that could sign in to a demo.</summary>
    public Task<List<(TenantId Organisation, UserId User)>> All(CancellationToken cancel = default) =>
        Read("find_demo_users", row => (new TenantId(row.GetString(0)), new UserId(row.GetGuid(1))), cancel);

    /// <summary>Says of users that they are the demo's: made by a version that did not say so.</summary>
    public async Task Mark(TenantId tenant, IEnumerable<UserId> users, CancellationToken cancel = default)
    {
        await using var command = database.CreateCommand(Statements.Files["mark_demo_users"]);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = users.Select(user => user.Value).ToArray() });
        await command.ExecuteNonQueryAsync(cancel);
    }

    private async Task<List<T>> Read<T>(string statement, Func<NpgsqlDataReader, T> one, CancellationToken cancel)
    {
        var all = new List<T>();
        await using var command = database.CreateCommand(Statements.Files[statement]);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel)) all.Add(one(row));
        return all;
    }
}
