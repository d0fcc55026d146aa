using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace ZorgWerk.Postgres;

/// <summary>
/// A login that may do what one role may and nothing else: whoever gets hold of the service's connection cannot become the owner of the tables,
/// as one could who connected as the owner and only put the role on.
/// </summary>
public static class ServiceLogin
{
    /// <summary>Makes the login where there is none.</summary>
    /// <param name="owner">Connects as a role that may create roles and give <paramref name="role"/> away.</param>
    /// <param name="connectionString">How the owner connects.</param>
    /// <returns>How the login connects to the same database.</returns>
    /// <exception cref="PostgresException">The owner may not do that, or the server does not let the login in.</exception>
    public static async Task<string> Ensure(NpgsqlDataSource owner, string connectionString, string login, string password, string role, CancellationToken cancel = default)
    {
        await using (var connection = await owner.OpenConnectionAsync(cancel))
        await using (var transaction = await connection.BeginTransactionAsync(cancel))
        {
            await using (var turn = new NpgsqlCommand(Sql["take_login_turn"], connection)) await turn.ExecuteNonQueryAsync(cancel);
            await using var make = new NpgsqlCommand(Sql["make_login"], connection);
            foreach (var value in new[] { login, Verifier(password), role }) make.Parameters.Add(new() { Value = value });
            if (await make.ExecuteScalarAsync(cancel) is string statement)
            {
                await using var create = new NpgsqlCommand(statement, connection);
                await create.ExecuteNonQueryAsync(cancel);
            }
            await transaction.CommitAsync(cancel);
        }

        var own = new NpgsqlConnectionStringBuilder(connectionString) { Username = login, Password = password, Passfile = null };
        await using var first = NpgsqlDataSource.Create(own.ConnectionString);
        await using (await first.OpenConnectionAsync(cancel)) return own.ConnectionString;
    }

    /// <summary>What PostgreSQL keeps of a password (RFC 5803), so that the password itself never crosses the wire, nor a log.</summary>
    private static string Verifier(string password)
    {
        const int Iterations = 4096;
        var salt = RandomNumberGenerator.GetBytes(16);
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, Iterations, HashAlgorithmName.SHA256, 32);
        var stored = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var server = HMACSHA256.HashData(salted, "Server Key"u8);
        return string.Create(CultureInfo.InvariantCulture, $"SCRAM-SHA-256${Iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(stored)}:{Convert.ToBase64String(server)}");
    }

    private static readonly SqlFiles Sql = new(typeof(ServiceLogin).Assembly);
}
