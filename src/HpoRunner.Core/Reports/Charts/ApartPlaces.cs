namespace HpoRunner.Reports.Charts;

/// <summary>Moves texts beside an axis apart where they would touch, each as little as it must, in the order of their values.</summary>
internal static class ApartPlaces
{
    /// <summary>A few rounds settle any realistic number of labels.</summary>
    private const int Rounds = 200;

    /// <param name="wanted">Where each would stand, and its height; pixels.</param>
    /// <returns>The middle of each, in the order given.</returns>
    public static IReadOnlyList<double> Of(IReadOnlyList<(double At, double Height)> wanted, double top, double bottom)
    {
        var order = Enumerable.Range(0, wanted.Count).OrderBy(i => wanted[i].At).ThenBy(i => i).ToList();
        var places = order.Select(i => Math.Clamp(wanted[i].At, top, bottom)).ToArray();
        // Neighbours that touch push each other apart equally. Those at the borders stay there: above are the titles, below the labels of
        // the axis.
        for (var round = 0; round < Rounds && places.Length > 0; round++)
        {
            for (var i = 1; i < places.Length; i++)
            {
                var overlap = places[i - 1] + ((wanted[order[i - 1]].Height + wanted[order[i]].Height) / 2) - places[i];
                if (overlap <= 0)
                    continue;
                places[i - 1] -= overlap / 2;
                places[i] += overlap / 2;
            }
            (places[0], places[^1]) = (Math.Max(places[0], top), Math.Min(places[^1], bottom));
        }
        var pixels = new double[places.Length];
        for (var i = 0; i < order.Count; i++)
            pixels[order[i]] = places[i];
        return pixels;
    }
}
