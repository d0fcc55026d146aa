using System.Runtime.ExceptionServices;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using NodaTime.Extensions;
using Npgsql;
using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Web.Doors;

/// <summary>Whose passkey it is, as the framework's own handling of passkeys sees a user.</summary>
internal sealed record PasskeyOwner(TenantId Tenant, UserId User)
{
    /// <summary>What a device keeps beside the key, and gives back when nobody types a name.</summary>
    public string Handle => User.Value.ToString();
}

/// <summary>As much of the framework's store as its handling of passkeys asks for, on ours.</summary>
internal sealed class PasskeyStore(Passkeys passkeys) : IUserPasskeyStore<PasskeyOwner>
{
    public static void AddTo(IServiceCollection services)
    {
        services.AddIdentityCore<PasskeyOwner>().AddUserStore<PasskeyStore>();
        services.AddScoped<IPasskeyHandler<PasskeyOwner>, PasskeyHandler<PasskeyOwner>>();
        services.Configure<IdentityPasskeyOptions>(asks =>
        {
            // A passkey alone opens the door, so the device must know whose hand holds it, and find it without a name.
            asks.UserVerificationRequirement = "required";
            asks.ResidentKeyRequirement = "required";
        });
    }

    public static Passkey From(UserPasskeyInfo made, TenantId tenant, UserId user, string name) =>
        new(Guid.CreateVersion7(), tenant, user, made.CredentialId, made.PublicKey, made.SignCount, name, made.CreatedAt.ToInstant())
        {
            Transports = made.Transports ?? [], IsUserVerified = made.IsUserVerified, IsBackupEligible = made.IsBackupEligible, IsBackedUp = made.IsBackedUp,
        };

    /// <summary>The framework tells a database that does not answer as a passkey that does not fit; that would be untrue.</summary>
    public static void ThrowIfAway(PasskeyException? failure)
    {
        if (failure?.InnerException is NpgsqlException away) ExceptionDispatchInfo.Throw(away);
    }

    public Task<string> GetUserIdAsync(PasskeyOwner user, CancellationToken cancellationToken) => Task.FromResult(user.Handle);

    public async Task<PasskeyOwner?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id) && await passkeys.TenantOf(new UserId(id), cancellationToken) is { } tenant ? new PasskeyOwner(tenant, new UserId(id)) : null;

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(PasskeyOwner user, CancellationToken cancellationToken) =>
        [.. (await passkeys.Of(user.Tenant, user.User, cancellationToken)).Select(Info)];

    public async Task<PasskeyOwner?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await passkeys.Find(credentialId, cancellationToken) is { } known ? new PasskeyOwner(known.Tenant, known.User) : null;

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) =>
        await passkeys.Find(credentialId, cancellationToken) is { } known && (known.Tenant, known.User) == (user.Tenant, user.User) ? Info(known) : null;

    public void Dispose() { }

    // What was attested when it was made is checked then and not kept.
    private static UserPasskeyInfo Info(Passkey one) => new(
        one.Credential.ToArray(), one.PublicKey.ToArray(), one.CreatedAt.ToDateTimeOffset(), one.SignCount, [.. one.Transports], one.IsUserVerified, one.IsBackupEligible, one.IsBackedUp, [], []);

    // Users are ours: names, passwords and changes do not go through the framework.
    Task IUserPasskeyStore<PasskeyOwner>.AddOrUpdatePasskeyAsync(PasskeyOwner user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IUserPasskeyStore<PasskeyOwner>.RemovePasskeyAsync(PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<string?> IUserStore<PasskeyOwner>.GetUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IUserStore<PasskeyOwner>.SetUserNameAsync(PasskeyOwner user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<string?> IUserStore<PasskeyOwner>.GetNormalizedUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IUserStore<PasskeyOwner>.SetNormalizedUserNameAsync(PasskeyOwner user, string? normalizedName, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<IdentityResult> IUserStore<PasskeyOwner>.CreateAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<IdentityResult> IUserStore<PasskeyOwner>.UpdateAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<IdentityResult> IUserStore<PasskeyOwner>.DeleteAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<PasskeyOwner?> IUserStore<PasskeyOwner>.FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw new NotSupportedException();
}
