namespace HpoRunner.Training.Optimizers;

/// <summary>
/// f(x) = ½ Σ aᵢ(xᵢ − bᵢ)² + ¼ Σ (xᵢ − bᵢ)⁴ with a = 1, 2, 4, 8, 16 and b = 1, −1, 2, −2, ½, from the origin; three places of padding.
/// </summary>
internal sealed class QuarticObjective : Objective
{
    public static readonly double[] Minimum = [1, -1, 2, -2, 0.5];

    private static readonly double[] Curvatures = [1, 2, 4, 8, 16];

    private readonly float[] _parameters = new float[8];
    private readonly float[] _gradients = new float[8];

    public override Span<float> Parameters => _parameters;

    public override ReadOnlySpan<float> Gradients => _gradients;

    public override ReadOnlySpan<int> Places => [0, 1, 2, 3, 4];

    public int Evaluations { get; private set; }

    public override double Measure()
    {
        Evaluations++;
        var value = 0.0;
        for (var i = 0; i < Minimum.Length; i++)
        {
            var distance = _parameters[i] - Minimum[i];
            value += Curvatures[i] * distance * distance / 2 + Math.Pow(distance, 4) / 4;
        }
        return value;
    }

    public override double Differentiate()
    {
        for (var i = 0; i < Minimum.Length; i++)
        {
            var distance = _parameters[i] - Minimum[i];
            _gradients[i] = (float)(Curvatures[i] * distance + Math.Pow(distance, 3));
        }
        return Measure();
    }
}
