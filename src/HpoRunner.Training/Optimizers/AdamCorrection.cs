namespace HpoRunner.Training.Optimizers;

/// <summary>
/// What Adam's means, which start at zero, are divided by at update t = 1, 2, …: 1 − β₁ᵗ and 1 − β₂ᵗ (Kingma and Ba 2015, section 3);
/// 1 when it is switched off, which shows why it is there: with β₂ = 0.999 the first steps are up to 32 times too long for their β₁.
/// </summary>
internal struct AdamCorrection(double beta1, double beta2, bool isOn)
{
    private double _beta1Power = 1;
    private double _beta2Power = 1;

    public readonly double OfMean => isOn ? 1 - _beta1Power : 1;

    private readonly double OfSquare => isOn ? 1 - _beta2Power : 1;

    /// <summary>
    /// The scalars of a step on m' = m/(1 − β₁) and v' = v/(1 − β₂): α m̂/(√v̂ + ε) = −rate · m'/(√v' + floor) with
    /// R = √((1 − β₂ᵗ)/(1 − β₂)), rate = −α(1 − β₁)/(1 − β₁ᵗ) · R, floor = εR.
    /// </summary>
    public readonly (float Rate, float Floor) RateAndFloor(double learningRate, double epsilon)
    {
        var root = Math.Sqrt(OfSquare / (1 - beta2));
        return ((float)(-learningRate * (1 - beta1) / OfMean * root), Optimizer.FloorOf(epsilon * root));
    }

    public void Advance()
    {
        _beta1Power *= beta1;
        _beta2Power *= beta2;
    }
}
