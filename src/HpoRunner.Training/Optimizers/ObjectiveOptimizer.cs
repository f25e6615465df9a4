namespace HpoRunner.Training.Optimizers;

/// <summary>
/// An optimizer that evaluates the objective several times a step: along a line, along each axis, or at a random point. Each step begins
/// with an evaluation at the parameters as they are.
/// </summary>
internal abstract class ObjectiveOptimizer : IDisposable
{
    /// <summary>One update, after which the objective is never larger than before but for rounding; allocates nothing.</summary>
    public abstract void Step(Objective objective, double learningRate);

    public virtual void Dispose()
    {
    }
}
