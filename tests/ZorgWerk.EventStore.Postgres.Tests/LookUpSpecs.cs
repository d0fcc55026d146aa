using Npgsql;

namespace ZorgWerk.EventStore.Postgres.Tests;

/// <summary>The writer's plans are kept, so the plan made for a store of three streams must do for a store of a million.</summary>
public class LookUpSpecs
{
    [Theory]
    [InlineData("find_versions", "mt_streams")]
    [InlineData("find_answers", "zw_commands")]
    public async Task A_plan_made_while_there_was_next_to_nothing_looks_up_by_the_whole_key(string statement, string table)
    {
        await using var database = await PostgresStore.Create();
        await database.Execute("""
            insert into mt_streams (tenant_id, id, version) select 'gent', gen_random_uuid(), 1 from generate_series(1, 3);
            insert into zw_commands (tenant_id, command_id, body_hash, recorded_at, position) select 'gent', gen_random_uuid(), '', now(), 0 from generate_series(1, 3);
            """);
        await database.Execute($"vacuum analyze {table}");

        await using var connection = await database.Owner.OpenConnectionAsync();
        await using (var settings = new NpgsqlCommand(Statements.Files["open_writer"], connection)) await settings.ExecuteNonQueryAsync();
        await using (var prepare = new NpgsqlCommand($"prepare asked (varchar[], uuid[]) as {Statements.Files[statement]}", connection)) await prepare.ExecuteNonQueryAsync();
        await using var explain = new NpgsqlCommand("explain execute asked ('{gent}', '{00000000-0000-0000-0000-000000000001}')", connection);
        await using var line = await explain.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await line.ReadAsync()) plan.Add(line.GetString(0));

        plan.ShouldContain(step => step.Contains("Index Cond:") && step.Contains("tenant_id") && step.Contains("id = asked."), string.Join('\n', plan));
    }
}
