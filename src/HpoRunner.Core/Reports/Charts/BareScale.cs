namespace HpoRunner.Reports.Charts;

/// <summary>From 0 to 1 without ticks, for a chart whose marks bring their own axes.</summary>
internal sealed record BareScale : Scale
{
    public override double Position(double value) => value;

    public override IReadOnlyList<Tick> Ticks(int count) => [];
}
