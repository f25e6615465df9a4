using HpoRunner.Training.Surfaces;

namespace HpoRunner.Reports;

/// <summary>The surface of a run and descents on it, best first.</summary>
/// <param name="Condition">Of the surface that is drawn, where it has one.</param>
/// <param name="Varied">The parameter whose values the paths stand for; null: the best trials.</param>
internal sealed record ReportSurface(string Name, double Condition, string? Varied, IReadOnlyList<ReportPath> Paths)
{
    public Surface Surface => SurfaceFactory.Create(Name, Condition);
}

/// <summary>Where a trial went; the first step is the start, and where there are many not every update is among them.</summary>
internal sealed record ReportPath(int Trial, string Label, bool Diverged, IReadOnlyList<SurfaceStep> Steps);
