namespace HpoRunner.Reports.Charts;

/// <summary>
/// Lines of equal value of a function of two variables, by marching squares (after Lorensen and Cline 1987, in the plane): on a lattice,
/// each cell whose corners lie on both sides of the level is crossed by a segment whose ends are interpolated along the cell's edges;
/// segments that share an edge are joined. A cell with two pairs of opposite corners on each side (a saddle) is cut according to its mean.
/// Where a corner is not finite there is no line.
/// </summary>
internal sealed class ContourLines
{
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double[,] _values;

    /// <param name="value">The function.</param>
    /// <param name="low">Lower left corner.</param>
    /// <param name="high">Upper right corner.</param>
    /// <param name="cells">How many cells across and up.</param>
    public ContourLines(Func<double, double, double> value, ChartPoint low, ChartPoint high, (int Across, int Up) cells)
    {
        _x = [.. Enumerable.Range(0, cells.Across + 1).Select(i => low.X + ((high.X - low.X) * i / cells.Across))];
        _y = [.. Enumerable.Range(0, cells.Up + 1).Select(j => low.Y + ((high.Y - low.Y) * j / cells.Up))];
        _values = new double[_x.Length, _y.Length];
        for (var i = 0; i < _x.Length; i++)
        {
            for (var j = 0; j < _y.Length; j++)
                _values[i, j] = value(_x[i], _y[j]);
        }
    }

    /// <summary>The finite values on the lattice, rising.</summary>
    public IReadOnlyList<double> Values => [.. _values.Cast<double>().Where(double.IsFinite).Order()];

    /// <summary>The lines of one level, each from end to end; a closed one ends where it begins.</summary>
    public IReadOnlyList<IReadOnlyList<ChartPoint>> At(double level)
    {
        var neighbours = new Dictionary<Edge, List<Edge>>();
        for (var i = 0; i + 1 < _x.Length; i++)
        {
            for (var j = 0; j + 1 < _y.Length; j++)
                AddCell(i, j, level, neighbours);
        }
        var lines = new List<IReadOnlyList<ChartPoint>>();
        // Open lines first, from one of their ends; what is left are rings.
        foreach (var edge in neighbours.Keys.OrderBy(edge => neighbours[edge].Count).ToList())
        {
            if (neighbours[edge].Count > 0)
                lines.Add(Walk(edge, level, neighbours));
        }
        return lines;
    }

    private List<ChartPoint> Walk(Edge edge, double level, Dictionary<Edge, List<Edge>> neighbours)
    {
        var line = new List<ChartPoint> { Crossing(edge, level) };
        while (neighbours[edge].Count > 0)
        {
            var next = neighbours[edge][0];
            neighbours[edge].RemoveAt(0);
            neighbours[next].Remove(edge);
            line.Add(Crossing(next, level));
            edge = next;
        }
        return line;
    }

    private void AddCell(int i, int j, double level, Dictionary<Edge, List<Edge>> neighbours)
    {
        double[] corners = [_values[i, j], _values[i + 1, j], _values[i + 1, j + 1], _values[i, j + 1]];
        if (!corners.All(double.IsFinite))
            return;
        Edge[] edges = [new(i, j, false), new(i + 1, j, true), new(i, j + 1, false), new(i, j, true)];
        int[] crossed = [.. Enumerable.Range(0, 4).Where(side => corners[side] >= level != corners[(side + 1) % 4] >= level)];
        if (crossed.Length == 4 && corners.Average() >= level == corners[0] >= level)
            crossed = [crossed[0], crossed[1], crossed[2], crossed[3]];
        else if (crossed.Length == 4)
            crossed = [crossed[3], crossed[0], crossed[1], crossed[2]];
        for (var k = 0; k + 1 < crossed.Length; k += 2)
            Join(edges[crossed[k]], edges[crossed[k + 1]], neighbours);
    }

    private static void Join(Edge one, Edge other, Dictionary<Edge, List<Edge>> neighbours)
    {
        Of(one).Add(other);
        Of(other).Add(one);

        List<Edge> Of(Edge edge) => neighbours.TryGetValue(edge, out var known) ? known : neighbours[edge] = [];
    }

    private ChartPoint Crossing(Edge edge, double level)
    {
        var (i, j) = edge.Upwards ? (edge.I, edge.J + 1) : (edge.I + 1, edge.J);
        var (from, to) = (_values[edge.I, edge.J], _values[i, j]);
        var share = (level - from) / (to - from);
        return new(_x[edge.I] + (share * (_x[i] - _x[edge.I])), _y[edge.J] + (share * (_y[j] - _y[edge.J])));
    }

    /// <summary>From lattice point (I, J) one cell to the right, or up.</summary>
    private readonly record struct Edge(int I, int J, bool Upwards);
}
