using System.Net;
using System.Net.Sockets;
using Npgsql;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Users;

/// <summary>Why somebody did not come in.</summary>
public enum FailedSignIn { WrongPassword, UnknownLogin, StoppedAccount, SlowedDown, Passkey, Demo }

/// <summary>
/// Slows guessing down: by where it comes from, and by the login it is made on, alike whether there is such a login. Whoever has the right password and
/// comes from an address that is not itself over its limit comes in, whatever others tried. Counted in the database, so that nodes count together.
/// </summary>
public sealed class SignInAttempts(NpgsqlDataSource database, References references, IClock clock)
{
    /// <summary>How long an attempt that failed counts.</summary>
    public static readonly Duration Window = Duration.FromMinutes(15);

    /// <summary>Failed attempts from one address on one login.</summary>
    public const int MostOnLogin = 5;

    /// <summary>The same while others try that login too: see <see cref="ManyOthers"/>.</summary>
    public const int MostOnTriedLogin = 2;

    /// <summary>So many failed attempts on a login from other addresses, and each address has fewer.</summary>
    public const int ManyOthers = 25;

    /// <summary>Failed attempts from one address on whatever logins: an office behind one address mistypes too.</summary>
    public const int MostOfAddress = 20;

    /// <summary>How long the administrator is shown what failed.</summary>
    public static readonly Duration ShownFor = Duration.FromDays(90);

    /// <summary>Counts an attempt, before the password is looked at.</summary>
    /// <param name="address">Where it comes from.</param>
    /// <returns>Null when it may be made; else how long until one may.</returns>
    public async Task<Duration?> Begin(TenantId tenant, string login, IPAddress? address, CancellationToken cancel = default)
    {
        var (key, now) = (KeyOf(address), clock.GetCurrentInstant());
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var both = new NpgsqlBatch(connection);
        both.BatchCommands.Add(Command("hold_address", key));
        both.BatchCommands.Add(Command(
            "begin_sign_in", tenant.Value, references.User(tenant, login).Value, key, At(now - Window), At(now), (long)MostOfAddress, (long)MostOnLogin, (long)ManyOthers, (long)MostOnTriedLogin));
        await using var row = await both.ExecuteReaderAsync(cancel);
        await row.NextResultAsync(cancel);
        await row.ReadAsync(cancel);
        return await row.IsDBNullAsync(0, cancel) ? null : Duration.Max(Instant.FromDateTimeUtc(row.GetDateTime(0)) + Window - now, Duration.FromSeconds(1));
    }

    /// <summary>The password was right: what was tried on that login from there no longer counts.</summary>
    public Task Succeeded(TenantId tenant, string login, IPAddress? address, CancellationToken cancel = default) =>
        Do("forget_attempts_of", cancel, tenant.Value, references.User(tenant, login).Value, KeyOf(address));

    /// <summary>Notes for the administrator that somebody did not come in. Of an organisation that is not there nothing is noted.</summary>
    /// <param name="network">Shortened already.</param>
    public Task Note(TenantId tenant, UserId user, string network, FailedSignIn why, CancellationToken cancel = default) =>
        Do("note_failed_sign_in", cancel, tenant.Value, user.Value, At(clock.GetCurrentInstant()), network, Kebab.Of(why));

    /// <inheritdoc cref="Note(TenantId, UserId, string, FailedSignIn, CancellationToken)"/>
    public Task Note(TenantId tenant, string login, string network, FailedSignIn why, CancellationToken cancel = default) =>
        Note(tenant, references.User(tenant, login), network, why, cancel);

    /// <summary>Whether somewhere so many attempts failed on a login that whoever made them has to wait.</summary>
    public async Task<bool> IsSlowedDown(TenantId tenant, UserId user, CancellationToken cancel = default)
    {
        await using var command = database.CreateCommand(Statements.Files["is_slowed_down"]);
        foreach (var value in (object[])[tenant.Value, user.Value, At(clock.GetCurrentInstant() - Window), (long)MostOnTriedLogin]) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    /// <summary>Forgets what counts no longer, and what was shown long enough.</summary>
    public Task Forget(CancellationToken cancel = default)
    {
        var now = clock.GetCurrentInstant();
        return Do("forget_failed_sign_ins", cancel, At(now - Window), At(now - ShownFor));
    }

    /// <summary>An address of IPv4 whole; of IPv6 what one household or office has, since everybody there may take any address of it.</summary>
    private byte[] KeyOf(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true }) address = address.MapToIPv4();
        var bytes = address?.GetAddressBytes() ?? [];
        if (address is { AddressFamily: AddressFamily.InterNetworkV6 }) bytes = bytes[..8];
        return references.Fingerprint([.. "sign-in from "u8, .. bytes])[..16];
    }

    private static DateTime At(Instant at) => at.ToDateTimeUtc();

    private static NpgsqlBatchCommand Command(string statement, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(Statements.Files[statement]);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }

    private async Task Do(string statement, CancellationToken cancel, params object[] values)
    {
        await using var command = database.CreateCommand(Statements.Files[statement]);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancel);
    }
}
