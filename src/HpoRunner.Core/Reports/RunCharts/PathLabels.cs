using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

/// <summary>
/// Finds a place for a name beside each path: somewhere along it, to the left or right, above or below, where least of the paths and
/// none of the other names lies under it. Positions are judged in shares of the plot with the text of a phone, where it takes most room,
/// since a chart is drawn in several sizes.
/// </summary>
internal sealed class PathLabels(ChartPoint low, ChartPoint high)
{
    private const double LetterWidth = 0.024;
    private const double Height = 0.07;
    private const double Gap = 0.02;

    /// <summary>Between the points of a <see cref="Trace"/>, a fifth of a letter.</summary>
    private const double TraceStep = 0.005;

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

    /// <summary>Points at even distances along a path, its end included; what lies beyond the plot is left out.</summary>
    public IReadOnlyList<ChartPoint> Trace(IReadOnlyList<ChartPoint> path)
    {
        var trace = new List<ChartPoint>();
        for (var i = 1; i < path.Count; i++)
        {
            var (from, to) = (path[i - 1], path[i]);
            if (Within(Share(from), Share(to)) is not { } within)
                continue;
            var length = (within.Until - within.From) * Distance(Share(from), Share(to));
            var count = Math.Max(1, (int)Math.Ceiling(length / TraceStep));
            for (var step = 0; step < count; step++)
                trace.Add(Between(from, to, within.From + ((within.Until - within.From) * step / count)));
        }
        if (Box.Plot.Holds(Share(path[^1])))
            trace.Add(path[^1]);
        return trace;
    }

    /// <summary>Keeps the room of a name above or below a point, where less of the paths lies under it.</summary>
    /// <param name="traces">Of all paths.</param>
    /// <returns>1 above, −1 below.</returns>
    public int Reserve(ChartPoint at, string text, IReadOnlyList<ChartPoint> traces)
    {
        var shares = traces.Select(Share).ToList();
        var (above, below) = (Box.Around(Share(at), text, TextAnchor.Middle, 1), Box.Around(Share(at), text, TextAnchor.Middle, -1));
        var up = shares.Count(below.Holds) < shares.Count(above.Holds) ? -1 : 1;
        _taken.Add(up > 0 ? above : below);
        return up;
    }

    /// <param name="trace">Of the path; at least one point.</param>
    /// <param name="traces">Of all paths.</param>
    /// <param name="text">The name.</param>
    /// <param name="paint">The path's.</param>
    public Label Place(IReadOnlyList<ChartPoint> trace, IReadOnlyList<ChartPoint> traces, string text, Paint paint)
    {
        var shares = traces.Select(Share).ToList();
        var best = (Cost: double.PositiveInfinity, At: trace[^1], Anchor: TextAnchor.Start, Up: 0, Box: default(Box));
        foreach (var place in Places)
        {
            var at = trace[(int)Math.Round(place * (trace.Count - 1))];
            foreach (var (anchor, up) in Sides)
            {
                var box = Box.Around(Share(at), text, anchor, up);
                var cost = (box.IsInside ? 0 : 100) + (TakenCost * _taken.Count(box.Meets))
                    + Math.Min(MostPointCost, shares.Count(box.Holds))
                    + (3 * (1 - place)) + (up != 0 ? 0.3 : 0);
                if (cost < best.Cost)
                    best = (cost, at, anchor, up, box);
            }
        }
        _taken.Add(best.Box);
        return new Label(best.At, text, paint)
        {
            Anchor = best.Anchor, Bold = true, MoveY = -13 * best.Up,
            MoveX = best.Anchor switch { TextAnchor.Start => 7, TextAnchor.End => -7, _ => 0 },
        };
    }

    /// <summary>Which part of a segment lies within the plot, from 0 to 1; null when none does (Liang and Barsky, 1984).</summary>
    private static (double From, double Until)? Within(ChartPoint from, ChartPoint to)
    {
        var (first, last) = (0.0, 1.0);
        foreach (var (start, way) in ((double, double)[])[(from.X, to.X - from.X), (from.Y, to.Y - from.Y)])
        {
            if (way == 0 && start is < 0 or > 1)
                return null;
            if (way == 0)
                continue;
            first = Math.Max(first, (way > 0 ? -start : 1 - start) / way);
            last = Math.Min(last, (way > 0 ? 1 - start : -start) / way);
        }
        return first <= last ? (first, last) : null;
    }

    private static ChartPoint Between(ChartPoint from, ChartPoint to, double share) =>
        new(from.X + ((to.X - from.X) * share), from.Y + ((to.Y - from.Y) * share));

    private static double Distance(ChartPoint from, ChartPoint to) => double.Hypot(to.X - from.X, to.Y - from.Y);

    private ChartPoint Share(ChartPoint at) => new((at.X - low.X) / (high.X - low.X), (at.Y - low.Y) / (high.Y - low.Y));

    private readonly record struct Box(double Left, double Bottom, double Right, double Top)
    {
        public static Box Plot => new(0, 0, 1, 1);

        public bool IsInside => Left >= 0 && Bottom >= 0 && Right <= 1 && Top <= 1;

        public static Box Around(ChartPoint at, string text, TextAnchor anchor, int up)
        {
            var width = LetterWidth * text.Length;
            var left = anchor switch { TextAnchor.Start => at.X + Gap, TextAnchor.End => at.X - Gap - width, _ => at.X - (width / 2) };
            var middle = at.Y + (0.045 * up);
            return new(left, middle - (Height / 2), left + width, middle + (Height / 2));
        }

        public bool Holds(ChartPoint at) => at.X >= Left && at.X <= Right && at.Y >= Bottom && at.Y <= Top;

        public bool Meets(Box other) => Left < other.Right && other.Left < Right && Bottom < other.Top && other.Bottom < Top;
    }
}
