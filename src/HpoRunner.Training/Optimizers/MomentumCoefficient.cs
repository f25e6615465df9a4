namespace HpoRunner.Training.Optimizers;

/// <summary>
/// How much of the last step goes on at update t = 0, 1, …: μ throughout, or, with a start, rising towards it as
/// <code>
/// μ(t) = min(1 − (1 − start)/(⌊t/250⌋ + 1), μ)
/// </code>
/// which with start 0.5 is the rise of Sutskever et al. 2013 (equation 5): 0.5, 0.75, 0.83, 0.875, … PyTorch and scikit-learn have none.
/// </summary>
/// <param name="Mu">In [0, 1).</param>
/// <param name="Start">In [0, 1); from μ on there is nothing to rise.</param>
internal readonly record struct MomentumCoefficient(double Mu, double Start)
{
    private const int UpdatesPerStage = 250;

    public static MomentumCoefficient Of(TrainerSettings settings) => new(settings.Momentum, settings.MomentumStart ?? settings.Momentum);

    public double At(long update) => Math.Min(Mu, 1 - (1 - Start) / (update / UpdatesPerStage + 1));
}
