using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Npgsql;
using ZorgWerk.Casework.Views;

namespace ZorgWerk.Web;

/// <summary>Tells, to whoever measures, how far the views are behind and whether one is stopped.</summary>
public sealed class ViewLag : BackgroundService
{
    public const string Name = "ZorgWerk.Web";

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    private readonly NpgsqlDataSource _database;
    private readonly IClock _clock;
    private readonly Meter _meter = new(Name);
    private volatile IReadOnlyList<ViewState> _states = [];

    public ViewLag(NpgsqlDataSource database, IClock clock)
    {
        _database = database;
        _clock = clock;
        _meter.CreateObservableGauge("zorgwerk.view.behind", () => Each(state => state.Behind), "{event}", "Positions that a view has yet to follow.");
        _meter.CreateObservableGauge("zorgwerk.view.lag", () => Each(LagOf), "s", "Age of the first event that a view has yet to follow.");
        _meter.CreateObservableGauge("zorgwerk.view.stopped", () => Each(state => state.Stop is null ? 0L : 1L), "{view}", "1 while an event stops the view.");
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                _states = await ViewList.Read(_database, stoppingToken);
            }
            catch (Exception away) when (away is NpgsqlException or OperationCanceledException)
            {
                // Nothing is told while nothing is known.
                _states = [];
            }
            await Task.Delay(Between, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private double LagOf(ViewState state) => state.Since is { } since ? Math.Max(0, (_clock.GetCurrentInstant() - since).TotalSeconds) : 0;

    private IEnumerable<Measurement<T>> Each<T>(Func<ViewState, T> value) where T : struct =>
        _states.Where(state => !state.View.IsInline).Select(state => new Measurement<T>(value(state), new KeyValuePair<string, object?>("zorgwerk.view", state.View.Name)));
}
