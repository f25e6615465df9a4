namespace HpoRunner.Reports.Charts;

/// <summary>Names side by side, each with a band of equal width. Value i is the middle of band i, i ± 0.5 are its borders.</summary>
internal sealed record BandScale(IReadOnlyList<string> Names) : Scale
{
    public override double Position(double value) => (value + 0.5) / Math.Max(1, Names.Count);

    /// <summary>Every name, or every k-th when there are more than <paramref name="count"/>.</summary>
    public override IReadOnlyList<Tick> Ticks(int count)
    {
        var every = Math.Max(1, (int)Math.Ceiling((double)Names.Count / Math.Max(1, count)));
        return Enumerable.Range(0, Names.Count).Where(i => i % every == 0).Select(i => new Tick(i, Names[i])).ToList();
    }
}
