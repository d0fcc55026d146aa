using System.Globalization;
using System.Text;

namespace ZorgWerk.Benchmarks;

/// <summary>The figures as a Markdown table.</summary>
internal sealed class Report(string settings)
{
    private readonly List<Figure> _figures = [];

    public void Add(Figure figure) => _figures.Add(figure);

    public string Markdown()
    {
        var text = new StringBuilder();
        text.Append("# Benchmarks\n\n").Append(settings).Append(
            ".\nEach figure is the median of three runs (slowest–fastest), in things done a second; product and floor take turns. A ratio of 1 is as fast as the floor.\n\n" +
            "| what | a second | floor | a second | ratio | p99, ms: product / floor |\n|---|---:|---|---:|---:|---:|\n");
        foreach (var figure in _figures)
            text.Append(CultureInfo.InvariantCulture, $"| {figure.What} | {figure.Product} | {figure.Floored} | {figure.Floor} | {figure.Ratio:0.00} | {figure.SlowText} |\n");
        return text.ToString();
    }
}
