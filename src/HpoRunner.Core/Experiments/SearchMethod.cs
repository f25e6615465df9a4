namespace HpoRunner.Experiments;

/// <summary>How configurations are proposed: every point of a grid, or independent random draws.</summary>
public enum SearchMethod
{
    Grid,
    Random,
}
