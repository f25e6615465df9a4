namespace HpoRunner.Ranking;

/// <summary>What a learning curve shows.</summary>
internal enum CurveState
{
    /// <summary>Training itself went wrong: numbers that are not finite, or worse at the end than it had been.</summary>
    Diverged,

    /// <summary>Training goes on getting better, new rows do not.</summary>
    Overfitting,

    /// <summary>The last epochs still brought something.</summary>
    StillImproving,

    /// <summary>Not even the training rows are learnt as well as another trial knows new ones.</summary>
    Underfitting,

    WellFitted,
}
