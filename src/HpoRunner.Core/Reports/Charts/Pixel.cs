namespace HpoRunner.Reports.Charts;

/// <summary>A place on the page, from its upper left corner.</summary>
internal readonly record struct Pixel(double X, double Y);
