using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.Pictures;

/// <summary>Dots of one size and colour, which together are one shape: where they overlap they are no darker.</summary>
/// <param name="Centres">On the picture.</param>
/// <param name="Radius">In pixels.</param>
/// <param name="Colour">0xRRGGBB.</param>
/// <param name="Opacity">0 to 1, of the shape as a whole.</param>
internal sealed record DotCloud(IReadOnlyList<Pixel> Centres, double Radius, uint Colour, double Opacity);
