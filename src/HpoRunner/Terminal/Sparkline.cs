using HpoRunner.Reports.Charts;

namespace HpoRunner.Terminal;

/// <summary>How the best so far came about, in one line: the height of each bar is its share of the way from the first to the last.</summary>
internal static class Sparkline
{
    private const string Heights = "▁▂▃▄▅▆▇█";
    private const int Width = 24;

    /// <param name="steps">At least one; each at least as good as the one before.</param>
    public static string Of(IReadOnlyList<double> steps)
    {
        var (first, last) = (steps[0], steps[^1]);
        var bars = Math.Min(Width, steps.Count);
        var line = Enumerable.Range(1, bars).Select(i =>
        {
            var value = steps[(int)((double)i / bars * (steps.Count - 1))];
            var share = first == last ? 0 : (value - first) / (last - first);
            return Heights[(int)Math.Round(share * (Heights.Length - 1))];
        });
        return $"{string.Concat(line)}  {Figures.Score(first)} → {Figures.Score(last)}";
    }
}
