using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Web.Administration;
using ZorgWerk.Web.Api;
using ZorgWerk.Web.Audit;
using ZorgWerk.Web.Cases;
using ZorgWerk.Web.Consents;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Drafts;
using ZorgWerk.Web.HandOver;
using ZorgWerk.Web.Live;
using ZorgWerk.Web.NewCase;
using ZorgWerk.Web.Outcomes;
using ZorgWerk.Web.OwnAccount;
using ZorgWerk.Web.Record;
using ZorgWerk.Web.Share;
using ZorgWerk.Web.Shell;
using ZorgWerk.Web.Today;

namespace ZorgWerk.Web;

/// <summary>Everything the address answers, put together.</summary>
public static class Site
{
    /// <summary>How long somebody may be away before the door asks again.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    public static void AddSite(this IServiceCollection services)
    {
        services.AddPublicAddress();
        services.AddClosing();
        services.AddApi();
        services.AddLive();
        services.AddRazorComponents();
        // Letters as themselves: é is not an attack, and pages stay half the size in French.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        // What it cannot read, it logs as an error with a stack trace, and anybody can send it; the answer says all there is to say.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None));
        services.AddAntiforgery(form => form.Cookie.Name = "zw-form");
        services.AddDataProtection().SetApplicationName("zorgwerk");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(all => new ConfigureOptions<KeyManagementOptions>(keys =>
        {
            keys.XmlRepository = new WebKeys(all.GetRequiredService<WebKeyStore>());
            keys.XmlEncryptor = new SealedByMasterKey(all.GetRequiredService<MasterKey>());
        }));
        services.AddSessions();
        services.AddSingleton<PasswordChecks>();
        PasskeyStore.AddTo(services);
        services.AddAuthorization(options => options.AddRights());
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Answers>();
    }

    public static void UseSite(this WebApplication app)
    {
        app.UsePublicAddress();
        app.UseHead();
        app.UseRouting();
        app.UseSiteHeaders();
        app.UseClosing();
        app.UseMishapPages();
        app.UseWebKeys();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseReadable();
        app.UseAskedParameters();
        app.UseAntiforgery();
        app.UseKeptWords();
        app.UseLive();
        app.MapSiteFiles();
        app.MapHealth();
        app.MapDoor();
        app.MapAccount();
        app.MapStaying();
        app.MapToday();
        app.MapCases();
        app.MapShare();
        app.MapConsents();
        app.MapAudit();
        app.MapOutcomes();
        app.MapRecord();
        app.MapDrafts();
        app.MapHandOver();
        app.MapNewCase();
        app.MapUsers();
        app.MapHouse();
        app.MapLive();
        app.MapApi();
        app.MapGet("/", (HttpContext http) => Results.Redirect(SignedInUser.Of(http.User) is { } user ? Menu.For(user.Role) is [var (first, _), ..] ? first : "/welcome" : "/sign-in"))
            .ExcludeFromDescription().Needs(Right.Anyone);
        app.MapFallback("{*path}", (Delegate)Methods.Untaken).ExcludeFromDescription().Needs(Right.Anyone);
    }
}
