using Npgsql;

namespace ZorgWerk.Casework.Personal;

/// <summary>Keeps the web's own keys, which come sealed.</summary>
public sealed class WebKeyStore(NpgsqlDataSource database)
{
    public IReadOnlyList<string> All()
    {
        using var command = database.CreateCommand(Statements.Files["read_web_keys"]);
        using var row = command.ExecuteReader();
        var all = new List<string>();
        while (row.Read()) all.Add(row.GetString(0));
        return all;
    }

    public void Add(string name, string text)
    {
        using var command = database.CreateCommand(Statements.Files["insert_web_key"]);
        command.Parameters.Add(new() { Value = name });
        command.Parameters.Add(new() { Value = text });
        command.ExecuteNonQuery();
    }
}
