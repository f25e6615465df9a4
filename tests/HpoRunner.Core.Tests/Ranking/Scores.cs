namespace HpoRunner.Ranking;

/// <summary>Inputs that tests/scripts/ranking_reference.py makes in the same way.</summary>
internal static class Scores
{
    /// <summary>EIGHT of the script.</summary>
    public static readonly double[][] Eight =
    [
        [0.91, 0.93, 0.90, 0.92, 0.94], [0.95, 0.96, 0.93, 0.97, 0.96], [0.94, 0.97, 0.94, 0.95, 0.97], [0.60, 0.72, 0.55, 0.81, 0.66],
        [0.96, 0.95, 0.95, 0.96, 0.97], [0.93, 0.95, 0.94, 0.93, 0.95], [0.10, 0.11, 0.09, 0.10, 0.12], [0.94, 0.96, 0.93, 0.95, 0.95],
    ];

    /// <summary>surface() of the script: rounded to four decimals, so that the last bit of a sine does not matter.</summary>
    public static double[][] Surface(int count, int folds, double spread, double noise) =>
        [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, folds)
            .Select(j => Math.Round(
                0.9 + spread * Math.Sin(1.7 * i) + 0.01 * Math.Cos(2.3 * j) + noise * Math.Sin(12.9898 * i + 78.233 * j + i * j), 4))
            .ToArray())];

    public static TrialScores[] Trials(params double[][] rows) => [.. rows.Select((row, i) => new TrialScores(i, row, 1, 0))];
}
