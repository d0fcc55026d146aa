using System.Xml.Linq;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ZorgWerk.Casework.Personal;

namespace ZorgWerk.Web.Doors;

/// <summary>
/// The framework's keys for cookies and forms: in the database, so that every node can read what another one wrote, and sealed under the
/// master key, so that a copy of the database opens no session.
/// </summary>
internal sealed class WebKeys(WebKeyStore store) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. store.All().Select(XElement.Parse)];

    public void StoreElement(XElement element, string friendlyName) => store.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting));
}

/// <summary>
/// The framework takes a session that it has no keys for to be nobody's. Until they were read once, that may be an outage: where somebody has to be
/// signed in that is said, instead of sending them to the door with what they just typed.
/// </summary>
internal static class WebKeysAtHand
{
    public static void UseWebKeys(this WebApplication app)
    {
        var protector = app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector(nameof(WebKeysAtHand));
        var areRead = false;
        app.Use(async (http, next) =>
        {
            if (!areRead && http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null)
            {
                // Asks for them, and says with the database's own fault why they do not come.
                _ = protector.Protect([]);
                areRead = true;
            }

            await next(http);
        });
    }
}

internal sealed class SealedByMasterKey(MasterKey master) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement("sealed", Convert.ToBase64String(master.SealWebKey(plaintextElement.ToString(SaveOptions.DisableFormatting)))), typeof(OpenedByMasterKey));
}

internal sealed class OpenedByMasterKey(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => XElement.Parse(services.GetRequiredService<MasterKey>().OpenWebKey(Convert.FromBase64String(encryptedElement.Value)));
}
