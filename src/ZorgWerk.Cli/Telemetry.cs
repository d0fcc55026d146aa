using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ZorgWerk.Cli;

/// <summary>
/// Sends our own metrics and spans where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says, set further by the variables of OpenTelemetry. Of the framework only
/// figures by route go along: its spans carry addresses, and an address names a case.
/// </summary>
internal sealed class Telemetry : IDisposable
{
    private const string Ours = "ZorgWerk.*";

    private readonly TracerProvider _spans;
    private readonly MeterProvider _figures;

    private Telemetry()
    {
        var service = ResourceBuilder.CreateEmpty().AddService("zorgwerk").AddEnvironmentVariableDetector();
        // Not by what the caller's request says of itself.
        _spans = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(service).SetSampler(new AlwaysOnSampler()).AddSource(Ours).AddOtlpExporter().Build();
        _figures = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(service).AddMeter(Ours, "Microsoft.AspNetCore.Hosting", "System.Runtime").AddOtlpExporter().Build();
    }

    /// <summary>Nothing when nobody asked.</summary>
    public static Telemetry? Start() => Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 } ? new() : null;

    /// <summary>Sends what is left.</summary>
    public void Dispose()
    {
        _spans.Dispose();
        _figures.Dispose();
    }
}
