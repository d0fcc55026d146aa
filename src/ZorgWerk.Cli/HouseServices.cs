using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Web;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Drafts;

namespace ZorgWerk.Cli;

/// <summary>The house handed to the web, part by part.</summary>
internal static class HouseServices
{
    /// <param name="options">Null: as it is reached on this machine, and no demo.</param>
    public static void Serve(this House house, IServiceCollection services, SiteOptions? options = null)
    {
        services.AddSingleton<IClock>(SystemClock.Instance);
        services.AddSingleton<DatabaseState>();
        if (house.PrivateServer is { } server)
        {
            services.AddSingleton(all => ActivatorUtilities.CreateInstance<PrivateServerSupervisor>(all, server, house.Pools));
            services.AddHostedService(all => all.GetRequiredService<PrivateServerSupervisor>());
        }
        services.AddSingleton(house.Database).AddSingleton(house.Room).AddSingleton(house.Desk).AddSingleton(house.Users).AddSingleton(house.Sessions).AddSingleton(house.Attempts).AddSingleton(house.FailedSignIns).AddSingleton(house.Accounts).AddSingleton(house.Passkeys).AddSingleton(house.References).AddSingleton(house.Master);
        services.AddSingleton(new WebKeyStore(house.Database)).AddSingleton(options ?? new SiteOptions(house.Tenant.Value));
        services.AddSingleton(house.BackgroundViews).AddSingleton(house.Foreign).AddHostedService<ViewRunner>().AddSingleton(house.Rebuild).AddHostedService<ViewRenewal>().AddHostedService<DraftExpiry>().AddHostedService<SignInExpiry>();
    }
}
