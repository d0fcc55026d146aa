using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
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

internal sealed class SealedByMasterKey(MasterKey master) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement("sealed", Convert.ToBase64String(master.SealWebKey(plaintextElement.ToString(SaveOptions.DisableFormatting)))), typeof(OpenedByMasterKey));
}

internal sealed class OpenedByMasterKey(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => XElement.Parse(services.GetRequiredService<MasterKey>().OpenWebKey(Convert.FromBase64String(encryptedElement.Value)));
}
