namespace HpoRunner.Training.Optimizers;

/// <summary>
/// Adam (Kingma and Ba 2015, algorithm 1), t = 1, 2, …, m = v = 0 at first:
/// <code>
/// m ← β₁m + (1 − β₁)g        v ← β₂v + (1 − β₂)g²
/// m̂ = m/(1 − β₁ᵗ)            v̂ = v/(1 − β₂ᵗ)            θ ← θ − α m̂/(√v̂ + ε)
/// </code>
/// Defaults α = 0.001, β₁ = 0.9, β₂ = 0.999, ε = 1e-8. ε is added to the corrected root, as in PyTorch. scikit-learn adds it to √v
/// before the correction ("ε hat" of the paper's section 2): its ε corresponds to ε·√(1 − β₂ᵗ) here. With bias_correction: false,
/// m̂ = m and v̂ = v.
/// </summary>
internal class Adam(int length, double beta1, double beta2, double epsilon, bool correct) : Optimizer(length, slots: 2)
{
    public const double DefaultLearningRate = 0.001;
    public const double DefaultEpsilon = 1e-8;

    private AdamCorrection _correction = new(beta1, beta2, correct);

    protected override void Update(ref float theta, ref float g, double learningRate)
    {
        _correction.Advance();
        // α m̂/(√v̂ + ε) = (α/(1 − β₁ᵗ))·√(1 − β₂ᵗ) · m/(√v + ε√(1 − β₂ᵗ)): the corrections leave the loop.
        var rootCorrection = Math.Sqrt(_correction.OfSquare);
        var loop = new AdamLoop(
            (float)beta1, (float)(1 - beta1), (float)beta2, (float)(1 - beta2),
            (float)(-learningRate / _correction.OfMean * rootCorrection), FloorOf(epsilon * rootCorrection)[0]);
        loop.Run(ref theta, ref g, ref Slot(0), ref Slot(1), (nuint)Length);
    }
}
