using HpoRunner.Journal;
using HpoRunner.Reports.Charts;

namespace HpoRunner.Terminal;

/// <summary>
/// How the best so far came about, in one line: the height of each bar is its share of the way from the first to the last.
/// </summary>
internal static class Sparkline
{
    private const string Heights = "▁▂▃▄▅▆▇█";
    private const int Width = 24;

    /// <param name="steps">At least one; each better than the one before.</param>
    /// <param name="settled">Trials that are settled by now: the bars stand for equal parts of them, from the first step on.</param>
    public static string Of(IReadOnlyList<BestStep> steps, int settled)
    {
        var (first, last) = (steps[0], steps[^1]);
        var bars = Math.Min(Width, settled - first.Settled + 1);
        var line = Enumerable.Range(1, bars).Select(bar =>
        {
            var upTo = first.Settled + (int)((double)bar / bars * (settled - first.Settled));
            var best = steps.Last(step => step.Settled <= upTo).Mean;
            var share = last.Mean.Equals(first.Mean) ? 0 : (best - first.Mean) / (last.Mean - first.Mean);
            return Heights[(int)Math.Round(share * (Heights.Length - 1))];
        });
        return $"{string.Concat(line)}  {Figures.Score(first.Mean)} → {Figures.Score(last.Mean)}";
    }
}
