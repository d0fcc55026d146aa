using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using ZorgWerk.Casework.Users;

namespace ZorgWerk.Web.Doors;

/// <summary>Where a request comes from, as far as it is written down: enough for somebody to recognise their own, too little to find a household or a device by.</summary>
internal static class RequestOrigin
{
    /// <summary>No name of a program is longer.</summary>
    private const int LongestProgram = 30;

    // In this order: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari.
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    public static SessionOrigin Of(HttpContext http, SessionKind kind)
    {
        var agent = http.Request.Headers.UserAgent.ToString();
        return new SessionOrigin(NetworkOf(http), kind is SessionKind.Browser ? DeviceOf(agent) : ProgramOf(agent));
    }

    /// <summary>The address without what tells one household from another: the last number of IPv4, all but the first 48 bits of IPv6.</summary>
    public static string NetworkOf(HttpContext http) => NetworkOf(http.Connection.RemoteIpAddress);

    internal static string NetworkOf(IPAddress? address)
    {
        if (address is null) return "–";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        if (address.AddressFamily is AddressFamily.InterNetwork) return $"{bytes[0]}.{bytes[1]}.{bytes[2]}.x";
        bytes.AsSpan(6).Clear();
        return $"{new IPAddress(bytes)}/48";
    }

    /// <summary>What kind of device, and which family of browsers: <c>phone/Safari</c>. The second part is empty where it is not one we know.</summary>
    internal static string DeviceOf(string agent)
    {
        var device = agent.Contains("iPad", StringComparison.Ordinal) || (agent.Contains("Android", StringComparison.Ordinal) && !agent.Contains("Mobile", StringComparison.Ordinal)) ? "tablet"
            : agent.Contains("Mobi", StringComparison.Ordinal) ? "phone" : "computer";
        return $"{device}/{Browsers.FirstOrDefault(browser => agent.Contains(browser.Mark, StringComparison.Ordinal)).Name}";
    }

    /// <summary>What a program calls itself, without its version: <c>curl</c>; empty where it says nothing that can be shown.</summary>
    internal static string ProgramOf(string agent)
    {
        var name = new string([.. agent.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')]);
        return name.Length <= LongestProgram ? name : "";
    }
}
