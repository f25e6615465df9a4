using System.Runtime.Intrinsics;
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
    private readonly double[] _upright;

    public ElasticDeformation(ImageShape shape, double pixels)
        : base(shape)
    {
        _pixels = pixels;
        _weights = Gaussian((shape.Height + shape.Width) / 14.0);
        _down = new double[shape.Height * shape.Width];
        _right = new double[_down.Length];
        _smoothed = new double[_down.Length];
        _upright = new double[_down.Length];
    }

    public override void Apply(ReadOnlySpan<float> from, Span<float> to, RandomStream random)
    {
        Field(_down, random);
        Field(_right, random);
        var squares = 0.0;
        for (var i = 0; i < _down.Length; i++)
            squares += _down[i] * _down[i] + _right[i] * _right[i];
        var scale = squares > 0 ? _pixels / Math.Sqrt(squares / _down.Length) : 0;
        var (height, width, channels) = Shape;
        for (var y = 0; y < height; y++)
        for (var x = 0; x < width; x++)
        {
            var i = y * width + x;
            Bilinear.Sample(from, Shape, y + scale * _down[i], x + scale * _right[i], to.Slice(i * channels, channels));
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

    /// <summary>
    /// Uniform draws, smoothed across and then down; nothing pulls from beyond the edges, or single draws there would rule.
    /// </summary>
    private void Field(double[] field, RandomStream random)
    {
        var (height, width, _) = Shape;
        // On its side at first, so that both times whole lines are added.
        for (var y = 0; y < height; y++)
        for (var x = 0; x < width; x++)
            field[x * height + y] = Within(1, random);
        Smooth(field, _smoothed, width, height);
        for (var y = 0; y < height; y++)
        for (var x = 0; x < width; x++)
            _upright[y * width + x] = _smoothed[x * height + y];
        Smooth(_upright, field, height, width);
    }

    /// <summary>Each line becomes the weighted sum of those around it.</summary>
    private void Smooth(ReadOnlySpan<double> from, Span<double> to, int lines, int length)
    {
        var radius = _weights.Length / 2;
        for (var line = 0; line < lines; line++)
        {
            var first = Math.Max(0, line - radius);
            var weights = _weights.AsSpan(first - line + radius, Math.Min(lines - 1, line + radius) - first + 1);
            var around = from[(first * length)..];
            var sums = to.Slice(line * length, length);
            var i = 0;
            for (; i <= length - Vector256<double>.Count; i += Vector256<double>.Count)
            {
                var sum = Vector256<double>.Zero;
                for (var k = 0; k < weights.Length; k++)
                    sum = Vector256.FusedMultiplyAdd(Vector256.Create(weights[k]), Vector256.Create(around[(k * length + i)..]), sum);
                sum.CopyTo(sums[i..]);
            }
            for (; i < length; i++)
            {
                var sum = 0.0;
                for (var k = 0; k < weights.Length; k++)
                    sum = Math.FusedMultiplyAdd(weights[k], around[k * length + i], sum);
                sums[i] = sum;
            }
        }
    }
}
