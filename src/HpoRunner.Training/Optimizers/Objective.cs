namespace HpoRunner.Training.Optimizers;

/// <summary>
/// What is minimized, as a function of the parameters, for optimizers that ask for more than one gradient a step. It must give the same
/// value for the same parameters throughout a step. Values are not finite where the network has diverged.
/// </summary>
internal abstract class Objective
{
    /// <summary>Where the function is evaluated; optimizers write here.</summary>
    public abstract Span<float> Parameters { get; }

    /// <summary>What <see cref="Differentiate"/> filled last; zero at padding.</summary>
    public abstract ReadOnlySpan<float> Gradients { get; }

    /// <summary>Where parameters lie in the vector; what is between them is padding and stays zero.</summary>
    public abstract ReadOnlySpan<int> Places { get; }

    /// <summary>The value at the present parameters.</summary>
    public abstract double Measure();

    /// <summary>The value at the present parameters, and its gradient.</summary>
    public abstract double Differentiate();
}
