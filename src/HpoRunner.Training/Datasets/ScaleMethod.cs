namespace HpoRunner.Training.Datasets;

/// <summary>How a numeric column is shifted and stretched: (x − centre) / scale, both taken from the training rows.</summary>
public enum ScaleMethod
{
    /// <summary>Centre: mean; scale: population standard deviation (divided by n).</summary>
    Standard,

    /// <summary>Centre: minimum; scale: maximum − minimum. Other rows may leave [0, 1].</summary>
    MinMax,

    /// <summary>Centre: median; scale: distance of the quartiles, interpolated linearly.</summary>
    Robust,

    None,
}
