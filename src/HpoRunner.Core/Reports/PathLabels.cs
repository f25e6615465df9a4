using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports;

/// <summary>
/// Finds a place for a name beside each path: somewhere along it, to the left or right, above or below, where least of other paths
/// and names lies under it. Positions are judged in shares of the plot with a text of usual size, since a chart is drawn in several sizes.
/// </summary>
internal sealed class PathLabels(ChartPoint low, ChartPoint high)
{
    private const double LetterWidth = 0.0085;
    private const double Height = 0.05;
    private const double Gap = 0.012;

    /// <summary>A name on another is worse than any number of points under it.</summary>
    private const double TakenCost = 50;
    private const int MostPointCost = 25;

    private static readonly double[] Places = [1, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2];

    private static readonly (TextAnchor Anchor, int Up)[] Sides =
    [
        (TextAnchor.Start, 0), (TextAnchor.End, 0), (TextAnchor.Middle, 1), (TextAnchor.Middle, -1),
        (TextAnchor.Start, 1), (TextAnchor.Start, -1), (TextAnchor.End, 1), (TextAnchor.End, -1),
    ];

    private readonly List<Box> _taken = [];

    /// <summary>Room that names must leave free.</summary>
    public void Reserve(ChartPoint at, string text, TextAnchor anchor, int up) => _taken.Add(Box.Around(Share(at), text, anchor, up));

    /// <param name="path">Points within the plot, at least one.</param>
    /// <param name="all">Those of all paths.</param>
    /// <param name="text">The name.</param>
    /// <param name="paint">The path's.</param>
    public Label Place(IReadOnlyList<ChartPoint> path, IReadOnlyList<ChartPoint> all, string text, Paint paint)
    {
        var shares = all.Select(Share).ToList();
        var best = (Cost: double.PositiveInfinity, At: path[^1], Anchor: TextAnchor.Start, Up: 0, Box: default(Box));
        foreach (var place in Places)
        {
            var at = Along(path, place);
            foreach (var (anchor, up) in Sides)
            {
                var box = Box.Around(Share(at), text, anchor, up);
                var cost = (box.IsInside ? 0 : 100) + (TakenCost * _taken.Count(box.Meets)) + Math.Min(MostPointCost, shares.Count(box.Holds)) + (3 * (1 - place)) + (up != 0 ? 0.3 : 0);
                if (cost < best.Cost)
                    best = (cost, at, anchor, up, box);
            }
        }
        _taken.Add(best.Box);
        return new Label(best.At, text, paint)
        {
            Anchor = best.Anchor, Bold = true, MoveX = best.Anchor switch { TextAnchor.Start => 7, TextAnchor.End => -7, _ => 0 }, MoveY = -13 * best.Up,
        };
    }

    /// <summary>The point that lies so much of the path's length from its beginning, as the page shows it.</summary>
    private ChartPoint Along(IReadOnlyList<ChartPoint> path, double place)
    {
        double[] lengths = [.. path.Zip(path.Skip(1), (from, to) => Distance(Share(from), Share(to)))];
        var left = place * lengths.Sum();
        for (var i = 0; i < lengths.Length; i++)
        {
            if (left <= lengths[i] && lengths[i] > 0)
                return new(
                    path[i].X + ((path[i + 1].X - path[i].X) * left / lengths[i]),
                    path[i].Y + ((path[i + 1].Y - path[i].Y) * left / lengths[i]));
            left -= lengths[i];
        }
        return path[^1];
    }

    private static double Distance(ChartPoint from, ChartPoint to) => double.Hypot(to.X - from.X, to.Y - from.Y);

    private ChartPoint Share(ChartPoint at) => new((at.X - low.X) / (high.X - low.X), (at.Y - low.Y) / (high.Y - low.Y));

    private readonly record struct Box(double Left, double Bottom, double Right, double Top)
    {
        public bool IsInside => Left >= 0 && Bottom >= 0 && Right <= 1 && Top <= 1;

        public static Box Around(ChartPoint at, string text, TextAnchor anchor, int up)
        {
            var width = LetterWidth * text.Length;
            var left = anchor switch { TextAnchor.Start => at.X + Gap, TextAnchor.End => at.X - Gap - width, _ => at.X - (width / 2) };
            var middle = at.Y + (0.04 * up);
            return new(left, middle - (Height / 2), left + width, middle + (Height / 2));
        }

        public bool Holds(ChartPoint at) => at.X >= Left && at.X <= Right && at.Y >= Bottom && at.Y <= Top;

        public bool Meets(Box other) => Left < other.Right && other.Left < Right && Bottom < other.Top && other.Bottom < Top;
    }
}
