using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Augmentations;

/// <summary>
/// Pulls the picture as if it were drawn on rubber (Simard, Steinkraus and Platt 2003): every pixel takes what lies at a displacement
/// of its own, drawn uniformly, smoothed by a Gaussian and scaled so that the root mean square of its length is <c>pixels</c>.
/// The Gaussian's deviation is a seventh of the mean side, 4 pixels for their 28 × 28; they scale by a factor α on the smoothed field,
/// which says less about the picture.
/// </summary>
internal sealed class ElasticDeformation : Augmentation
{
    private readonly double _pixels;
    private readonly double[] _weights;
    private readonly double[] _down;
    private readonly double[] _right;
    private readonly double[] _smoothed;

    public ElasticDeformation(ImageShape shape, double pixels)
        : base(shape)
    {
        _pixels = pixels;
        _weights = Gaussian((shape.Height + shape.Width) / 14.0);
        _down = new double[shape.Height * shape.Width];
        _right = new double[_down.Length];
        _smoothed = new double[_down.Length];
    }

    public override void Apply(ReadOnlySpan<float> from, Span<float> to, RandomStream random)
    {
        Field(_down, random);
        Field(_right, random);
        var squares = 0.0;
        for (var i = 0; i < _down.Length; i++)
            squares += _down[i] * _down[i] + _right[i] * _right[i];
        var scale = squares > 0 ? _pixels / Math.Sqrt(squares / _down.Length) : 0;
        for (var i = 0; i < _down.Length; i++)
        {
            var (y, x) = (i / Shape.Width, i % Shape.Width);
            var pixel = to.Slice(i * Shape.Channels, Shape.Channels);
            Bilinear.Sample(from, Shape, y + scale * _down[i], x + scale * _right[i], pixel);
        }
    }

    /// <summary>Weights of a Gaussian at −r … r with r three deviations and a half, up to a factor that cancels out.</summary>
    private static double[] Gaussian(double deviation)
    {
        var radius = Math.Max(1, (int)Math.Ceiling(3.5 * deviation));
        var weights = new double[2 * radius + 1];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = Math.Exp(-0.5 * (i - radius) * (i - radius) / (deviation * deviation));
        return weights;
    }

    /// <summary>Uniform draws, smoothed across and then down; nothing pulls from beyond the edges, or single draws there would rule.</summary>
    private void Field(double[] field, RandomStream random)
    {
        for (var i = 0; i < field.Length; i++)
            field[i] = Within(1, random);
        var (height, width, _) = Shape;
        for (var y = 0; y < height; y++)
            Smooth(field.AsSpan(y * width), _smoothed.AsSpan(y * width), width, 1);
        for (var x = 0; x < width; x++)
            Smooth(_smoothed.AsSpan(x), field.AsSpan(x), height, width);
    }

    /// <summary>One line of so many values, each <paramref name="stride"/> behind the one before.</summary>
    private void Smooth(ReadOnlySpan<double> from, Span<double> to, int length, int stride)
    {
        var radius = _weights.Length / 2;
        for (var i = 0; i < length; i++)
        {
            var sum = 0.0;
            for (var place = Math.Max(0, i - radius); place <= Math.Min(length - 1, i + radius); place++)
                sum += _weights[place - i + radius] * from[place * stride];
            to[i * stride] = sum;
        }
    }
}
