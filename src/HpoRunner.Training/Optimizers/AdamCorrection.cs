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

    public readonly double OfSquare => isOn ? 1 - _beta2Power : 1;

    public void Advance()
    {
        _beta1Power *= beta1;
        _beta2Power *= beta2;
    }
}
