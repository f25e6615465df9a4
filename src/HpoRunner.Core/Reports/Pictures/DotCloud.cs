namespace HpoRunner.Reports.Pictures;

/// <summary>Dots of one size and colour, which together are one shape: where they overlap they are no darker.</summary>
/// <param name="Centres">In pixels.</param>
/// <param name="Radius">In pixels.</param>
/// <param name="Colour">0xRRGGBB.</param>
/// <param name="Opacity">0 to 1, of the shape as a whole.</param>
internal sealed record DotCloud(IReadOnlyList<(double X, double Y)> Centres, double Radius, uint Colour, double Opacity);
