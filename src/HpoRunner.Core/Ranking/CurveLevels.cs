namespace HpoRunner.Ranking;

/// <summary>
/// Levels of one curve, higher is better, each an average over a window of a fifth of the epochs (at least one), so that a lucky epoch is
/// no level.
/// </summary>
/// <param name="First">The first window.</param>
/// <param name="Best">The best window anywhere.</param>
/// <param name="BestEpoch">The middle epoch of the best window, from 1.</param>
/// <param name="Last">The last window.</param>
/// <param name="BeforeLast">The window before the last; null below five epochs.</param>
/// <param name="Range">Largest minus smallest single value.</param>
internal readonly record struct CurveLevels(double First, double Best, int BestEpoch, double Last, double? BeforeLast, double Range)
{
    public static CurveLevels? Of(IReadOnlyList<double> curve, bool maximize)
    {
        if (curve.Count == 0)
            return null;
        var values = curve.Select(value => maximize ? value : -value).ToArray();
        var window = Math.Max(1, values.Length / 5);
        var levels = Enumerable
            .Range(0, values.Length - window + 1)
            .Select(start => TwoWayLayout.Mean(values.AsSpan(start, window)))
            .ToArray();
        var best = Array.IndexOf(levels, levels.Max());
        return new CurveLevels(
            levels[0],
            levels[best],
            best + (window + 1) / 2,
            levels[^1],
            values.Length >= 5 ? levels[^(window + 1)] : null,
            values.Max() - values.Min());
    }
}
