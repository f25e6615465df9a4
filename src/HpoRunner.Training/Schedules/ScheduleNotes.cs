namespace HpoRunner.Training.Schedules;

/// <summary>The schedules as the documentation tells them: the rate at time t, which counts from 0 after the warm-up.</summary>
internal static class ScheduleNotes
{
    public static IReadOnlyList<TechniqueNote> All { get; } =
    [
        new("constant", "α", "the default everywhere"),
        new("inverse_time", "α/(1 + decay · t)", "Keras's InverseTimeDecay(decay_steps=1), t in updates"),
        new("exponential", "α · dᵗ", "PyTorch's ExponentialLR(gamma=d)"),
        new("inverse_sqrt", "α · d/√t, t from 1", "scikit-learn's learning_rate=\"invscaling\", whose t counts rows"),
        new("natural_exponential", "α · e^(−kt)", "ExponentialLR(gamma=e^(−k))"),
        new("step", "α · factor^⌊t/every⌋", "PyTorch's StepLR"),
        new("piecewise", "α times the factor of the piece that t is in", "Keras's PiecewiseConstantDecay, which changes one t later"),
        new("linear", "α(1 − (1 − e) min(t, τ)/τ)", "PyTorch's LinearLR(1, e, τ)"),
        new("cosine", "α(e + (1 − e)(1 + cos(πt/τ))/2), αe from τ on", "PyTorch's CosineAnnealingLR, which rises again after τ"),
        new("plateau", "times factor after more than every epochs without progress", "PyTorch's ReduceLROnPlateau"),
    ];
}
